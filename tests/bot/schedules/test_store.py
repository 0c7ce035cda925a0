"""Schedules in the store, on both databases: one of a kind stands, and nothing is deleted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sqlalchemy import func, select

from bot.schedules import store
from bot.schedules.rule import Rule
from bot.schedules.store import Plan
from storage.database import Database
from storage.tables import schedules

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RULE = Rule("FREQ=WEEKLY;BYDAY=TU", "09:00", "Europe/Paris")
PLAN = Plan("pipeline_review", None, RULE, None, None, None, "fiona@veridia.example", "en")


def test_five_clicks_at_once_set_one(database: Database) -> None:
    with ThreadPoolExecutor(5) as clicks:
        made = list(clicks.map(lambda _: store.add(database, PLAN, "fiona", NOW), range(5)))
    assert len({one.number for one in made}) == 1
    assert [one.plan for one in store.standing(database)] == [PLAN]


def test_removed_it_can_be_set_anew_and_the_old_row_stays(database: Database) -> None:
    first = store.add(database, PLAN, "fiona", NOW)
    store.pause(database, first.number, NOW)
    assert [one.paused for one in store.standing(database)] == [True]
    store.remove(database, first.number, "sofie", NOW)
    second = store.add(database, PLAN, "fiona", NOW)
    assert second.number != first.number
    with database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(schedules)) == 2
