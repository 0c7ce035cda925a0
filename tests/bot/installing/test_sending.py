"""Commands that send, where one Pilote serves several workspaces: each company's in its own."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE

import pytest

from bot.installing.one import with_token
from storage.errors import SetupError
from tests.bot.installing.conftest import Browser, House
from tests.bot.people import ALICE


async def digest(house: House, company: str) -> tuple[int, str]:
    """`pilote digest --send` on that company's store: its status and what it says."""
    settings = house.settings
    secrets = ("slack_client_secret", "slack_signing_secret", "pilote_token_key")
    hidden = {name: getattr(settings, name) for name in (*secrets, "pilote_workspaces")}
    environment = {name.upper(): one.get_secret_value() for name, one in hidden.items()} | {
        "SLACK_CLIENT_ID": str(settings.slack_client_id),
        "SLACK_API_URL": settings.slack_api_url,
        "PILOTE_DATABASE_URL": str(house.stores["home"].url),
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "--database", str(house.stores[company].url)),
        *("digest", "--for", ALICE, "--send", "--today", "2026-11-23"),
        env={**os.environ, **environment},
        stdout=PIPE,
        stderr=PIPE,
    )
    _, told = await process.communicate()
    return process.returncode or 0, told.decode().strip()


async def test_a_digest_goes_to_the_workspace_of_its_company(
    house: House, browser: Browser
) -> None:
    await browser.install(house.globex)
    assert await digest(house, "globex") == (0, "Sent in Slack.")
    (sent,) = house.globex.posts()
    assert sent.text.startswith("Week 48")
    assert not house.veridia.posts()
    status, told = await digest(house, "veridia")
    assert (status, "not installed in workspace" in told) == (2, True)


def test_a_store_of_no_company_is_refused(house: House) -> None:
    home = str(house.stores["home"].url)
    with pytest.raises(SetupError) as refused:
        with_token(house.settings.model_copy(update={"pilote_database_url": home}), home)
    assert refused.value.code == "workspaces_which"
