"""The projection beside a slow, plain recomputation: from the CSV files, by Newton's method and
with dice of its own."""

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from math import exp, fsum
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Connection, select

from storage.database import Database
from storage.importing import import_source
from storage.tables import opportunities, stages
from tests.conftest import TODAY
from tests.reference.company import Company, Deal, read_company
from tests.reference.past import as_of
from tests.reference.varied import Variant, write_varied
from tests.stores import empty_store
from tools.engine.calendar import Calendar
from tools.engine.compute import desk
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.period import period_of
from tools.engine.projection.arrivals import Arrivals, arrivals
from tools.engine.projection.chances import learn
from tools.engine.projection.horizon import Horizon, past
from tools.engine.projection.landmarks import Cell, landmarks
from tools.engine.projection.odds import open_odds
from tools.engine.projection.outlook import Odds, Parts, outlooks
from tools.engine.projection.project import earlier_ones, horizon_of, project
from tools.engine.projection.record import record
from tools.engine.projection.sold import sold
from tools.engine.scope import Scope

QUARTER = (date(2026, 10, 1), date(2026, 12, 31))


@pytest.fixture(scope="module")
def varied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Company, Connection]]:
    folder = write_varied(tmp_path_factory.mktemp("varied"), Variant(7, 9, 900, 1), TODAY)
    store = empty_store(folder / "store.db")
    import_source(store, folder)
    with store.reading() as connection:
        yield read_company(folder), connection
    store.close()


def _inquiry(connection: Connection) -> Inquiry:
    at = desk(connection, TODAY)
    scope = Scope("company", at.company.name)
    period = period_of(QUARTER, at.company.calendar)
    return Inquiry(connection, at.company, at.rates, TODAY, scope, period, (), None, None)


def _plain_features(company: Company, deal: Deal, view: Horizon) -> tuple[object, ...] | None:
    """What was known of a deal; None where it was not open, or left out."""
    state = as_of(company, deal, view.day, TODAY)
    closed = deal.closed_on is not None and deal.closed_on <= view.day
    if state is None or not state.is_open or closed or state.category == "omitted":
        return None
    due = state.close_on
    where = "none" if due is None else "later"
    if due is not None:
        limits = [(view.day, "overdue"), (view.rest[0] - timedelta(days=1), "before")]
        limits += [(view.ends_on, "within"), (view.ends_on + timedelta(days=31), "soon")]
        where = next((name for last, name in limits if due <= last), "later")
    local = [c.at.astimezone(company.zone).date() for c in deal.stage_changes]
    entered = [day for day in local if day <= view.day]
    halves = (view.day - max(entered)).days // 15 if entered else -1
    age = {-1: "unknown", 0: "days", 1: "weeks", 2: "weeks"}.get(halves)
    pushes = sum(
        c.field == "close_on" and bool(c.before) and (c.after or "") > (c.before or "")
        for c in deal.field_changes
        if c.at.astimezone(company.zone).date() <= view.day
    )
    return (
        state.stage.name if state.stage else None,
        where,
        age or ("months" if halves < 6 else "more"),
        min(pushes, 2),
        state.category or "",
        (deal.account.segment if deal.account else None) or "",
    )


def test_landmarks_are_what_the_files_say(varied: tuple[Company, Connection]) -> None:
    company, connection = varied
    inquiry = _inquiry(connection)
    names = {pk: name for pk, name in connection.execute(select(stages.c.pk, stages.c.name))}
    views = earlier_ones(inquiry, horizon_of(inquiry))[:3]
    for view, cells in zip(views, landmarks(inquiry, views), strict=True):
        deals: Counter[tuple[object, ...]] = Counter()
        won: Counter[tuple[object, ...]] = Counter()
        money = booked = 0.0
        for deal in company.deals.values():
            known = _plain_features(company, deal, view)
            if known is None:
                continue
            deals[known] += 1
            state = as_of(company, deal, view.day, TODAY)
            assert state is not None
            money += state.amount or 0.0
            closed = deal.closed_on
            if deal.stage.kind == "won" and closed and view.rest[0] <= closed <= view.ends_on:
                won[known] += 1
                booked += (deal.amount or 0.0) * company.rate(deal.currency, closed)
        found = {(names.get(c.features[0]), *c.features[1:]): c for c in cells}
        assert {known: cell.deals for known, cell in found.items()} == dict(deals)
        assert Counter({k: c.won for k, c in found.items() if c.won}) == won
        assert fsum(c.money for c in cells) / 10_000 == pytest.approx(money)
        assert fsum(c.booked for c in cells) / 10_000 == pytest.approx(booked)


def test_in_a_store_of_many_deals_an_even_share_is_learnt_from(
    varied: tuple[Company, Connection], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    company, connection = varied
    all_learnt = project(_inquiry(connection), horizon_of(_inquiry(connection)))
    copy = tmp_path / "store.db"
    original = str(connection.engine.url.database)
    with closing(sqlite3.connect(original)) as here, closing(sqlite3.connect(copy)) as there:
        here.backup(there)
    monkeypatch.setattr("tools.engine.projection.landmarks.ENOUGH", 20)
    store = Database(f"sqlite:///{copy}")
    with store.reading() as other:
        inquiry = _inquiry(other)
        view = horizon_of(inquiry)
        o = opportunities.c
        of_kind = Counter(other.execute(select(o.kind)).scalars())
        every = of_kind["open"] // 20
        assert every > 2
        taken = set(other.execute(select(o.id).where(o.pk % every == 0)).scalars())
        for past_view in (views := earlier_ones(inquiry, view))[:3]:
            cells = landmarks(inquiry, views)[views.index(past_view)]
            known = [
                _plain_features(company, deal, past_view)
                for name, deal in company.deals.items()
                if name in taken
            ]
            assert sum(cell.deals for cell in cells) == sum(one is not None for one in known)
        # What is projected is every deal nonetheless, and the range is still there.
        whole = project(inquiry, view)
        one, other_one = whole.groups[TOTAL], all_learnt.groups[TOTAL]
        assert (one.open, one.won, one.booked) == (other_one.open, other_one.won, other_one.booked)
        assert 0 < whole.chances.deals < all_learnt.chances.deals
        assert one.outlook.low < one.outlook.median < one.outlook.high
    store.close()


def test_every_open_deal_has_its_odds(varied: tuple[Company, Connection]) -> None:
    company, connection = varied
    inquiry = _inquiry(connection)
    now = horizon_of(inquiry)
    names = {name: pk for pk, name in connection.execute(select(stages.c.pk, stages.c.name))}
    chances = project(inquiry, now).chances
    for view in (now, *earlier_ones(inquiry, now)[:2]):
        found = open_odds(inquiry, [view], [chances])[0][TOTAL].odds
        deals = []
        for deal in company.deals.values():
            known = _plain_features(company, deal, view)
            state = as_of(company, deal, view.day, TODAY)
            if known is not None and state is not None:
                p = chances.of((names.get(str(known[0]), 0), *known[1:]))
                deals.append((state.amount or 0.0, p))
        deals.sort(reverse=True)
        assert len(deals) > 60
        assert [money / 10_000 for money in found.amounts] == pytest.approx(
            [money for money, _ in deals[:60]]
        )
        assert found.mean / 10_000 == pytest.approx(fsum(money * p for money, p in deals[60:]))
        luck = fsum(money**2 * p * (1 - p) for money, p in deals[60:])
        assert found.variance / 10_000**2 == pytest.approx(luck)


def test_chances_are_those_of_newtons_method(varied: tuple[Company, Connection]) -> None:
    inquiry = _inquiry(varied[1])
    views = earlier_ones(inquiry, horizon_of(inquiry))
    seen = landmarks(inquiry, views)
    cells = [cell for one in seen for cell in one]
    learnt = learn(seen)
    assert learnt is not None
    columns = sorted({(place, str(v)) for c in cells for place, v in enumerate(c.features)})
    x = np.array([[str(c.features[p]) == v for p, v in columns] for c in cells], dtype=float)
    x = np.hstack([x, np.ones((len(cells), 1))])
    n, won = (np.array([getattr(c, name) for c in cells], float) for name in ("deals", "won"))
    ridge = np.diag([1.0] * len(columns) + [0.0])  # the constant is not held down
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (won - n * p) - ridge @ weights
        weights += np.linalg.solve(x.T @ (x * (n * p * (1 - p))[:, None]) + ridge, slope)
    plain = [1 / (1 + exp(-float(row @ weights))) for row in x]
    assert [learnt.by_features[c.features] for c in cells] == pytest.approx(plain, abs=1e-5)
    assert learnt.won == sum(won)


def test_what_is_to_come_weighs_the_latest_most(varied: tuple[Company, Connection]) -> None:
    company, connection = varied
    inquiry = _inquiry(connection)
    views = earlier_ones(inquiry, horizon_of(inquiry))
    sums = []
    for view in views:
        came = [
            (deal.amount or 0.0) * company.rate(deal.currency, deal.closed_on)
            for deal in company.deals.values()
            if deal.stage.kind == "won" and deal.closed_on and deal.created_on > view.day
            if view.rest[0] <= deal.closed_on <= view.ends_on
        ]
        sums.append(fsum(came))
    weights = [0.5 ** (place / 4) for place in range(len(sums))]
    mean = fsum(w * s for w, s in zip(weights, sums, strict=True)) / fsum(weights)
    found = arrivals([groups[TOTAL].came for groups in sold(inquiry, views)])
    assert found.mean / 10_000 == pytest.approx(mean)


def test_the_distribution_is_that_of_plain_dice() -> None:
    amounts, chances = [300.0, 200.0, 100.0, 100.0, 50.0], [0.2, 0.5, 0.9, 0.4, 0.6]
    to_come = Arrivals(150.0, 90.0**2)
    odds = Odds(amounts, chances, 0.0, 0.0)
    (found,) = outlooks([Parts(500.0, odds, 0.25, to_come, target=900.0)])
    dice = random.Random(1)
    shape, scale = 150.0**2 / 90.0**2, 90.0**2 / 150.0
    plain = []
    for _ in range(40_000):
        factor = dice.gammavariate(1 / 0.25**2, 0.25**2)
        won = sum(a for a, p in zip(amounts, chances, strict=True) if dice.random() < factor * p)
        plain.append(500.0 + won + dice.gammavariate(shape, scale))
    plain.sort()
    for value, share in ((found.low, 0.1), (found.median, 0.5), (found.high, 0.9)):
        assert value == pytest.approx(plain[int(share * len(plain))], rel=0.02)
    assert found.won + found.open + found.to_come == pytest.approx(found.median)
    assert found.chance == pytest.approx(sum(v >= 900 for v in plain) / 40_000, abs=0.03)


def test_many_deals_are_as_one_by_one() -> None:
    others = 2_000 - 60
    odds = Odds([10.0] * 60, [0.3] * 60, others * 10 * 0.3, others * 10**2 * 0.3 * 0.7)
    (found,) = outlooks([Parts(0.0, odds, 1e-6, Arrivals(0.0, 0.0))])
    spread = 10 * (2_000 * 0.3 * 0.7) ** 0.5
    assert found.median == pytest.approx(6_000, abs=20)
    assert found.high - found.low == pytest.approx(2 * 1.2816 * spread, rel=0.06)


def test_the_means_of_people_add_up_to_that_of_the_company(
    varied: tuple[Company, Connection],
) -> None:
    inquiry = _inquiry(varied[1])
    view = horizon_of(inquiry)
    whole = project(inquiry, view).groups[TOTAL]
    for by in ("rep", "segment", "product"):
        parts = project(replace(inquiry, by=by), view).groups.values()
        assert fsum(one.outlook.mean for one in parts) == pytest.approx(whole.outlook.mean)
        assert sum(one.won for one in parts) == whole.won


def test_the_record_knows_nothing_of_what_came_after(varied: tuple[Company, Connection]) -> None:
    inquiry = _inquiry(varied[1])
    made = record(inquiry).periods
    assert len(made) >= 6
    latest = made[0]
    then = replace(inquiry, as_of=date(2026, 8, 23), period=latest.period)
    median = project(then, horizon_of(then)).groups[TOTAL].outlook.median
    assert (latest.period.token, latest.median) == ("2026-Q3", median / 10_000)


@pytest.mark.parametrize(
    ("span", "day", "first", "second"),
    [
        (QUARTER, date(2026, 11, 23), ("2026-07-01", "2026-08-23"), ("2026-04-01", "2026-05-23")),
        # A quarter to come: the present one is not over, so the one before it is the latest.
        (
            (date(2027, 1, 1), date(2027, 3, 31)),
            date(2026, 11, 23),
            ("2026-07-01", "2026-05-25"),
            ("2026-04-01", "2026-02-22"),
        ),
        # A year moves by quarters.
        (
            (date(2026, 1, 1), date(2026, 12, 31)),
            date(2026, 11, 23),
            ("2025-10-01", "2026-08-23"),
            ("2025-07-01", "2026-05-23"),
        ),
        (
            (date(2026, 11, 16), date(2026, 11, 29)),
            date(2026, 11, 23),
            ("2026-11-02", "2026-11-09"),
            ("2026-10-19", "2026-10-26"),
        ),
    ],
)
def test_past_periods_have_as_many_days_left(
    span: tuple[date, date], day: date, first: tuple[str, str], second: tuple[str, str]
) -> None:
    found = past(Horizon(day, *span), Calendar(1), date(2020, 1, 1))
    seen = [(str(view.starts_on), str(view.day)) for view in found]
    assert seen[:2] == [first, second]
    assert len(found) == 8
    assert past(Horizon(day, *span), Calendar(1), date(2026, 11, 20)) == ()


def test_without_wins_nothing_is_learnt() -> None:
    assert learn([[Cell(("",) * 6, 5, 0, 10.0, 20.0, 0.0)]]) is None
    assert learn([]) is None
