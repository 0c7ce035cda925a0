"""One app in two workspaces: installed by OAuth, apart in store and scope, gone when it is gone."""

import asyncio
import json
import logging
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import select

from bot.doctor import examine
from bot.installing.companies import companies
from bot.installing.states import States
from bot.serve import serving
from bot.workspace import Workspace
from storage.errors import SetupError
from storage.tables import installations, people, questions
from tests.bot.installing.conftest import Browser, House


async def asked(workspace: Workspace) -> str:
    question = await workspace.dm("Alice Lindqvist", "bookings this quarter")
    return (await workspace.wait_for_reply(question, seconds=60)).text


def kept(house: House) -> dict[str, str]:
    query = select(installations.c.slack_team, installations.c.bot_token)
    with house.home.database.reading() as connection:
        return {team: token for team, token in connection.execute(query)}


async def test_each_workspace_gets_its_own_companys_figures(house: House, browser: Browser) -> None:
    """The same user id, the same email, the same question: two companies, two answers."""
    status, page = await browser.install(house.veridia)
    assert (status, "Veridia" in page) == (200, True)
    assert "€60,000" in await asked(house.veridia)
    before = await house.globex.dm("Alice Lindqvist", "bookings this quarter")
    await before.deliveries[0].finished.wait()
    assert not house.globex.posts()
    assert before.deliveries[0].acknowledged
    assert (await browser.install(house.globex))[0] == 200
    assert "€990,000" in await asked(house.globex)
    assert "€60,000" in await asked(house.veridia)
    for name, n in (("veridia", 2), ("globex", 1), ("home", 0)):
        with house.stores[name].reading() as connection:
            assert len(connection.execute(select(questions.c.pk)).all()) == n


async def test_somebody_of_one_company_is_nobody_in_the_other(
    house: House, browser: Browser
) -> None:
    """Oliver works for Veridia alone: in Globex's workspace his email opens nothing."""
    with house.stores["globex"].writing() as connection:
        connection.execute(people.update().where(people.c.pk == 4).values(email="o@globex.example"))
    await browser.install(house.globex)
    house.globex.add_user("Oliver Hartley", "oliver.hartley@veridia.example")
    question = await house.globex.dm("Oliver Hartley", "bookings this quarter")
    answer = await house.globex.wait_for_reply(question, seconds=30)
    assert "€" not in answer.text
    assert "Sofie" in answer.text


async def test_tokens_are_encrypted_and_keys_can_be_changed(house: House, browser: Browser) -> None:
    await browser.install(house.veridia)
    token = house.veridia.core.secrets.bot_token
    content = Path(house.home.database.url.database or "").read_bytes()
    wal = Path(f"{house.home.database.url.database}-wal")
    assert token.encode() not in content + (wal.read_bytes() if wal.exists() else b"")
    old = house.settings.pilote_token_key
    assert old is not None
    first = Fernet(old.get_secret_value())
    assert first.decrypt(kept(house)[house.veridia.core.team_id].encode()).decode() == token
    new = Fernet.generate_key().decode()
    both = SecretStr(f"{new},{old.get_secret_value()}")
    async with serving(
        house.settings.model_copy(update={"pilote_token_key": both}), house.home, http=True
    ):
        sealed = kept(house)[house.veridia.core.team_id].encode()
        assert Fernet(new).decrypt(sealed).decode() == token
    assert await not_served(house) == "token_key_other"


async def test_a_state_is_good_once_soon_and_in_its_own_browser(
    house: House, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    address = house.veridia.allow("Alice Lindqvist", await browser.begin())
    cookie, browser.cookie = browser.cookie, "slack-app-oauth-state=another"
    assert (await browser.finish(address))[0] == 400
    browser.cookie = cookie
    assert (await browser.finish(address))[0] == 200
    assert (await browser.finish(address))[0] == 401
    assert (await browser.finish(house.veridia.cancel(await browser.begin())))[0] == 200
    old = await States(house.home.database, timedelta(0)).async_issue()
    browser.cookie = f"slack-app-oauth-state={old}"
    status, page = await browser.finish(
        f"https://pilote.example/slack/oauth_redirect?code=c&state={old}"
    )
    assert (status, "too long ago" in page) == (401, True)
    code = address.partition("code=")[2].partition("&")[0]
    assert code
    assert code not in caplog.text
    assert "xoxb" not in caplog.text


async def test_slack_says_no_to_the_code(house: House, browser: Browser) -> None:
    address = house.veridia.allow("Alice Lindqvist", await browser.begin())
    for grant in house.veridia.core.grants.values():
        grant.at -= 601
    assert (await browser.finish(address))[0] == 401
    assert not kept(house)


async def test_a_workspace_that_nobody_named_is_not_kept(house: House, browser: Browser) -> None:
    house.globex.core.team_id = "T0STRANGER"
    status, page = await browser.install(house.globex)
    assert (status, "PILOTE_WORKSPACES" in page) == (403, True)
    assert not kept(house)


async def test_an_uninstalled_app_is_forgotten_and_can_come_back(
    house: House, browser: Browser
) -> None:
    await browser.install(house.veridia)
    await browser.install(house.globex)
    house.veridia.uninstall()
    async with asyncio.timeout(5):
        while set(kept(house)) != {house.globex.core.team_id}:
            await asyncio.sleep(0.05)
    assert "€990,000" in await asked(house.globex)
    await browser.install(house.veridia)
    assert "€60,000" in await asked(house.veridia)


async def test_an_app_that_went_away_while_the_bot_slept(house: House) -> None:
    """No event told it; the token that Slack no longer takes does."""
    async with (
        serving(house.settings, house.home, http=True) as port,
        aiohttp.ClientSession() as session,
    ):
        await Browser(session, port or 0).install(house.veridia)
    house.veridia.uninstall()
    async with serving(house.settings, house.home, http=True):
        assert not kept(house)


async def test_every_other_process_hears_of_an_installation(house: House, browser: Browser) -> None:
    async with serving(house.settings, house.home, http=True) as port:
        await browser.install(house.veridia)
        house.veridia.request_url = f"http://127.0.0.1:{port}/slack/events"
        assert "€60,000" in await asked(house.veridia)


def wrong(house: House, **changed: object) -> str:
    settings = house.settings.model_copy(update=changed)
    with pytest.raises(SetupError) as caught:
        companies(settings)
    return caught.value.code


async def not_served(house: House, *, http: bool = True, **changed: object) -> str:
    settings = house.settings.model_copy(update=changed)
    with pytest.raises(SetupError) as caught:
        async with serving(settings, house.home, http=http):
            pass
    return caught.value.code


async def test_a_set_up_that_cannot_be_meant_is_said(house: House) -> None:
    one = str(house.stores["veridia"].url)
    same = json.dumps({"T1": one, "T2": one.replace("/veridia.db", "/./veridia.db")})
    assert wrong(house, pilote_workspaces=SecretStr(same)) == "workspaces_shared"
    assert wrong(house, pilote_workspaces=SecretStr("T1=x")) == "workspaces_json"
    assert wrong(house, slack_bot_token=SecretStr("xoxb-1")) == "workspaces_alone"
    assert wrong(house, pilote_warehouse_url="duckdb://") == "workspaces_alone"
    assert wrong(house, slack_client_secret=None) == "missing_setting"
    assert await not_served(house, pilote_token_key=SecretStr("short")) == "token_key"
    app_token = SecretStr("xapp-1")
    assert await not_served(house, http=False, slack_app_token=app_token) == "workspaces_http"


async def test_the_doctor_looks_at_every_workspace(house: House, browser: Browser) -> None:
    await browser.install(house.veridia)
    url = {"pilote_database_url": str(house.home.database.url)}
    settings = house.settings.model_copy(update=url)
    found = await asyncio.to_thread(lambda: examine(settings, "en", online=True))
    by_name = {check.name: check for check in found}
    veridia, globex = (one.core.team_id for one in (house.veridia, house.globex))
    assert by_name["slack"].finding == "2 workspaces have a store, 1 of them an installation"
    assert by_name[f"workspace {veridia}"].finding.startswith("installed in Veridia · Veridia: 3")
    assert by_name[f"workspace {globex}"].state == "missing"
    assert "no scope is missing" in by_name[f"slack online {veridia}"].finding
    other = {"pilote_token_key": SecretStr(Fernet.generate_key().decode())}
    failed = await asyncio.to_thread(lambda: examine(settings.model_copy(update=other), "fr"))
    assert next(one for one in failed if one.name == "slack").state == "failed"


def test_without_these_settings_nothing_of_it_is_loaded() -> None:
    loaded = "{'bot.installing', 'cryptography', 'matplotlib'} & set(sys.modules)"
    code = f"import sys, bot.serve; sys.exit(bool({loaded}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
