"""Differences that are planted are told, chance and other customers are not; and to whom."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from storage.database import Database
from storage.errors import PiloteError
from tests.company import ALICE, CAMILLE, FIONA, NICOLAS, OLIVER, PRIYA, headers, settle
from tests.stores import empty_store
from tools.coach import coach
from tools.coaching.difference import Coaching
from tools.coaching.testing import adjusted, shares, spreads
from tools.engine.compute import compute, desk
from tools.engine.people import person_by_email
from tools.engine.request import KpiRequest

TODAY = date(2026, 11, 23)
HEADER = "id,name,account_id,owner_email,stage,created_on,closed_on,amount\n"
DEALS = 40  # of each rep
HISTORY = ("stage_changes", "field_changes", "activities", "contacts", "proposals")


def _deals(owner: str, account: str, *, won: int, days: int) -> Iterator[str]:
    """Closed deals of one rep, the first `won` of them won after about so many days."""
    for number in range(DEALS):
        closed = TODAY - timedelta(days=1 + 5 * number)
        created = closed - timedelta(days=days + number % 7)
        stage = "Closed Won" if number < won else "Closed Lost"
        name = f"{owner[:3]}{account}{number}"
        yield f"{name},{name},{account},{owner},{stage},{created},{closed},1000\n"


def _store(folder: Path, *deals: Iterator[str], store: Database | None = None) -> Database:
    store = store or empty_store(folder / "store.db")
    rows = HEADER + "".join(line for some in deals for line in some)
    return settle(store, folder / "csv", opportunities=rows, **headers(*HISTORY))


def _coached(store: Database, email: str, **asked: str) -> Coaching:
    with store.reading() as connection:
        asker = person_by_email(connection, email)
        assert asker is not None
        found = coach(desk(connection, TODAY), asker, asked).coaching
    assert found is not None
    return found


def test_a_planted_difference_is_told_with_its_n_and_the_figures_own_value(
    tmp_path: Path, database: Database
) -> None:
    store = _store(
        tmp_path,
        _deals(ALICE, "A1", won=32, days=60),
        _deals(OLIVER, "A1", won=16, days=60),
        _deals(PRIYA, "A1", won=18, days=60),
        store=database,
    )
    found = _coached(store, FIONA, person=ALICE)
    (one,) = found.differences
    assert (one.aspect, one.person, one.better) == ("win_rate", ALICE, True)
    assert (one.value, one.n, one.peers, one.peers_n) == (0.8, 40, 34 / 80, 80)
    assert one.p <= one.adjusted <= 0.05
    with store.reading() as connection:
        alice = person_by_email(connection, ALICE)
        assert alice is not None
        own = KpiRequest(kpi="win_rate", period="last_365_days")
        assert compute(desk(connection, TODAY), alice, own).value == one.value


def test_other_customers_are_no_difference_between_people(tmp_path: Path) -> None:
    """Large companies take 160 days, small ones 40, whoever sells; Alice has the large ones."""
    store = _store(
        tmp_path,
        _deals(ALICE, "A1", won=20, days=160),
        _deals(OLIVER, "A1", won=20, days=160),
        _deals(OLIVER, "A2", won=20, days=40),
        _deals(PRIYA, "A2", won=20, days=40),
    )
    found = _coached(store, FIONA)
    assert found.compared > 0
    assert found.differences == []


def test_only_people_below_and_no_team_of_two(tmp_path: Path) -> None:
    store = _store(tmp_path, _deals(CAMILLE, "A3", won=20, days=60))
    assert _coached(store, NICOLAS).thin == [CAMILLE]
    for asker, person in ((FIONA, CAMILLE), (FIONA, "nobody@veridia.example"), (FIONA, FIONA)):
        with pytest.raises(PiloteError, match="coach_not_below"):
            _coached(store, asker, person=person)
    with pytest.raises(PiloteError, match="coach_not_yours"):
        _coached(store, ALICE)


def test_chance_alone_is_rarely_told() -> None:
    """Three segments that differ, nobody who does: about one in twenty is below 5 %."""
    dice = random.Random(7)
    low = {"shares": 0, "spreads": 0}
    for _ in range(200):
        hits, values = [], []
        for likely, days in ((0.2, 30), (0.4, 70), (0.6, 150)):
            few, many = dice.randint(2, 40), dice.randint(20, 150)
            hits.append(
                tuple((sum(dice.random() < likely for _ in range(n)), n) for n in (few, many))
            )
            values.append(
                tuple(
                    Counter(round(dice.expovariate(1 / days)) for _ in range(n))
                    for n in (few, many)
                )
            )
        for name, sides in (("shares", shares(hits)), ("spreads", spreads(values, middle=True))):
            assert sides is not None
            low[name] += sides.p < 0.05
    assert all(2 <= count <= 20 for count in low.values()), low


def test_the_peers_are_weighted_as_the_person() -> None:
    """Half of the person's deals in each segment, a tenth of the peers' in the second."""
    sides = shares([((5, 10), (45, 90)), ((2, 10), (1, 10))])
    assert sides is not None
    assert (sides.value, sides.peers) == (7 / 20, (10 * 0.5 + 10 * 0.1) / 20)
    assert shares([((5, 9), (45, 90))]) is None
    same = spreads([(Counter({5: 10}), Counter({5: 10}))], middle=True)
    assert same is not None
    assert same.p == 1.0
    assert adjusted([0.01, 0.04]) == [0.02, 0.04]
