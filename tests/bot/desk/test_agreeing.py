"""Actions agreed in a ritual: from its button to its owner, and looked at the week after."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from bot.ask import answer_call
from bot.audience import open_for
from bot.digests.post import Postman
from bot.digests.ritual_rounds import RitualRounds
from bot.identity import Callers
from bot.pilote import Pilote
from bot.posting import web_client
from bot.reader import Call
from bot.schedules import store as kept
from bot.schedules.rule import Rule
from bot.schedules.store import Plan
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from bot.workspace.model.messages import Message
from storage.database import Database
from storage.tables import actions, opportunities, stages
from tests.bot.desk.conftest import got
from tests.company import ALICE, FIONA, MARCUS

FIONA_, ALICE_, CAMILLE_ = "Fiona Gallagher", "Alice Lindqvist", "Camille Roux"
BEFORE = datetime.fromisoformat("2026-11-20T12:00:00+01:00")
TUESDAY, A_WEEK_LATER = "2026-11-24T09:00:00+01:00", "2026-12-01T09:00:00+01:00"
EVERY_TUESDAY = Rule("FREQ=WEEKLY;BYDAY=TU", "09:00", "Europe/Paris")

At = Callable[[str], RitualRounds]


@pytest.fixture
def at(slack: Workspace, store: Database) -> At:
    """The rounds of rituals, the bot's clock started at this instant."""

    def rounds(instant: str) -> RitualRounds:
        given = {name.lower(): value for name, value in slack.environment.items()}
        now = datetime.fromisoformat(instant)
        settings = Settings(_env_file=None, pilote_now=now, **given)
        bot = Pilote(store, Clock(settings))
        client = web_client(settings)
        return RitualRounds(bot, Postman(bot, client, Callers(bot, client, slack.core.team_id)))

    return rounds


def in_channel(slack: Workspace, bot: Pilote) -> None:
    """Every Tuesday at nine in #sales, open for North: the pipeline review."""
    channel = slack.channel("#sales")
    open_for(bot, slack.core.team_id, channel.id, "North", FIONA, BEFORE)
    where = (slack.core.team_id, channel.id, channel.name, None)
    plan = Plan("pipeline_review", None, EVERY_TUESDAY, *where, "en")
    kept.add(bot.database, plan, FIONA, BEFORE)


async def agreed(served: Workspace, who: str, sheet: Message, **values: str) -> str:
    """What the form says once it is filled in and sent, twice."""
    await served.click(who, sheet, "ritual_agree")
    await served.until(lambda: served.modal_of(who))
    sent = await served.submit_view(who, values)
    await served.idle()
    return str(sent.open.blocks) if sent.open and not sent.errors else str(sent.errors)


def moves_on(store: Database, deal: str) -> None:
    """The deal is won, for a tenth less."""
    with store.writing() as connection:
        won = connection.scalar(select(stages.c.pk).where(stages.c.kind == "won"))
        changed = {"stage_pk": won, "kind": "won", "amount": Decimal(90_000)}
        of_it = update(opportunities).where(opportunities.c.id == deal)
        connection.execute(of_it.values(**changed, closed_on=date(2026, 11, 26), closed_rate=1.0))


async def test_agreed_in_a_channel_and_looked_at_the_week_after(
    served: Workspace, bot: Pilote, store: Database, at: At
) -> None:
    in_channel(served, bot)
    await at(TUESDAY).round()
    (sheet,) = served.posts("#sales")
    assert "Agreed last time" not in sheet.text
    alice = served.user(ALICE_).id
    first = {"what": "Send Ingrid the quote", "owner": alice, "deal": "Norrland rollout"}
    said = await agreed(served, FIONA_, sheet, **first, due_on="2026-11-27")
    assert "Noted for Alice Lindqvist by 27 Nov 2026: Send Ingrid the quote" in said
    await agreed(served, ALICE_, sheet, what="Call Nils", due_on="2026-12-04")
    told = [message.text for message in served.posts("#sales") if message.thread_ts == sheet.ts]
    assert told == [
        "Agreed: Send Ingrid the quote · by 27 Nov 2026 · Alice Lindqvist · Norrland rollout",
        "Agreed: Call Nils · by 4 Dec 2026 · Alice Lindqvist",
    ]
    assert got(served, ALICE_)[0].startswith("Fiona Gallagher has an action for you:")
    moves_on(store, "O1")
    await at(A_WEEK_LATER).round()
    *_, again = served.posts("#sales")
    assert (
        "Agreed last time: 0 of 2 done\n"
        "Send Ingrid the quote, by 27 Nov 2026, Alice Lindqvist, Norrland rollout, overdue"
        ", the deal since: Proposal → Closed Won, amount €100,000 → €90,000\n"
        "Call Nils, by 4 Dec 2026, Alice Lindqvist\n"
    ) in again.text
    await served.click(ALICE_, again, "action_done")
    await served.idle()
    with store.reading() as connection:
        assert connection.scalars(select(actions.c.done_by)).all() == [ALICE, None]
    await at("2026-12-08T09:00:00+01:00").round()
    *_, third = served.posts("#sales")
    assert "Agreed last time: 1 of 2 done\nCall Nils, by 4 Dec 2026" in third.text
    assert "✓ Send Ingrid the quote" in third.text


async def test_the_line_says_that_it_was_taken_back(served: Workspace, bot: Pilote, at: At) -> None:
    in_channel(served, bot)
    await at(TUESDAY).round()
    (sheet,) = served.posts("#sales")
    await agreed(served, FIONA_, sheet, what="Call Per & co", due_on="2026-11-27")

    def lines() -> list[str]:
        return [message.text for message in served.posts("#sales") if message.thread_ts]

    await served.until(lambda: lines() or None, seconds=30)
    form = await served.until(lambda: served.modal_of(FIONA_))
    clicks = [served.click(FIONA_, form, "undo_change") for _ in range(3)]
    await asyncio.gather(*clicks)
    back = "Taken back, no action any more: Call Per &amp; co · by 27 Nov 2026 · Fiona Gallagher"
    await served.until(lambda: lines() == [back] or None, seconds=30)


async def test_what_a_one_to_one_agrees_is_the_twos_own(
    served: Workspace, bot: Pilote, store: Database, at: At
) -> None:
    plan = Plan("one_to_one", ALICE, EVERY_TUESDAY, None, None, None, FIONA, "en")
    kept.add(store, plan, FIONA, BEFORE)
    await at(TUESDAY).round()
    (sheet,) = served.posts(served.im(ALICE_))
    await agreed(served, ALICE_, sheet, what="Learn the demo", due_on="2026-11-25")
    await at(A_WEEK_LATER).round()
    for who in (FIONA_, ALICE_):
        assert "Agreed last time: 0 of 1 done\nLearn the demo" in got(served, who)[-1]
    seen = {who: answer_call(bot, who, Call("to_do", {})).text for who in (ALICE, FIONA, MARCUS)}
    assert ["Learn the demo" in text for text in seen.values()] == [True, False, False]


async def test_a_button_is_for_who_sits_there(served: Workspace, bot: Pilote, at: At) -> None:
    in_channel(served, bot)
    await at(TUESDAY).round()
    (sheet,) = served.posts("#sales")
    kept.remove(bot.database, 1, FIONA, BEFORE)
    await served.click(CAMILLE_, sheet, "ritual_agree")
    opened = await served.until(lambda: served.modal_of(CAMILLE_))
    assert [block["type"] for block in opened.blocks] == ["section"]
