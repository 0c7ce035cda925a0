"""The bridge against moves added up by hand, and its identity over random pasts."""

import random
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import Database
from storage.errors import UsageError
from storage.importing import import_source
from tests.company import (
    ALICE,
    CAMILLE,
    FIONA,
    MARCUS,
    OLIVER,
    PRIYA,
    headers,
    settle,
    write_company,
)
from tests.conftest import TODAY
from tools.engine.answer import Outcome
from tools.engine.bridge import STEPS
from tools.engine.bridged import Bridged
from tools.engine.compute import desk
from tools.engine.people import person_by_email
from tools.toolbox import run_tool

Bridging = Callable[..., Bridged]
HEADER = "id,name,account_id,owner_email,stage,amount,currency,created_on,close_on,closed_on\n"
DEALS = f"""\
B1,Grown,A1,{ALICE},Discovery,150,EUR,2026-08-01,2026-12-15,
B2,Pulled in,A1,{ALICE},Discovery,200,EUR,2026-08-01,2026-12-20,
B3,Pushed out,A2,{OLIVER},Discovery,300,EUR,2026-08-01,2027-02-15,
B4,Won,A2,{OLIVER},Closed Won,400,EUR,2026-08-01,2026-11-18,2026-11-18
B5,Lost,A3,{CAMILLE},Closed Lost,500,GBP,2026-08-01,2026-11-18,2026-11-19
B6,New,A3,{CAMILLE},Qualification,600,EUR,2026-11-17,2026-12-31,
B7,Come and gone,A4,{PRIYA},Closed Won,700,EUR,2026-11-17,2026-11-20,2026-11-20
B8,Out and back,A4,{PRIYA},Discovery,800,EUR,2026-08-01,2026-12-01,
B9,Date forgotten,A4,{PRIYA},Discovery,900,EUR,2026-08-01,,
B10,Shrunk,A4,{PRIYA},Discovery,1000,EUR,2026-08-01,2026-12-01,
B11,Never in it,A4,{PRIYA},Discovery,1100,EUR,2026-08-01,2027-06-01,
B12,Opened again,A4,{PRIYA},Discovery,1200,EUR,2026-08-01,2026-12-01,
"""
CHANGES = """\
opportunity_id,changed_at,field,old_value,new_value
B1,2026-11-18T10:00:00+01:00,amount,100,150
B2,2026-11-18T10:00:00+01:00,close_on,2027-01-31,2026-12-20
B3,2026-11-16T00:30:00+01:00,close_on,2026-12-31,2027-02-15
B8,2026-11-17T10:00:00+01:00,close_on,2026-11-30,2027-03-01
B8,2026-11-19T10:00:00+01:00,close_on,2027-03-01,2026-12-01
B9,2026-11-17T10:00:00+01:00,close_on,2026-12-31,
B10,2026-11-17T10:00:00+01:00,amount,1500,1000
B10,2026-11-18T10:00:00+01:00,amount,1000,1000
B11,2026-11-18T10:00:00+01:00,amount,1000,1100
"""
MOVES = """\
opportunity_id,changed_at,from_stage,to_stage
B4,2026-08-01T10:00:00+02:00,,Discovery
B4,2026-11-18T10:00:00+01:00,Discovery,Closed Won
B12,2026-08-01T10:00:00+02:00,,Discovery
B12,2026-10-18T10:00:00+02:00,Discovery,Closed Lost
B12,2026-11-18T10:00:00+01:00,Closed Lost,Discovery
"""


@pytest.fixture
def company(database: Database, tmp_path: Path) -> Database:
    files = headers("activities", "contacts", "proposals")
    files |= {"opportunities": HEADER + DEALS, "field_changes": CHANGES, "stage_changes": MOVES}
    return settle(database, tmp_path / "veridia", **files)


def run(database: Database, who: str, **arguments: Any) -> Outcome:  # noqa: ANN401
    with database.reading() as connection:
        person = person_by_email(connection, who)
        assert person is not None
        return run_tool("bridge", desk(connection, TODAY), person, arguments)


@pytest.fixture
def bridging(company: Database) -> Bridging:
    def bridge(who: str, **arguments: Any) -> Bridged:  # noqa: ANN401
        found = run(company, who, **arguments).bridge
        assert found is not None
        return found

    return bridge


def steps(bridge: Bridged) -> dict[str, float]:
    return {step: getattr(bridge, step) for step in STEPS if bridge.counts[step]}


def test_every_step(bridging: Bridging) -> None:
    found = bridging(MARCUS)  # this quarter, since last Monday
    assert (found.since, found.until) == (date(2026, 11, 16), None)
    # B1 100, B3, B4, B5 at 1.20, B8, B9, B10 1,500
    assert found.start == pytest.approx(100 + 300 + 400 + 600 + 800 + 900 + 1500)
    assert steps(found) == pytest.approx(
        {
            "created": 600 + 700 + 1200,  # and B12, opened again
            "pulled_in": 200 + 800,  # B8 came back
            "increased": 50,
            "decreased": -500,
            "pushed_out": -300 - 800,
            "won": -400 - 700,
            "lost": -600,
            "removed": -900,  # no close date any more
        }
    )
    # B1, B2, B6, B8, B10, B12
    assert found.end == pytest.approx(150 + 200 + 600 + 800 + 1000 + 1200)
    assert found.counts["created"] == 3


def test_the_deals_behind_every_step(bridging: Bridging) -> None:
    moves = {(move.step, move.id): move.value for move in bridging(MARCUS).moves}
    assert moves["decreased", "B10"] == -500
    assert moves["pulled_in", "B8"] == 800
    assert moves["pushed_out", "B8"] == -800
    assert moves["lost", "B5"] == pytest.approx(-600)


def test_it_begins_as_that_day_began(bridging: Bridging) -> None:
    # B3 moved half an hour into 16 November in Paris
    assert bridging(OLIVER, since="2026-11-16").start == 700
    assert bridging(OLIVER, since="2026-11-17").start == 400
    assert steps(bridging(OLIVER, since="2026-11-17")) == {"won": -400}


def test_between_two_days(bridging: Bridging) -> None:
    found = bridging(PRIYA, since="2026-11-17", until="2026-11-18")
    assert (found.start, found.end) == (800 + 900 + 1500, 700 + 1000 + 1200)
    assert steps(found) == {
        "created": 700 + 1200,
        "decreased": -500,
        "pushed_out": -800,
        "removed": -900,
    }


def test_all_dates(bridging: Bridging) -> None:
    found = bridging(PRIYA, period="all")
    assert steps(found) == {"created": 1900, "increased": 100, "decreased": -500, "won": -700}


def test_scope_and_filters(company: Database, bridging: Bridging) -> None:
    assert steps(bridging(ALICE)) == {"pulled_in": 200, "increased": 50}
    assert bridging(FIONA).start == pytest.approx(bridging(MARCUS).start - 600)
    assert bridging(MARCUS, where={"account": ["Thames Freight"]}).start == 700
    assert bridging(MARCUS, where={"segment": ["!SMB"]}).start == pytest.approx(100 + 600)
    for where in (
        {"stage": ["Discovery"]},
        {"amount": [">=100"]},
        {"forecast_category": ["commit"]},
    ):
        figure = run(company, MARCUS, where=where).figures[0]
        assert (figure.status, figure.reason) == ("declined", "filter_not_honoured")
    assert run(company, ALICE, where={"rep": [OLIVER]}).figures[0].status == "denied"


def test_what_cannot_be_meant(company: Database) -> None:
    for arguments in ({"since": "monday"}, {"since": "2026-12-24"}, {"until": "2027-01-01"}):
        with pytest.raises(UsageError):
            run(company, MARCUS, **arguments)


def test_a_deal_removed_from_the_source(company: Database, tmp_path: Path) -> None:
    deals = "".join(line for line in DEALS.splitlines(True) if not line.startswith("B10"))
    changes = "".join(line for line in CHANGES.splitlines(True) if not line.startswith("B10"))
    files = headers("activities", "contacts", "proposals")
    files |= {"opportunities": HEADER + deals, "field_changes": changes, "stage_changes": MOVES}
    folder = write_company(tmp_path / "later", **files)
    before = run(company, PRIYA).bridge
    import_source(company, folder, replace=True)
    after = run(company, PRIYA).bridge
    assert before is not None
    assert after is not None
    assert after.start == before.start
    assert after.removed == before.removed - 1000
    assert ("removed", "B10", "Shrunk") in {(m.step, m.id, m.name) for m in after.moves}
    assert after.end == before.end - 1000


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**9))
def test_it_reconciles_to_the_cent(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    work = Path(mkdtemp(dir=tmp_path))  # a store of its own for each example, whatever its seed
    database = Database(f"sqlite:///{work / 'pilote.db'}")
    settle(database, work / "veridia", **_random_files(dice))
    segments: list[dict[str, list[str]]] = [{}, {"segment": ["SMB"]}, {"segment": ["!SMB"]}]
    ways = list(product((MARCUS, FIONA, ALICE), segments, ("2026-Q4", "2026-11", "all")))
    for who, where, period in dice.sample(ways, 9):  # a third of all, others in each example
        day = f"2026-11-{dice.randrange(2, 23):02}"
        for until in (None, f"2026-11-{dice.randrange(int(day[-2:]), 23):02}"):
            arguments = {"where": where, "period": period, "since": day, "until": until}
            found = run(database, who, **arguments).bridge
            assert found is not None
            total = found.start + sum(getattr(found, step) for step in STEPS)
            assert total == pytest.approx(found.end, abs=0.005), (who, arguments)


def _random_files(dice: random.Random) -> dict[str, str]:
    files = headers("activities", "contacts", "proposals", "stage_changes", "field_changes")
    deals = []
    for number in range(25):
        owner = dice.choice([ALICE, OLIVER, CAMILLE])
        stages, fields, row = _random_past(dice, f"D{number}")
        files["stage_changes"] += stages
        files["field_changes"] += fields
        deals.append(f"D{number},Deal {number},A{dice.randrange(1, 6)},{owner},{row}\n")
    return {**files, "opportunities": HEADER + "".join(deals)}


def _random_past(dice: random.Random, deal: str) -> tuple[str, str, str]:
    days = sorted(dice.sample(range(1, 22), dice.randrange(1, 6)))
    created = f"2026-{dice.choice(['08', '11'])}-01"
    stage = "Discovery"
    stages = f"{deal},{created}T08:00:00+01:00,,{stage}\n"
    values = {"amount": _amount(dice), "close_on": _close_on(dice)}
    fields = ""
    for day in days:
        at = f"2026-11-{day:02}T{dice.randrange(9, 18):02}:00:00+01:00"
        if dice.random() < 0.4:
            following = dice.choice(["Discovery", "Proposal", "Closed Won", "Closed Lost"])
            stages += f"{deal},{at},{stage},{following}\n"
            stage = following
        else:
            field = dice.choice(list(values))
            new = _amount(dice) if field == "amount" else _close_on(dice)
            fields += f"{deal},{at},{field},{values[field]},{new}\n"
            values[field] = new
    closed_on = f"2026-11-{days[-1]:02}" if stage.startswith("Closed") else ""
    currency = dice.choice(["EUR", "GBP"])
    row = f"{stage},{values['amount']},{currency},{created},{values['close_on']},{closed_on}"
    return stages, fields, row


def _amount(dice: random.Random) -> str:
    return dice.choice(["", f"{dice.randrange(1, 10**6) / 100:.2f}"])


def _close_on(dice: random.Random) -> str:
    return dice.choice(["", "2026-11-30", "2026-12-15", "2027-01-31"])
