"""Everybody of the store is in the workspace, as Slack would have them."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from bot import demo
from bot.pilote import Pilote
from bot.settings import Clock, Settings
from bot.trying.run import trying
from bot.trying.staff import company_name, staff
from bot.workspace import NotPossibleError, Workspace
from bot.workspace.page.guard import Guard
from storage.errors import PiloteError, UsageError
from tests.bot.people import ALICE, CAMILLE, FIONA, LENA
from tests.stores import empty_store

TODAY = date(2026, 11, 23)


async def test_people_have_their_names_languages_and_channels(bot: Pilote) -> None:
    workspace = Workspace(name="Veridia")
    with bot.database.reading() as connection:
        assert company_name(connection) == "Veridia"
        assert staff(workspace, connection, TODAY) == FIONA  # a manager, if there is one
    camille = workspace.user(CAMILLE)
    assert (camille.real_name, camille.locale, camille.title) == (
        "Camille Roux",
        "fr-FR",
        "Commercial",
    )
    assert camille.tz == "Europe/Paris"
    assert workspace.user(ALICE).id == "U0ALICE"  # the id that the store knows
    assert workspace.user(LENA).deleted  # left in June
    north = {workspace.core.users[one].real_name for one in workspace.channel("team-north").members}
    assert north == {"Fiona Gallagher", "Alice Lindqvist", "Pilote"}  # Oliver has no team
    with pytest.raises(NotPossibleError):
        workspace.channel("team-south")
    jo = workspace.user("jo.lindholm@partner.example")
    assert (jo.is_restricted, jo.title) == (True, "Guest of another company")
    shared = workspace.channel("with-a-partner").members
    assert {workspace.core.users[one].real_name for one in shared} >= {
        jo.real_name,
        "Fiona Gallagher",
    }
    assert jo.id not in workspace.channel("general").members


async def test_a_store_without_data_says_how_to_fill_it(tmp_path: Path) -> None:
    empty = Pilote(empty_store(tmp_path / "empty.db"), Clock(Settings(_env_file=None)))
    with pytest.raises(PiloteError, match="store_empty"):
        async with trying(Settings(_env_file=None), empty, port=0):
            pass


async def test_one_cannot_begin_as_somebody_unknown(bot: Pilote) -> None:
    with pytest.raises(UsageError):
        async with trying(Settings(_env_file=None), bot, port=0, host="who@veridia.example"):
            pass


async def test_a_second_page_takes_the_next_port(bot: Pilote) -> None:
    settings = Settings(_env_file=None)
    async with (
        trying(settings, bot, port=18765) as first,
        trying(settings, bot, port=18765) as second,
    ):
        assert second.guard.port > first.guard.port
        assert second.guard.cookie != first.guard.cookie
    assert Guard().token != Guard().token


def test_the_demo_ends_where_nobody_sits_at_a_terminal(
    bot: Pilote, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.stay(bot, Settings(_env_file=None), "sqlite:///demo.db")
    said = capsys.readouterr().out
    assert "http://127.0.0.1:8765" in said
    assert "workspace --as" in said


def test_serving_real_slack_does_not_load_the_workspace() -> None:
    code = (
        "import sys, bot.serve, bot.commands;"
        "sys.exit(any(name.startswith(('bot.workspace', 'bot.trying')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


async def test_the_page_is_one_workspace_whatever_is_set_for_others(bot: Pilote) -> None:
    """With links to deals as they are set, and without installing anything anywhere."""
    url = "https://crm.example/deals/{id}"
    settings = Settings(_env_file=None, slack_client_id="1.2", pilote_deal_url=url)
    async with trying(settings, bot, port=0) as page:
        app = page._workspace.core.app
    assert app.unfurl_domains == {"crm.example"}
    assert app.hears("link_shared")
