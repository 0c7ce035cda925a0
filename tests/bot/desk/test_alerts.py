"""Alerts: only when asked for, only what is new, three a day, once, in waking hours."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.changing import make_change, prepared
from bot.desk.alerts import BUDGET, Alerts, set_alerts
from bot.digests.post import Postman
from bot.identity import By, Callers
from bot.pilote import Pilote
from bot.posting import web_client
from bot.preferences import keep_preferences
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from storage.database import Database
from tests.bot.desk.conftest import got
from tests.company import ALICE, FIONA, MARCUS
from tools.engine.people import Person, person_by_email

MONDAY, FRIDAY, SUNDAY = (f"2026-11-{day}T09:30:00+01:00" for day in (23, 27, 29))
At = Callable[[str], tuple[Pilote, Alerts]]


@pytest.fixture
def at(slack: Workspace, store: Database) -> At:
    """The bot and its alerts, its clock started at this instant."""

    def alerts(instant: str) -> tuple[Pilote, Alerts]:
        given = {name.lower(): value for name, value in slack.environment.items()}
        now = datetime.fromisoformat(instant)
        settings = Settings(_env_file=None, pilote_now=now, **given)
        bot = Pilote(store, Clock(settings))
        client = web_client(settings)
        callers = Callers(bot, client, slack.core.team_id)
        return bot, Alerts(bot, Postman(bot, client, callers))

    return alerts


def person(bot: Pilote, email: str) -> Person:
    with bot.database.reading() as connection:
        found = person_by_email(connection, email)
    assert found is not None
    return found


def change(bot: Pilote, who: str, kind: str, **values: str) -> None:
    maker = person(bot, who)
    make_change(bot, maker, prepared(bot, maker, kind, values), f"{kind}{values}")


async def test_nobody_is_alerted_who_did_not_ask(slack: Workspace, at: At) -> None:
    bot, alerts = at(MONDAY)
    change(bot, MARCUS, "flag", deal="O1", reason="no budget")
    await alerts.round()
    assert slack.posts() == []


async def test_only_what_is_new_and_each_cause_once(slack: Workspace, at: At) -> None:
    bot, alerts = at(MONDAY)
    said = set_alerts(bot, By(person(bot, FIONA), "en"), on=True)
    assert said.text.startswith("From now on you are told in the morning")
    change(bot, MARCUS, "flag", deal="O1", reason="no budget")
    for _ in range(3):
        await alerts.round()
    (told,) = got(slack, FIONA)
    assert told.startswith("Newly at risk:\nNorrland rollout")
    assert "by Marcus Oakley: no budget" in told
    assert "Thames routing" not in told  # at risk before she asked
    await at("2026-11-24T09:30:00+01:00")[1].round()
    later = "\n".join(got(slack, FIONA)[1:])
    assert "no budget" not in later


async def test_no_more_than_the_budget_in_waking_hours(slack: Workspace, at: At) -> None:
    bot, _ = at(FRIDAY)
    set_alerts(bot, By(person(bot, MARCUS), "en"), on=True)
    for deal in ("O1", "O2", "O3", "O8", "O10"):
        change(bot, FIONA if deal != "O8" else MARCUS, "flag", deal=deal, reason="why")
    change(bot, MARCUS, "snooze", deal="O1", until="2026-12-20")
    for instant in (SUNDAY, "2026-11-30T08:59:00+01:00", "2026-11-30T18:00:00+01:00"):
        await at(instant)[1].round()
    assert got(slack, MARCUS) == []
    await at("2026-11-30T09:00:00+01:00")[1].round()
    (told,) = got(slack, MARCUS)
    assert told.count("close ") == BUDGET
    assert "Norrland rollout" not in told  # put off
    await at("2026-12-01T09:00:00+01:00")[1].round()
    assert len(got(slack, MARCUS)) == 2
    set_alerts(bot, By(person(bot, MARCUS), "en"), on=False)
    change(bot, MARCUS, "flag", deal="O9", reason="why")
    await at("2026-12-02T09:00:00+01:00")[1].round()
    assert len(got(slack, MARCUS)) == 2


async def test_the_manager_is_told_once_where_nothing_happens(slack: Workspace, at: At) -> None:
    bot, alerts = at(FRIDAY)
    set_alerts(bot, By(person(bot, ALICE), "en"), on=True)
    for deal in ("O1", "O2"):
        change(bot, FIONA, "flag", deal=deal, reason=f"no budget for {deal}")
    await alerts.round()
    assert "no budget for O1" in got(slack, ALICE)[0]
    await at("2026-12-01T10:00:00+01:00")[1].round()  # two working days after the Friday
    assert got(slack, FIONA) == []
    bot, alerts = at("2026-12-02T10:00:00+01:00")
    action = {"what": "Call them", "due_on": "2026-12-04", "deal": "O2"}
    change(bot, ALICE, "action", **action)  # so something happens about this one
    for _ in range(2):
        await alerts.round()
    (told,) = got(slack, FIONA)
    assert told.startswith("Nothing has happened for days:\nNorrland rollout")
    assert "Alice Lindqvist was told on 27 Nov 2026, and nothing has happened since" in told
    assert "Norrland extension" not in told
    await at("2026-12-03T10:00:00+01:00")[1].round()
    assert len(got(slack, FIONA)) == 1


async def test_nothing_comes_in_quiet_hours(slack: Workspace, at: At) -> None:
    bot, alerts = at(MONDAY)
    set_alerts(bot, By(person(bot, FIONA), "en"), on=True)
    keep_preferences(bot.database, FIONA, bot.clock.now(), quiet_from="09:00", quiet_to="10:00")
    change(bot, MARCUS, "flag", deal="O1", reason="no budget")
    await alerts.round()
    assert got(slack, FIONA) == []
    await at("2026-11-23T12:00:00+01:00")[1].round()
    assert len(got(slack, FIONA)) == 1
