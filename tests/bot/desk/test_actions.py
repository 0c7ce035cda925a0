"""Actions: from a message to a form, to their owner, done, reminded on the day, in the digest."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import func, select

from bot.ask import answer_call
from bot.desk.reminders import Reminders
from bot.digests.post import Postman
from bot.identity import Callers
from bot.pilote import Pilote
from bot.posting import web_client
from bot.reader import Call
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from storage.database import Database
from storage.tables import actions, changes
from tests.bot.desk.conftest import got
from tests.company import ALICE, CAMILLE, FIONA

FIONA_, ALICE_ = "Fiona Gallagher", "Alice Lindqvist"


async def made(served: Workspace, who: str, **values: str) -> str:
    """What comes of an action of a message."""
    message = await served.say(who, "#sales", "We should send Ingrid the quote")
    await served.shortcut(who, "make_action", message)
    await served.until(lambda: served.modal_of(who))
    sent = await served.submit_view(who, values)
    return str(sent.open.blocks) if sent.open and not sent.errors else str(sent.errors)


def _done_by(store: Database) -> str | None:
    with store.reading() as connection:
        return connection.scalar(select(actions.c.done_by))


async def test_a_message_becomes_an_action_of_somebody(served: Workspace, store: Database) -> None:
    alice = served.user(ALICE_).id
    said = await made(served, FIONA_, owner=alice, due_on="2026-11-27", deal="Norrland rollout")
    assert "Noted for Alice Lindqvist by 27 Nov 2026: We should send Ingrid the quote" in said
    await served.until(lambda: got(served, ALICE_) or None)
    (told,) = got(served, ALICE_)
    assert told.startswith("Fiona Gallagher has an action for you:")
    assert "Norrland rollout" in told
    listed = await served.wait_for_reply(await served.slash(ALICE_, "#sales", "/actions"))
    assert "1 action to be done:" in listed.text
    asked = await served.wait_for_reply(await served.dm(ALICE_, "Mes actions"))
    assert "1 action à faire" in asked.text
    assert "action_done" in str(asked.blocks)
    await asyncio.gather(*(served.click(ALICE_, listed, "action_done") for _ in range(3)))
    await served.until(lambda: _done_by(store), seconds=30)
    await served.idle()
    assert _done_by(store) == ALICE
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(changes)) == 2


async def test_what_is_wrong_stands_under_its_input(served: Workspace) -> None:
    assert "within a year" in await made(served, ALICE_, due_on="2020-01-01")
    assert "'deal'" in await made(served, ALICE_, due_on="2026-11-27", deal="Loire claims")
    assert "O1 Norrland rollout" in await made(served, ALICE_, due_on="2026-11-27", deal="Norrland")
    bot = served.bot.id
    assert "Nobody of the sales team" in await made(served, ALICE_, due_on="2026-11-27", owner=bot)


At = Callable[[str], Reminders]


@pytest.fixture
def at(slack: Workspace, store: Database) -> At:
    """The bot's reminders, its clock started at this instant."""

    def reminders(instant: str) -> Reminders:
        given = {name.lower(): value for name, value in slack.environment.items()}
        now = datetime.fromisoformat(instant)
        settings = Settings(_env_file=None, pilote_now=now, **given)
        bot = Pilote(store, Clock(settings))
        client = web_client(settings)
        return Reminders(bot, Postman(bot, client, Callers(bot, client, slack.core.team_id)))

    return reminders


def add(store: Database, owner: str, due_on: str, what: str = "Call Ingrid") -> None:
    made_at = datetime.fromisoformat("2026-11-16T10:00:00+01:00")
    row = {"what": what, "owner": owner, "made_by": owner, "made_at": made_at, "deal": "O1"}
    with store.writing() as connection:
        day = datetime.fromisoformat(due_on).date()
        connection.execute(actions.insert().values(**row, due_on=day))


async def test_reminded_once_on_the_day_at_nine(slack: Workspace, store: Database, at: At) -> None:
    add(store, ALICE, "2026-11-24")
    add(store, CAMILLE, "2026-11-24", "Appeler <!channel>")
    await at("2026-11-24T08:59:00+01:00").round()
    assert got(slack, ALICE) == []
    for _ in range(3):
        await at("2026-11-24T09:00:00+01:00").round()
    await at("2026-11-25T09:00:00+01:00").round()
    assert got(slack, ALICE) == ["Now due:\nCall Ingrid, by 24 Nov 2026, Norrland rollout"]
    (french,) = got(slack, CAMILLE)
    assert french.startswith("Arrivé à échéance :")
    assert "Norrland" not in french  # a deal that she may not see
    assert "<!channel>" not in french


async def test_too_late_is_not_reminded(slack: Workspace, store: Database, at: At) -> None:
    add(store, ALICE, "2026-11-16")
    await at("2026-11-23T09:00:00+01:00").round()
    assert got(slack, ALICE) == []


def test_what_is_left_over_is_in_the_digest(bot: Pilote, store: Database) -> None:
    add(store, ALICE, "2026-11-20")
    add(store, ALICE, "2026-11-24", "Later")
    text = answer_call(bot, FIONA, Call("digest", {})).text
    assert "1 action left over from last week\n• Call Ingrid · by 20 Nov 2026 · Alice" in text
    assert "Later" not in text
