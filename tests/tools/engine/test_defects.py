"""Every defect on both sides of its bound, by hand. Today is 23 November 2026."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from storage.database import Database
from tests.company import ALICE
from tests.tools.health import TODAY, before, deals, found, lines, ran, stored


@pytest.mark.parametrize(
    ("code", "field", "value", "is_defect"),
    [
        ("no_amount", "amount", "", True),
        ("no_amount", "amount", "0", False),
        ("no_product", "product_id", "", True),
        ("close_date", "close_on", "", True),
        ("close_date", "close_on", "2026-11-22", True),
        ("close_date", "close_on", "2026-11-23", False),
        ("no_next_step", "next_step", "", True),
        ("next_step_past", "next_step_on", "2026-11-22", True),
        ("next_step_past", "next_step_on", "2026-11-23", False),
        ("next_step_past", "next_step_on", "", False),
    ],
)
def test_what_is_missing_or_past(
    database: Database, tmp_path: Path, code: str, field: str, value: str, is_defect: bool
) -> None:
    store = stored(
        database, tmp_path, ["Tried", "Sound"], opportunities=deals(Tried={field: value}, Sound={})
    )
    assert set(found(store, code)) == ({"Tried"} if is_defect else set())
    assert ran(store, "hygiene").figures[0].value == (0.5 if is_defect else 1)


def test_no_contact(database: Database, tmp_path: Path) -> None:
    store = stored(
        database,
        tmp_path,
        ["Nobody", "One"],
        opportunities=deals(Nobody={}, One={}),
        contacts=lines(["opportunity_id", "name"], ["One", "Ingrid"]),
    )
    assert set(found(store, "no_contact")) == {"Nobody"}


def test_no_activity(database: Database, tmp_path: Path) -> None:
    held = {"D29": 29, "D30": 30, "D31": 31, "Ahead": -1}
    rows = [
        [f"V{name}", name, ALICE, "call", f"{before(days)}T10:00+01:00"]
        for name, days in held.items()
    ]
    store = stored(
        database,
        tmp_path,
        held,
        opportunities=deals(Never={}, **{name: {} for name in held}),
        activities=lines(["id", "opportunity_id", "owner_email", "kind", "occurred_at"], *rows),
    )
    idle = found(store, "no_activity")
    assert set(idle) == {"D30", "D31", "Ahead", "Never"}
    assert idle["D30"].values == {"since": date(2026, 10, 24), "n": 30}
    assert idle["Never"].values == {"since": None, "n": None}
    assert "Ahead" not in found(store, "no_activity", TODAY + timedelta(days=1))
