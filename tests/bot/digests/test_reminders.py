"""Who has not submitted is reminded once a week, on their own clock, until they have."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, insert, select

from bot.digests.post import Postman
from bot.digests.reminders import Reminders
from bot.identity import Callers
from bot.pilote import Pilote
from bot.posting import web_client
from bot.preferences import keep_preferences
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from storage.database import Database
from storage.tables import forecasts, people
from tests.bot.digests.conftest import got
from tests.company import ALICE, FIONA, MARCUS, NICOLAS
from tools.forecast_lock import Lock, lock_of, reminder_of

Remind = Callable[..., Awaitable[None]]
FRIDAY = "2026-11-27T09:00:00+01:00"


@pytest.fixture
def remind(slack: Workspace, store: Database) -> Remind:
    """A round of reminders at this instant; of all teams, Fiona's takes part: she has submitted
    for the quarter before."""
    _submitted(store, FIONA, date(2026, 7, 1), date(2026, 9, 30))

    async def round_(instant: str, lock: str | None = None) -> None:
        given: dict[str, Any] = {name.lower(): value for name, value in slack.environment.items()}
        now = datetime.fromisoformat(instant)
        settings = Settings(_env_file=None, pilote_now=now, **given)
        bot = Pilote(store, Clock(settings), lock=lock_of(lock))
        client = web_client(settings)
        await Reminders(bot, Postman(bot, client, Callers(bot, client, slack.core.team_id))).round()

    return round_


def _submitted(store: Database, who: str, starts_on: date, ends_on: date) -> None:
    with store.writing() as connection:
        pk, team = connection.execute(
            select(people.c.pk, people.c.team).where(people.c.email == who)
        ).one()
        if starts_on == date(2026, 7, 1):
            connection.execute(delete(forecasts))
        row = {"submitted_by_pk": pk, "starts_on": starts_on, "ends_on": ends_on, "team": team}
        at = datetime.fromisoformat(f"{starts_on}T09:00:00+00:00")
        said = {"submitted_at": at, "submitted_on": starts_on, "commit": Decimal(1)}
        connection.execute(insert(forecasts).values(**row, **said))


async def test_those_of_a_team_that_forecasts_once_a_week(slack: Workspace, remind: Remind) -> None:
    await remind("2026-11-27T08:59:00+01:00")
    assert slack.posts() == []
    for moment in (FRIDAY, "2026-11-27T15:00:00+01:00", "2026-11-28T10:00:00+01:00"):
        await remind(moment)
    assert [len(got(slack, who)) for who in (FIONA, ALICE, NICOLAS, MARCUS)] == [1, 1, 0, 0]
    assert got(slack, FIONA)[0].startswith("Your forecast for Q4 2026 (1 Oct – 31 Dec 2026)")
    await remind("2026-12-04T09:00:00+01:00")
    assert len(got(slack, ALICE)) == 2


async def test_nobody_who_has_submitted_and_nobody_in_quiet_hours(
    slack: Workspace,
    store: Database,
    remind: Remind,
) -> None:
    _submitted(store, FIONA, date(2026, 10, 1), date(2026, 12, 31))
    now = datetime.fromisoformat(FRIDAY)
    keep_preferences(store, ALICE, now, quiet_from="18:00", quiet_to="09:30")
    await remind(FRIDAY)
    assert slack.posts() == []
    await remind("2026-11-27T09:30:00+01:00")
    assert [len(got(slack, who)) for who in (FIONA, ALICE)] == [0, 1]


async def test_the_working_day_before_the_lock(slack: Workspace, remind: Remind) -> None:
    await remind("2026-11-26T09:00:00+01:00", lock="friday 17:00")
    assert "locked on Friday at 17:00, " in got(slack, ALICE)[0]
    assert reminder_of(Lock(0, datetime.fromisoformat(FRIDAY).time())) == reminder_of(None)


def test_the_lock_holds_until_the_week_is_over() -> None:
    lock = lock_of("Friday 17:00")
    assert lock is not None
    moments = ("2026-11-27T16:59", "2026-11-27T17:00", "2026-11-29T23:59", "2026-11-30T00:00")
    held = [lock.holds(datetime.fromisoformat(moment)) for moment in moments]
    assert held == [False, True, True, False]
