"""Derived columns are right, whatever the order of rows and whatever a later import changes."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.company import ALICE, COMPANY
from tests.storage.importing.store import Store

STAGES = ("Qualification", "Discovery", "Proposal", "Closed Won", "Closed Lost")
PARIS = ZoneInfo("Europe/Paris")
Change = tuple[str, datetime, str]  # deal, when, to which stage


def test_kind_follows_the_stage(filled: Store) -> None:
    kinds = dict(filled.rows("opportunities", "id", "kind"))
    assert (kinds["O1"], kinds["O4"], kinds["O7"]) == ("open", "won", "lost")
    stages = (filled.folder / "stages.csv").read_text(encoding="utf-8")
    filled.write("stages.csv", *stages.replace("4,won", "4,lost").splitlines())
    filled.bring_in()
    assert dict(filled.rows("opportunities", "id", "kind"))["O4"] == "lost"


def rates(store: Store) -> dict[str, float | None]:
    return dict(store.rows("opportunities", "id", "closed_rate"))


def test_closed_rate_is_the_one_valid_on_the_closing_day(filled: Store) -> None:
    found = rates(filled)
    assert found["O4"] == 1.10, "closed in GBP on 20 May"
    assert found["O5"] == 1.20, "closed in GBP on 10 November"
    assert found["O6"] == 1.0
    assert found["O3"] is None, "still open"


def test_closed_rate_on_the_first_day_of_a_rate_and_before_any(store: Store) -> None:
    store.write(
        "opportunities.csv",
        "id,name,owner_email,stage,created_on,closed_on,currency",
        f"D1,On the day,{ALICE},Closed Won,2024-01-01,2026-06-01,GBP",
        f"D2,The day before,{ALICE},Closed Won,2024-01-01,2026-05-31,GBP",
        f"D3,Before any,{ALICE},Closed Won,2024-01-01,2024-12-31,GBP",
        f"D4,Unknown,{ALICE},Closed Won,2024-01-01,2026-06-01,SEK",
        f"D5,Reporting,{ALICE},Closed Won,2024-01-01,2026-06-01,",
    )
    store.bring_in()
    assert rates(store) == {"D1": 1.2, "D2": 1.1, "D3": None, "D4": None, "D5": 1.0}


def test_new_rates_reach_deals_of_before(filled: Store) -> None:
    filled.write("exchange_rates.csv", "currency,valid_from,rate", "GBP,2026-11-01,1.3")
    filled.bring_in()
    assert (rates(filled)["O4"], rates(filled)["O5"]) == (1.10, 1.3)
    filled.write("exchange_rates.csv", "currency,valid_from,rate", "GBP,2025-01-01,1.5")
    filled.bring_in(replace=True)
    assert (rates(filled)["O4"], rates(filled)["O5"]) == (1.5, 1.5)


def test_another_reporting_currency_reaches_deals_of_before(filled: Store) -> None:
    filled.write("company.toml", *COMPANY.replace("EUR", "GBP").splitlines())
    header = (filled.folder / "opportunities.csv").read_text(encoding="utf-8").splitlines()[0]
    filled.write("opportunities.csv", header)
    filled.bring_in()
    assert rates(filled)["O4"] == 1.0
    assert rates(filled)["O6"] is None, "no rate of EUR in GBP is known"


def test_a_file_without_currencies_keeps_those_of_before(filled: Store) -> None:
    filled.write(
        "opportunities.csv",
        "id,name,owner_email,stage,created_on,closed_on",
        f"O5,Thames renewal,{ALICE},Closed Won,2026-08-12,2026-05-01",
    )
    filled.bring_in()
    assert rates(filled)["O5"] == 1.10


def test_another_time_zone_moves_the_days(filled: Store) -> None:
    filled.write("company.toml", *COMPANY.replace("Europe/Paris", "Asia/Tokyo").splitlines())
    filled.bring_in()
    deal = next(pk for pk, name in filled.rows("opportunities", "pk", "id") if name == "O5")
    history = [row for row in filled.rows("stage_changes") if row[0] == deal]
    # 23:30 in Paris is the next morning in Tokyo.
    assert history[-1][4] == "2026-11-11"
    assert history[0][6] == "2026-10-02"
    assert {moved for (moved,) in filled.rows("activities", "occurred_on")} == {
        "2026-11-16",
        "2026-11-19",
        "2026-12-01",
    }


def expected(changes: list[Change], positions: dict[str, int]) -> dict[Any, tuple[Any, ...]]:
    """Left (and after how many days), advanced and entered before, by definition, naively."""
    found: dict[Any, tuple[Any, ...]] = {}
    for deal, when, stage in changes:
        mine = sorted((w, s) for d, w, s in changes if d == deal)
        later = [(w, s) for w, s in mine if w > when]
        advanced = [
            w
            for w, s in later
            if s == "Closed Won" or (s != "Closed Lost" and positions[s] > positions[stage])
        ]
        before = [w for w, s in mine if w < when and s == stage]
        found[deal, when] = (
            later[0][0] if later else None,
            advanced[0].astimezone(PARIS).date().isoformat() if advanced else None,
            before[-1].astimezone(PARIS).date().isoformat() if before else None,
            later[0][0].astimezone(PARIS).date().isoformat() if later else None,
            (later[0][0].astimezone(UTC) - when.astimezone(UTC)).days if later else None,
        )
    return found


def stored(store: Store) -> dict[Any, tuple[Any, ...]]:
    names = dict(store.rows("opportunities", "pk", "id"))
    derived = ("left_at", "advanced_on", "previous_entry_on", "left_on", "whole_days")
    columns = ("opportunity_pk", "changed_at", *derived)
    return {
        (names[row[0]], row[1]): tuple(row[2:]) for row in store.rows("stage_changes", *columns)
    }


def write_changes(store: Store, changes: list[Change]) -> None:
    lines = [f"{deal},{when.isoformat()},,{stage}" for deal, when, stage in changes]
    store.write("stage_changes.csv", "opportunity_id,changed_at,from_stage,to_stage", *lines)


def random_changes(dice: random.Random, deals: int) -> list[Change]:
    start = datetime(2026, 1, 1, tzinfo=PARIS)
    changes = []
    for deal in range(deals):
        minutes = dice.sample(range(300_000), dice.randint(1, 7))
        for minute in minutes:
            when = start + timedelta(minutes=minute)
            changes.append((f"D{deal}", when, dice.choice(STAGES)))
    return changes


@pytest.mark.parametrize("order", ["by deal", "by time", "at random"])
@pytest.mark.parametrize("large", [False, True])
def test_histories_in_any_order_and_in_parts(
    store: Store, order: str, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(f"{order} {large}")
    monkeypatch.setattr("storage.connectors.csv_file.ROWS", 37)  # deals go across batches
    if large:
        monkeypatch.setattr("storage.importing.load.LARGE", 0)
    deals = 40
    changes = random_changes(dice, deals)
    if order == "by deal":
        changes.sort(key=lambda change: (int(change[0][1:]), change[1]))
    elif order == "by time":
        changes.sort(key=lambda change: change[1])
    else:
        dice.shuffle(changes)
    store.write(
        "opportunities.csv",
        "id,name,owner_email,stage,created_on",
        *(f"D{deal},Deal,{ALICE},Discovery,2026-01-01" for deal in range(deals)),
    )
    positions = {stage: place for place, stage in enumerate(STAGES)}
    write_changes(store, changes)
    store.bring_in()
    assert stored(store) == expected(changes, positions)

    # A newer folder fills gaps in the middle and changes a stage.
    write_changes(store, changes[::3])
    store.bring_in(replace=True)
    assert stored(store) == expected(changes[::3], positions)
    changed = [(d, w, "Proposal" if n % 5 == 0 else s) for n, (d, w, s) in enumerate(changes)]
    write_changes(store, changed)
    store.bring_in()
    assert stored(store) == expected(changed, positions)


def test_another_order_of_stages_reaches_histories_of_before(filled: Store) -> None:
    stages = (filled.folder / "stages.csv").read_text(encoding="utf-8")
    swapped = stages.replace("Discovery,2,", "Discovery,9,").replace("Proposal,3,", "Proposal,2,")
    filled.write("stages.csv", *swapped.splitlines())
    filled.bring_in()
    found = {
        key[1].date().isoformat(): row for key, row in stored(filled).items() if key[0] == "O5"
    }
    # From Proposal to Discovery is now a step forward.
    assert found["2026-10-02"][1] == "2026-10-20"
