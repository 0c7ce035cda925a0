"""Forecasts held to account, by past period and week: in scope, and as plain arithmetic says."""

from collections.abc import Iterator
from datetime import date

import pytest

from storage.database import Database
from storage.importing import import_source
from tests.conftest import TODAY
from tests.reference.varied import Variant, write_varied
from tests.stores import empty_store
from tools.accountable import TrackRecord
from tools.engine.compute import compute, desk
from tools.engine.people import Person, people_of
from tools.engine.request import KpiRequest
from tools.toolbox import run_tool


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder = write_varied(tmp_path_factory.mktemp("varied"), Variant(7, 9, 900, 1), TODAY)
    store = empty_store(folder / "store.db")
    import_source(store, folder)
    yield store
    store.close()


def _people(store: Database, role: str) -> list[Person]:
    with store.reading() as connection:
        return [one for one in people_of(connection, (role,)) if one.is_active(TODAY)]


def _record(store: Database, who: Person, **where: list[str]) -> TrackRecord | None:
    with store.reading() as connection:
        arguments = {"where": dict(where)} if where else {}
        return run_tool("track_record", desk(connection, TODAY), who, arguments).track_record


def test_every_week_says_what_stood_then(varied: Database) -> None:
    (boss, *_) = _people(varied, "executive")
    found = _record(varied, boss)
    assert found is not None
    assert (found.period.starts_on, found.period.ends_on) == (date(2026, 7, 1), date(2026, 9, 30))
    days = [week.day for week in found.weeks]
    assert days[:2] == [date(2026, 7, 5), date(2026, 7, 12)]
    assert days[-1] == date(2026, 9, 27)
    with varied.reading() as connection:
        at = desk(connection, TODAY)
        for week in (found.weeks[1], found.weeks[-1]):
            request = KpiRequest(kpi="commit", period="2026-Q3", as_of=week.day)
            assert week.said["commit"] == pytest.approx(compute(at, boss, request).value)
            request = KpiRequest(kpi="forecast", period="2026-Q3", as_of=week.day)
            assert week.said["forecast"] == pytest.approx(compute(at, boss, request).value)
    for way in found.by_week:
        said = [w.said[way.method] for w in found.weeks if w.said[way.method] is not None]
        off = [one - found.booked for one in said if one is not None]
        assert way.error == pytest.approx(sum(map(abs, off)) / (len(off) * found.booked))
        assert way.bias == pytest.approx(sum(off) / (len(off) * found.booked))
    naive = {"last_period", "a_year_before", "so_far_and_win_rate"}
    best = min(way.error for way in found.by_week if way.method in naive)
    for way in found.by_week:
        assert way.added == pytest.approx(best - way.error)
    within = sum((w.low or 0) <= found.booked <= (w.high or 0) for w in found.weeks)
    assert found.weeks_within == within


def test_a_rep_sees_their_own_and_nobody_elses(varied: Database) -> None:
    rep, colleague = _people(varied, "rep")[:2]
    own = _record(varied, rep)
    assert own is not None
    with varied.reading() as connection:
        at = desk(connection, TODAY)
        request = KpiRequest(kpi="bookings", period="last_quarter")
        assert own.booked == pytest.approx(compute(at, rep, request).value)
        outcome = run_tool("track_record", at, rep, {"where": {"rep": [colleague.email]}})
    assert outcome.track_record is None
    assert [(one.kpi, one.status) for one in outcome.figures] == [("forecast_accuracy", "denied")]


def test_a_manager_may_look_at_one_of_their_people(varied: Database) -> None:
    (boss, *_) = _people(varied, "executive")
    rep = _people(varied, "rep")[0]
    assert _record(varied, boss, rep=[rep.email]) == _record(varied, rep)
