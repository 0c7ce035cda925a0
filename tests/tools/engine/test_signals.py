"""Every risk signal on both sides of its bound, by hand. Today is 23 November 2026."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from storage.database import Database
from tests.company import ALICE, CAMILLE
from tests.tools.health import TODAY, before, deals, found, lines, ran, stored

CHANGES = ["opportunity_id", "changed_at", "field", "old_value", "new_value"]
ACTIVITIES = ["id", "opportunity_id", "owner_email", "kind", "occurred_at", "outcome"]
STAGES = ["opportunity_id", "changed_at", "from_stage", "to_stage"]


def test_a_sound_deal_raises_nothing(database: Database, tmp_path: Path) -> None:
    store = stored(database, tmp_path, ["D"], opportunities=deals(D={}))
    assert ran(store, "at_risk", period="all").deals == []
    assert ran(store, "hygiene").figures[0].value == 1


def test_silent(database: Database, tmp_path: Path) -> None:
    held = {
        "D13": (13, "held"),
        "D14": (14, "held"),
        "D15": (15, ""),
        "Missed": (1, "no_show"),
        "Planned": (1, "scheduled"),
        "Cancelled": (1, "cancelled"),
        "Ahead": (-3, ""),  # noted for a day to come: not held yet
        "AheadToo": (-3, "held"),
    }
    rows = [
        [f"V{name}", name, ALICE, "call", f"{before(days)}T10:00+01:00", outcome]
        for name, (days, outcome) in held.items()
    ]
    rows.append(["VBefore", "AheadToo", ALICE, "call", f"{before(14)}T23:30+01:00", ""])
    store = stored(
        database,
        tmp_path,
        held,
        opportunities=deals(**{name: {} for name in held}),
        activities=lines(ACTIVITIES, *rows),
    )
    silent = found(store, "silent")
    assert set(silent) == {"D14", "D15", "Missed", "Planned", "Cancelled", "Ahead", "AheadToo"}
    assert silent["D14"].values == {"since": date(2026, 11, 9), "n": 14}
    assert silent["AheadToo"].values == {"since": date(2026, 11, 9), "n": 14}
    assert silent["Ahead"].values == {"since": None, "n": None}
    # The same store three days on: what was ahead has been held, what was recent has aged.
    later = TODAY + timedelta(days=3)
    assert set(found(store, "silent", later)) == {"D13", "D14", "D15", *silent} - {
        "Ahead",
        "AheadToo",
    }


def test_overdue(database: Database, tmp_path: Path) -> None:
    due = {"Past": before(1), "Today": before(0), "Later": before(-1), "Never": ""}
    store = stored(
        database,
        tmp_path,
        due,
        opportunities=deals(**{name: {"close_on": day} for name, day in due.items()}),
    )
    overdue = found(store, "overdue")
    assert set(overdue) == {"Past"}
    assert overdue["Past"].values == {"day": date(2026, 11, 22), "n": 1}


def test_stalled(database: Database, tmp_path: Path) -> None:
    """Won deals stayed in Qualification for 4, 8 and 9.5 days: the median is 8, the bound 12."""
    won = {"stage": "Closed Won", "owner_email": CAMILLE, "closed_on": "2026-02-01"}
    entered = {"created_on": "2026-01-01"}
    opportunities = deals(
        **{f"W{n}": {**entered, **won} for n in range(3)},
        D12=entered,
        D13=entered,
        Again=entered,
        Elsewhere={**entered, "stage": "Proposal"},
        Unrecorded={"created_on": before(13)},
    )
    visits = {"W0": "2026-01-05T09:00Z", "W1": "2026-01-09T09:00Z", "W2": "2026-01-10T21:00Z"}
    changes = [[name, "2026-01-01T09:00Z", "", "Qualification"] for name in visits]
    changes += [[name, left, "Qualification", "Closed Won"] for name, left in visits.items()]
    for days in (12, 13):
        changes.append([f"D{days}", f"{before(days)}T09:00Z", "", "Qualification"])
    changes.append(["Again", f"{before(200)}T09:00Z", "", "Qualification"])
    changes.append(["Again", f"{before(100)}T09:00Z", "Qualification", "Discovery"])
    changes.append(["Again", f"{before(12)}T09:00Z", "Discovery", "Qualification"])
    store = stored(
        database,
        tmp_path,
        ["D12", "D13", "Unrecorded", "Again", "Elsewhere"],
        opportunities=opportunities,
        stage_changes=lines(STAGES, *changes),
    )
    stalled = found(store, "stalled")
    assert set(stalled) == {"D13", "Unrecorded"}, "no won deal ever visited Proposal"
    assert stalled["D13"].values == {"since": date(2026, 11, 10), "n": 13, "median": 8.0}
    assert set(found(store, "stalled", TODAY + timedelta(days=1))) == {*stalled, "D12", "Again"}
    # The median is the company's, whatever somebody may see.
    mine = ran(store, "at_risk", ALICE, period="all").deals
    assert {deal.id for deal in mine} == set(stalled)


def test_pushed(database: Database, tmp_path: Path) -> None:
    moves = {
        "Once": [(9, "2026-10-01", "2026-11-01")],
        "Twice": [(200, "2026-10-01", "2026-11-01"), (9, "2026-11-01", "2026-12-31")],
        "Sooner": [(9, "2026-11-01", "2026-12-01"), (8, "2026-12-01", "2026-11-15")],
        "Set": [(9, "", "2026-12-01"), (8, "2026-12-01", "2026-12-31")],
        "Cleared": [(9, "2026-11-01", "2026-12-01"), (8, "2026-12-01", "")],
        "Ahead": [(9, "2026-10-01", "2026-11-01"), (-2, "2026-11-01", "2026-12-31")],
    }
    changes = [
        [name, f"{before(days)}T09:00Z", "close_on", old, new]
        for name, of_deal in moves.items()
        for days, old, new in of_deal
    ]
    store = stored(
        database,
        tmp_path,
        moves,
        opportunities=deals(**{name: {} for name in moves}),
        field_changes=lines(CHANGES, *changes),
    )
    assert {name: f.values for name, f in found(store, "pushed").items()} == {
        "Twice": {"n": 2, "day": date(2026, 12, 31)}
    }
    assert set(found(store, "pushed", TODAY + timedelta(days=2))) == {"Twice", "Ahead"}


def test_single_threaded(database: Database, tmp_path: Path) -> None:
    contacts = [["One", "Ingrid"], ["Two", "Ingrid"], ["Two", "Per"]]
    store = stored(
        database,
        tmp_path,
        ["None", "One", "Two"],
        opportunities=deals(None_={}, One={}, Two={}).replace("None_", "None"),
        contacts=lines(["opportunity_id", "name"], *contacts),
    )
    single = found(store, "single_threaded")
    assert {name: f.values["n"] for name, f in single.items()} == {"None": None, "One": 1}


def test_no_next_step(database: Database, tmp_path: Path) -> None:
    store = stored(
        database, tmp_path, ["No", "Yes"], opportunities=deals(No={"next_step": ""}, Yes={})
    )
    assert set(found(store, "no_next_step")) == {"No"}


@pytest.mark.parametrize(
    ("changes", "today", "shrunk"),
    [
        ([(29, "1000", "800")], 0, True),  # a fifth, on the first of thirty days
        ([(30, "1000", "800")], 0, False),
        ([(30, "1000", "800")], -1, True),  # asked a day before
        ([(1, "1000", "800.01")], 0, False),
        ([(1, "70.1", "56.08")], 0, True),  # a fifth to the cent
        ([(20, "1000", "900"), (10, "900", "800")], 0, True),  # in two steps
        ([(20, "1000", "500"), (10, "500", "1000")], 0, False),  # and back
        ([(40, "2000", "1000"), (10, "1000", "900")], 0, False),
        ([(1, "", "800")], 0, False),
        ([(10, "1000", "900"), (-5, "900", "500")], 0, False),  # cut in days to come
        ([(10, "1000", "900"), (-5, "900", "500")], 5, True),
    ],
)
def test_shrunk(
    database: Database,
    tmp_path: Path,
    changes: list[tuple[int, str, str]],
    today: int,
    shrunk: bool,
) -> None:
    rows = [["D", f"{before(days)}T09:00Z", "amount", old, new] for days, old, new in changes]
    store = stored(
        database, tmp_path, ["D"], opportunities=deals(D={}), field_changes=lines(CHANGES, *rows)
    )
    assert bool(found(store, "shrunk", TODAY + timedelta(days=today))) == shrunk


def test_shrunk_tells_from_and_to(database: Database, tmp_path: Path) -> None:
    rows = [
        ["D", f"{before(20)}T09:00Z", "amount", "1000.50", "900"],
        ["D", f"{before(10)}T09:00Z", "amount", "900", "700"],
    ]
    store = stored(
        database, tmp_path, ["D"], opportunities=deals(D={}), field_changes=lines(CHANGES, *rows)
    )
    assert found(store, "shrunk")["D"].values == {
        "before": Decimal("1000.5"),
        "after": Decimal(700),
        "day": date(2026, 11, 13),
    }


def test_no_proposal(database: Database, tmp_path: Path) -> None:
    """Discovery and Proposal are the last two open stages."""
    due = {
        "Today": ("Proposal", 0),
        "Thirty": ("Discovery", 30),
        "ThirtyOne": ("Proposal", 31),
        "Past": ("Proposal", -1),
        "Early": ("Qualification", 10),
        "Sent": ("Proposal", 10),
        "ToSend": ("Proposal", 10),
    }
    sent = [["P1", "Sent", before(0)], ["P2", "ToSend", before(-1)]]
    store = stored(
        database,
        tmp_path,
        due,
        opportunities=deals(
            **{n: {"stage": stage, "close_on": before(-days)} for n, (stage, days) in due.items()}
        ),
        proposals=lines(["id", "opportunity_id", "sent_on"], *sent),
    )
    missing = found(store, "no_proposal")
    assert set(missing) == {"Today", "Thirty", "ToSend"}
    assert missing["Thirty"].values == {"day": date(2026, 12, 23)}
    assert set(found(store, "no_proposal", TODAY + timedelta(days=1))) == {"Thirty", "ThirtyOne"}


def test_downgraded(database: Database, tmp_path: Path) -> None:
    moves = {
        "Lowered": [(13, "commit", "best_case")],
        "LongAgo": [(14, "commit", "best_case")],
        "Left": [(1, "pipeline", "omitted")],
        "Raised": [(1, "pipeline", "best_case")],
        "Restored": [(5, "commit", "pipeline"), (3, "pipeline", "commit")],
        "Reopened": [(5, "closed", "pipeline")],
        "First": [(5, "", "pipeline")],
        "Ahead": [(-1, "commit", "pipeline")],
    }
    changes = [
        [name, f"{before(days)}T09:00Z", "forecast_category", old, new]
        for name, of_deal in moves.items()
        for days, old, new in of_deal
    ]
    store = stored(
        database,
        tmp_path,
        moves,
        opportunities=deals(**{name: {} for name in moves}),
        field_changes=lines(CHANGES, *changes),
    )
    lowered = found(store, "downgraded")
    assert set(lowered) == {"Lowered", "Left"}
    assert lowered["Lowered"].values == {
        "before": "commit",
        "after": "best_case",
        "day": date(2026, 11, 10),
    }
    assert set(found(store, "downgraded", TODAY + timedelta(days=1))) == {"Left", "Ahead"}
