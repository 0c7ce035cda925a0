"""The page answers to itself only: token, host and origin."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.workspace.page import Page

SAY = {"act": "say", "by": "Farid Haddad", "channel": "sales", "text": "hello"}


@pytest.fixture
async def stranger() -> AsyncIterator[aiohttp.ClientSession]:
    """A program that knows the port and nothing else."""
    async with aiohttp.ClientSession() as session:
        yield session


def address(page: Page, path: str = "/") -> str:
    return f"http://127.0.0.1:{page.guard.port}{path}"


@pytest.fixture
def key(page: Page) -> dict[str, str]:
    """What the browser sends once the address with the token was opened."""
    return {"Cookie": f"{page.guard.cookie}={page.guard.token}"}


async def test_without_the_token_nothing_is_shown(
    page: Page, stranger: aiohttp.ClientSession
) -> None:
    wrong = {"Cookie": f"{page.guard.cookie}=guess"}
    for path in ("/", "/?token=guess", "/page/people", "/assets/index.html", "/page/live"):
        assert (await stranger.get(address(page, path))).status == 403, path
        assert (await stranger.get(address(page, path), headers=wrong)).status == 403, path


async def test_the_address_with_the_token_opens_it_and_leaves_a_strict_cookie(
    page: Page, stranger: aiohttp.ClientSession
) -> None:
    opened = await stranger.get(page.url)
    cookie = opened.headers["Set-Cookie"]
    assert opened.status == 200
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "default-src 'self'" in opened.headers["Content-Security-Policy"]


async def test_another_name_for_this_machine_is_refused(
    page: Page, stranger: aiohttp.ClientSession, key: dict[str, str]
) -> None:
    rebound = {**key, "Host": f"evil.example:{page.guard.port}"}
    assert (await stranger.get(address(page), headers=rebound)).status == 403


async def test_other_web_pages_can_do_nothing_with_it(
    page: Page, stranger: aiohttp.ClientSession, key: dict[str, str]
) -> None:
    ours = {**key, "Origin": f"http://127.0.0.1:{page.guard.port}"}
    theirs = {**key, "Origin": "http://evil.example"}
    url = address(page, "/page/do")
    assert (await stranger.post(url, json=SAY, headers=ours)).status == 200
    assert (await stranger.post(url, json=SAY, headers=theirs)).status == 403
    assert (await stranger.post(url, json=SAY, headers=key)).status == 403
    live = address(page, "/page/live?as=Farid%20Haddad")
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await stranger.ws_connect(live, headers=theirs)
