"""What people put on a schedule reaches its readers once for each day, or they are told why not."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import pytest

from bot import sending
from bot.audience import close, open_for
from bot.digests.post import Postman
from bot.digests.ritual_rounds import RitualRounds
from bot.digests.rituals.written import ritual_text
from bot.identity import Callers
from bot.pilote import Pilote
from bot.posting import web_client
from bot.schedules import store as kept
from bot.schedules.rule import Rule
from bot.schedules.store import Plan, Schedule
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from storage.database import Database
from tests.bot.digests.conftest import got
from tests.company import ALICE, FIONA, SOFIE
from tools.engine.people import person_by_email

TUESDAY = "2026-11-24T09:00:00+01:00"
BEFORE = datetime.fromisoformat("2026-11-20T12:00:00+01:00")
EVERY_TUESDAY = Rule("FREQ=WEEKLY;BYDAY=TU", "09:00", "Europe/Paris")

CALLED = [
    "• Alice Lindqvist: €150,000, best case €160,000",
    "Added up: €150,000",
    "Fiona Gallagher: €352,000 · “Two more came in”",
    "€202,000 above what the team adds up to",
    "Not submitted yet (2): Oliver Hartley, Priya Raman",
]

At = Callable[[str], RitualRounds]


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PAUSE", 0.01)


@pytest.fixture
def bots(slack: Workspace, store: Database) -> Callable[[str], tuple[Pilote, Settings]]:
    def bot(instant: str) -> tuple[Pilote, Settings]:
        given = {name.lower(): value for name, value in slack.environment.items()}
        now = datetime.fromisoformat(instant)
        settings = Settings(_env_file=None, pilote_now=now, **given)  # type: ignore[arg-type]
        return Pilote(store, Clock(settings)), settings

    return bot


@pytest.fixture
def rituals(slack: Workspace, bots: Callable[[str], tuple[Pilote, Settings]]) -> At:
    """The rounds of rituals, the bot's clock started at this instant."""

    def rounds(instant: str) -> RitualRounds:
        bot, settings = bots(instant)
        client = web_client(settings)
        return RitualRounds(bot, Postman(bot, client, Callers(bot, client, slack.core.team_id)))

    return rounds


@pytest.fixture
def north(
    slack: Workspace, store: Database, bots: Callable[[str], tuple[Pilote, Settings]]
) -> Schedule:
    """Every Tuesday at nine in #sales-north, open for North: the pipeline review."""
    channel = slack.add_channel("sales-north", "Fiona Gallagher", "Alice Lindqvist")
    bot, _ = bots(TUESDAY)
    open_for(bot, slack.core.team_id, channel.id, "North", SOFIE, BEFORE)
    plan = Plan(
        *("pipeline_review", None, EVERY_TUESDAY),
        *(slack.core.team_id, channel.id, channel.name, None, "fr"),
    )
    return kept.add(store, plan, FIONA, BEFORE)


def with_alice(store: Database) -> Schedule:
    plan = Plan("one_to_one", ALICE, EVERY_TUESDAY, None, None, None, FIONA, "en")
    return kept.add(store, plan, FIONA, BEFORE)


def posted(slack: Workspace) -> list[str]:
    return [message.text for message in slack.posts("#sales-north")]


@pytest.mark.usefixtures("north")
async def test_a_channel_gets_it_once_a_day_in_its_teams_scope(
    slack: Workspace, rituals: At
) -> None:
    await rituals("2026-11-24T08:59:00+01:00").round()
    assert posted(slack) == []
    await asyncio.gather(*(rituals(TUESDAY).round() for _ in range(3)))
    await rituals("2026-11-24T18:00:00+01:00").round()
    (text,) = posted(slack)
    assert text.startswith("Revue de pipeline, équipe de Fiona Gallagher, 24 nov. 2026")
    assert "Norrland extension" in text
    assert "Bresse" not in text  # another team's
    await rituals("2026-12-01T09:00:00+01:00").round()
    assert len(posted(slack)) == 2


@pytest.mark.usefixtures("north")
async def test_an_unclear_outcome_is_looked_up_in_the_channel(
    slack: Workspace, rituals: At
) -> None:
    slack.fail_next("chat.postMessage", status=500, applied=True)
    await rituals(TUESDAY).round()
    assert len(posted(slack)) == 1


async def test_a_channel_that_was_closed_gets_nothing_and_who_set_it_is_told(
    slack: Workspace,
    rituals: At,
    north: Schedule,
    bots: Callable[[str], tuple[Pilote, Settings]],
) -> None:
    bot, _ = bots(TUESDAY)
    close(bot, slack.core.team_id, north.plan.channel or "")
    for _ in range(2):
        await rituals(TUESDAY).round()
    assert posted(slack) == []
    for who in (FIONA, SOFIE):
        (told,) = got(slack, who)
        assert told.startswith("Pipeline review: 1 was not delivered.")
        assert "#sales-north (2026-11-24) — the channel is no longer open" in told


@pytest.mark.usefixtures("north")
async def test_what_was_missed_is_reported_on_the_next_day(slack: Workspace, rituals: At) -> None:
    await rituals("2026-11-25T00:01:00+01:00").round()
    assert posted(slack) == []
    assert "not sent on that day" in got(slack, FIONA)[0]


async def test_a_one_to_one_is_for_the_two(slack: Workspace, rituals: At, store: Database) -> None:
    with_alice(store)
    await rituals(TUESDAY).round()
    for who in (FIONA, ALICE):
        (text,) = got(slack, who)
        assert text.startswith("One-to-one, Alice Lindqvist")
        assert "Thames" not in text  # Oliver's
        assert ("Too little to compare: Alice Lindqvist" in text) == (who == FIONA)
    assert len(slack.posts()) == 2


async def test_paused_and_resumed_it_starts_with_the_next_time(
    slack: Workspace, rituals: At, store: Database
) -> None:
    one = with_alice(store)
    kept.pause(store, one.number, BEFORE)
    await rituals(TUESDAY).round()
    kept.resume(store, one.number, datetime.fromisoformat("2026-11-24T09:30:00+01:00"))
    await rituals("2026-11-24T10:00:00+01:00").round()
    assert slack.posts() == []
    await rituals("2026-12-01T09:00:00+01:00").round()
    assert len(slack.posts()) == 2
    kept.remove(store, one.number, FIONA, BEFORE)
    await rituals("2026-12-08T09:00:00+01:00").round()
    assert len(slack.posts()) == 2


def test_a_forecast_call_goes_through_open_deals_and_what_was_submitted(
    bots: Callable[[str], tuple[Pilote, Settings]],
) -> None:
    bot, _ = bots(TUESDAY)
    with bot.sales.reading() as connection:
        fiona = person_by_email(connection, FIONA)
    assert fiona is not None
    told = ritual_text(bot, "forecast_call", fiona, "en")
    assert "1 open deal in commit, €" in told
    assert "Closed Won" not in told  # what is signed needs no call
    assert "Forecast: €" in told
    assert "eight times in ten between €" in told
    assert "rack record" in told  # no projection without it
    submitted = told.partition("\n\nSubmitted\n")[2].partition("\n\n")[0]
    assert submitted.split("\n") == CALLED
