"""Each manager and executive has one digest a week, or operations know why not."""

import asyncio
from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import select, update

from bot import sending
from bot.digests import ledger
from bot.preferences import keep_preferences
from bot.workspace import Workspace
from storage.database import Database
from storage.tables import deliveries, people
from tests.bot.digests.conftest import MONDAY, At, got
from tests.company import ALICE, FIONA, MARCUS, NICOLAS, SOFIE

READERS = (MARCUS, FIONA, NICOLAS)


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sending, "PAUSE", 0.01)
    return


async def test_managers_and_executives_get_it_on_monday_at_eight_in_their_language(
    slack: Workspace, at: At
) -> None:
    await at("2026-11-23T07:59:00+01:00").round()
    assert [got(slack, who) for who in READERS] == [[], [], []]
    await at(MONDAY).round()
    assert [len(got(slack, who)) for who in READERS] == [1, 1, 1]
    assert got(slack, FIONA)[0].startswith("Week 48 of 2026, your team")
    assert got(slack, NICOLAS)[0].startswith("Semaine 48 de 2026, votre équipe")
    assert got(slack, "Alice Lindqvist") == []


async def test_a_round_is_the_same_however_often_it_runs(slack: Workspace, at: At) -> None:
    await at(MONDAY).round()
    await at("2026-11-24T23:59:00+01:00").round()
    assert [len(got(slack, who)) for who in READERS] == [1, 1, 1]
    await at("2026-11-30T08:00:00+01:00").round()
    assert [len(got(slack, who)) for who in READERS] == [2, 2, 2]


async def test_each_on_their_own_clock(slack: Workspace, store: Database, at: At) -> None:
    with store.writing() as connection:
        there = update(people).values(time_zone="America/New_York")
        connection.execute(there.where(people.c.email == MARCUS))
    await at(MONDAY).round()
    assert (len(got(slack, MARCUS)), len(got(slack, FIONA))) == (0, 1)
    await at("2026-11-23T08:00:00-05:00").round()
    assert (len(got(slack, MARCUS)), len(got(slack, FIONA))) == (1, 1)


async def test_a_missed_monday_is_caught_up_on_tuesday(slack: Workspace, at: At) -> None:
    await at("2026-11-24T21:00:00+01:00").round()
    assert [len(got(slack, who)) for who in READERS] == [1, 1, 1]


async def test_later_it_is_missed_and_operations_are_told_once(slack: Workspace, at: At) -> None:
    await at("2026-11-16T08:00:00+01:00").round()
    for _ in range(2):
        await at("2026-11-25T08:00:00+01:00").round()
    assert [len(got(slack, who)) for who in READERS] == [1, 1, 1]
    (told,) = got(slack, SOFIE)
    assert told.startswith("3 weekly digests were not delivered:")
    assert "• Fiona Gallagher (2026-W48) — not sent by the evening after its day" in told


async def test_who_starts_in_the_middle_of_a_week_has_missed_nothing(
    slack: Workspace, at: At
) -> None:
    await at("2026-11-25T08:00:00+01:00").round()
    assert slack.posts() == []


async def test_who_cannot_be_reached_is_named_to_operations(slack: Workspace, at: At) -> None:
    slack.deactivate(FIONA)
    await at(MONDAY).round()
    assert [len(got(slack, who)) for who in (MARCUS, NICOLAS)] == [1, 1]
    (told,) = got(slack, SOFIE)
    assert "Fiona Gallagher (2026-W48) — nobody in Slack has this email" in told


async def test_operations_hear_of_it_after_their_quiet_hours(
    slack: Workspace, store: Database, at: At
) -> None:
    now = datetime.fromisoformat("2026-11-23T07:00:00+01:00")
    keep_preferences(store, SOFIE, now, quiet_from="19:00", quiet_to="09:00")
    slack.deactivate(FIONA)
    await at(MONDAY).round()
    assert got(slack, SOFIE) == []
    for _ in range(2):
        await at("2026-11-23T09:00:00+01:00").round()
    (told,) = got(slack, SOFIE)
    assert "Fiona Gallagher" in told


@pytest.mark.parametrize(
    "trouble",
    [
        {"status": 500, "applied": True},
        {"drop": True, "applied": True},
        {"status": 500},
        {"status": 429, "retry_after": 0},
        {"error": "fatal_error", "times": 3},
    ],
)
async def test_an_unclear_outcome_is_looked_up_before_sending_again(
    slack: Workspace, at: At, trouble: dict[str, object]
) -> None:
    slack.fail_next("chat.postMessage", **trouble)  # type: ignore[arg-type]
    await at(MONDAY).round()
    assert [len(got(slack, who)) for who in READERS] == [1, 1, 1]


async def test_slack_down_for_hours(
    slack: Workspace, at: At, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack.fail_next("chat.postMessage", times=15, status=503)
    await at(MONDAY).round()
    assert slack.posts() == []
    with store.reading() as connection:
        assert set(connection.scalars(select(deliveries.c.state))) == {"waiting"}
    monkeypatch.setattr(ledger, "AGAIN", ledger.timedelta(0))
    await at("2026-11-23T12:00:00+01:00").round()
    assert [len(got(slack, who)) for who in READERS] == [1, 1, 1]


async def test_plain_text_where_slack_refuses_blocks(slack: Workspace, at: At) -> None:
    slack.refuse_blocks("header")
    await at(MONDAY).round()
    assert [len(got(slack, who)) for who in READERS] == [1, 1, 1]


async def test_several_at_once_send_it_once(slack: Workspace, at: At) -> None:
    await asyncio.gather(*(at(MONDAY).round() for _ in range(5)))
    assert [len(got(slack, who)) for who in READERS] == [1, 1, 1]


async def test_the_claim_of_a_dead_process_lapses(
    slack: Workspace, at: At, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.claim(store, ledger.Key("weekly_digest", "2026-W48", FIONA))
    await at(MONDAY).round()
    assert got(slack, FIONA) == []
    monkeypatch.setattr(ledger, "LAPSE", ledger.timedelta(0))
    await at(MONDAY).round()
    assert len(got(slack, FIONA)) == 1


def prefers(store: Database, who: str, since: str = "2026-11-20", **chosen: object) -> None:
    now = datetime.fromisoformat(f"{since}T12:00:00+01:00")
    keep_preferences(store, who, now, **chosen)


async def test_who_asked_gets_it_and_who_said_no_does_not(
    slack: Workspace, store: Database, at: At
) -> None:
    prefers(store, ALICE, digest=True)
    prefers(store, FIONA, digest=False)
    prefers(store, MARCUS, locale="fr")
    await at(MONDAY).round()
    assert [len(got(slack, who)) for who in (ALICE, FIONA)] == [1, 0]
    assert got(slack, ALICE)[0].startswith("Week 48 of 2026, your deals")
    assert got(slack, MARCUS)[0].startswith("Semaine 48")


async def test_at_the_hour_they_chose_outside_their_quiet_hours(
    slack: Workspace, store: Database, at: At
) -> None:
    quiet = {"quiet_from": "17:00", "quiet_to": "10:30"}
    prefers(store, NICOLAS, digest_day=1, digest_time="10:00", **quiet)
    for moment in (MONDAY, "2026-11-24T10:00:00+01:00"):
        await at(moment).round()
        assert (len(got(slack, FIONA)), len(got(slack, NICOLAS))) == (1, 0)
    await at("2026-11-24T10:30:00+01:00").round()
    await at("2026-11-25T11:00:00+01:00").round()
    assert len(got(slack, NICOLAS)) == 1


async def test_who_asks_in_the_middle_of_a_week_has_missed_nothing(
    slack: Workspace, store: Database, at: At
) -> None:
    await at(MONDAY).round()
    prefers(store, ALICE, since="2026-11-25", digest=True)
    await at("2026-11-25T13:00:00+01:00").round()
    assert (got(slack, ALICE), got(slack, SOFIE)) == ([], [])


async def test_where_what_was_sent_cannot_be_looked_up_it_is_sent_again(
    slack: Workspace, at: At
) -> None:
    slack.fail_next("chat.postMessage", status=500)
    slack.fail_next("conversations.history", error="missing_scope", times=3)
    await at(MONDAY).round()
    assert [len(got(slack, who)) for who in READERS] == [1, 1, 1]
