"""Win probabilities and the pipeline weighted by them, by hand and against plain counting."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from storage.database import Database
from tests.company import ALICE, CAMILLE, FILES, FIONA, MARCUS, OLIVER, PRIYA, headers, settle
from tests.tools.conftest import Asked, rows_of
from tools.engine.compute import compute, desk
from tools.engine.figure import Figure
from tools.engine.people import person_by_email
from tools.engine.request import parse_request, parse_where

TODAY = date(2026, 11, 23)
STAGES = ("Qualification", "Discovery", "Proposal")
OWNERS = (ALICE, OLIVER, PRIYA, CAMILLE)
SEGMENTS = {"A1": "Enterprise", "A2": "SMB", "A3": "Enterprise", "A4": "SMB", "A5": None, "": None}


def test_each_stage_has_the_share_won_of_what_went_through_it(figure: Asked) -> None:
    # O5 and O6 won, O7 lost; O4, O11 and O12 closed without any history of stages.
    found = figure(MARCUS, "win_probability")
    assert (found.value, found.reason, found.n) == (None, "by_stage", 3)
    assert [(row.by["stage"], row.value, row.n) for row in found.rows or []] == [
        ("Qualification", pytest.approx(2 / 3), 3),
        ("Discovery", pytest.approx(2 / 3), 3),
        ("Proposal", 1.0, 1),  # O5 went back from there, and had been there all the same
    ]
    assert found.facts == {}
    one = figure(MARCUS, "win_probability", ["stage=Discovery"])
    assert (one.value, one.n) == (pytest.approx(2 / 3), 3)
    given = (one.rows or [])[0].given
    assert given["low"] < 2 / 3 < given["high"]


def test_scope_and_filters_apply(figure: Asked) -> None:
    assert rows_of(figure(CAMILLE, "win_probability")) == {"Qualification": 0.5, "Discovery": 0.5}
    assert figure(FIONA, "win_probability", ["stage=Proposal"]).value == 1.0
    assert rows_of(figure(MARCUS, "win_probability", ["product=P1"]))["Discovery"] == 1.0
    by_rep = figure(MARCUS, "win_probability", ["stage=Discovery"], by="rep")
    assert rows_of(by_rep) == {OLIVER: 1.0, CAMILLE: 0.5}
    assert figure(MARCUS, "win_probability", ["stage=Discovery", "stage=Proposal"]).n == 3
    assert figure(MARCUS, "win_probability", ["stage!=Discovery", "segment=SMB"]).n == 1


def test_no_closed_deal_no_probability(figure: Asked) -> None:
    assert figure(ALICE, "win_probability", ["stage=Discovery"]).reason == "no_history"
    assert figure(MARCUS, "win_probability", ["stage=Closed Won"]).reason == "no_history"
    none_of_them = figure(MARCUS, "win_probability", ["stage=Proposal", "segment=Enterprise"])
    assert (none_of_them.value, none_of_them.reason) == (None, "no_history")


def test_what_it_cannot_be_cut_by_or_compared_with_is_refused(figure: Asked) -> None:
    assert figure(MARCUS, "win_probability", by="month").status == "declined"
    assert figure(MARCUS, "win_probability", by="segment").reason == "one_stage"
    assert figure(MARCUS, "win_probability", ["lost_reason=Price"]).status == "declined"
    assert figure(MARCUS, "win_probability", compare="last_year").reason == "takes_no_period"
    assert figure(MARCUS, "win_probability", as_of="2026-10-01").status == "declined"


def test_thin_history_falls_back_to_the_stage_and_says_so(figure: Asked) -> None:
    found = figure(MARCUS, "win_probability", ["stage=Discovery"], by="segment")
    assert rows_of(found) == {"Enterprise": pytest.approx(2 / 3), "SMB": pytest.approx(2 / 3)}
    assert {row.by["segment"]: row.given["raw"] for row in found.rows or []} == {
        "Enterprise": 0.5,
        "SMB": 1.0,
    }
    assert found.facts == {"thin_history": 2}
    one = figure(MARCUS, "win_probability", ["segment=SMB"])
    assert rows_of(one) == {
        "Qualification": pytest.approx(2 / 3),
        "Discovery": pytest.approx(2 / 3),
        "Proposal": 1.0,
    }
    assert one.facts == {"thin_history": 2}  # in Proposal there is nobody but SMB


def test_calibrated_pipeline(figure: Asked) -> None:
    found = figure(MARCUS, "calibrated_pipeline")
    # O1 in Proposal, O2 in Discovery, O3 in Qualification; O9 has no amount.
    assert found.value == pytest.approx(100_000 + 50_000 * 2 / 3 + 12_000 * 2 / 3)
    assert (found.n, found.facts) == (4, {"at_stage_rate": 4})
    assert rows_of(figure(MARCUS, "calibrated_pipeline", by="segment")) == {
        "Enterprise": pytest.approx(100_000 + 50_000 * 2 / 3),
        "SMB": pytest.approx(8_000),
    }
    assert rows_of(figure(MARCUS, "calibrated_pipeline", by="month")) == {
        "2026-11": pytest.approx(50_000 * 2 / 3),
        "2026-12": pytest.approx(108_000),
    }
    everything = figure(MARCUS, "calibrated_pipeline", period="all")
    assert everything.value == pytest.approx(141_333.3333 + 10_000 + 40_000)


def test_probabilities_are_the_companys_so_that_reps_add_up(figure: Asked) -> None:
    team = figure(FIONA, "calibrated_pipeline").value
    alone = [figure(rep, "calibrated_pipeline").value or 0 for rep in (ALICE, OLIVER, PRIYA)]
    assert team == pytest.approx(sum(alone))
    assert alone[0] == pytest.approx(100_000 + 50_000 * 2 / 3)  # Alice has no history herself


def test_deals_as_they_stood_with_todays_probabilities(figure: Asked) -> None:
    found = figure(MARCUS, "calibrated_pipeline", ["rep=" + ALICE], as_of="2026-10-31")
    # O1 was in Discovery and due in October still, O2 in Discovery.
    assert found.value == pytest.approx((100_000 + 50_000) * 2 / 3)


@pytest.fixture
def no_history(database: Database, tmp_path: Path) -> Database:
    return settle(database, tmp_path / "veridia", **headers("stage_changes"))


def ask(store: Database, who: str, kpi: str, where: list[str], **arguments: object) -> Figure:
    with store.reading() as connection:
        person = person_by_email(connection, who)
        assert person is not None
        request = parse_request({"kpi": kpi, "where": parse_where(where), **arguments})
        return compute(desk(connection, TODAY), person, request)


def test_without_history_the_crm_stands_in(no_history: Database) -> None:
    found = ask(no_history, MARCUS, "calibrated_pipeline", [])
    assert found.value == ask(no_history, MARCUS, "weighted_pipeline", []).value == 86_200
    assert found.facts == {"at_crm_probability": 4}
    assert ask(no_history, MARCUS, "win_probability", []).n == 0


def test_neither_history_nor_the_crm_knows(database: Database, tmp_path: Path) -> None:
    stages = FILES["stages"].replace(",0.6,", ",,")
    store = settle(database, tmp_path / "v", stages=stages, **headers("stage_changes"))
    found = ask(store, MARCUS, "calibrated_pipeline", [])
    assert found.value == 26_200  # nothing for O1, in Proposal
    assert found.facts == {"at_crm_probability": 3, "without_probability": 1}


# ---- many deals, counted the plain way beside it ----

Deal = tuple[str, str, str, date, dict[str, date]]  # account, owner, outcome, closed, entries


def many(dice: random.Random) -> Iterator[Deal]:
    """SMB deals are won four times as often; some closed too early, some were edited later."""
    for number in range(400):
        account = dice.choice(list(SEGMENTS))
        closed = TODAY - timedelta(days=dice.choice([0, 1, 100, 400, 728, 729, 730, 731, 900]))
        chance = {"SMB": 0.8, "Enterprise": 0.2}.get(SEGMENTS[account] or "", 0.6)
        outcome = "Closed Won" if dice.random() < chance else "Closed Lost"
        entries = {
            stage: closed - timedelta(days=dice.choice([-3, 0, 5, 50]))
            for stage in dice.sample(STAGES, dice.randint(0, 3))
        }
        yield account, OWNERS[number % 4], outcome, closed, entries


@pytest.fixture
def deals() -> list[Deal]:
    return list(many(random.Random(4)))


@pytest.fixture
def large(database: Database, tmp_path: Path, deals: list[Deal]) -> Database:
    header = "id,name,account_id,owner_email,product_id,stage,created_on,closed_on"
    rows, changes = [header], [FILES["stage_changes"].splitlines()[0]]
    for n, (account, owner, outcome, closed, entries) in enumerate(deals):
        rows.append(f"D{n},Deal,{account},{owner},P1,{outcome},2023-01-01,{closed}")
        for hour, (stage, day) in enumerate(sorted(entries.items(), key=lambda e: e[1])):
            changes.append(f"D{n},{day}T{10 + hour}:00:00+01:00,,{stage}")
            if n % 3 == 0 and day <= closed - timedelta(days=1):  # a second time, which is once
                changes.append(f"D{n},{day}T{15 + hour}:00:00+01:00,,{stage}")
    return settle(
        database,
        tmp_path / "large",
        opportunities="\n".join(rows) + "\n",
        stage_changes="\n".join(changes) + "\n",
        **headers("field_changes", "activities", "contacts", "proposals"),
    )


def counted(deals: list[Deal], stage: str, segment: object = ...) -> tuple[int, int]:
    """(won, closed) of a stage, or of one segment in it."""
    found = [
        outcome
        for account, _, outcome, closed, entries in deals
        if closed > TODAY - timedelta(days=730)
        and stage in entries
        and entries[stage] <= closed
        and segment in (..., SEGMENTS[account])
    ]
    return found.count("Closed Won"), len(found)


@pytest.mark.parametrize("where", [[], ["product=P1"], ["territory!=Nordics", "product=P1"]])
def test_as_counted_plainly(large: Database, deals: list[Deal], where: list[str]) -> None:
    """From the rollup, and deal by deal where a filter asks more than the rollup knows."""
    if len(where) > 1:
        deals = [deal for deal in deals if deal[0] != "A1"]
    found = ask(large, MARCUS, "win_probability", where)
    for row in found.rows or []:
        won, closed = counted(deals, row.by["stage"] or "")
        assert (row.n, row.value) == (closed, pytest.approx(won / closed))
    in_any = [
        closed
        for _, _, _, closed, entries in deals
        if closed > TODAY - timedelta(days=730) and any(day <= closed for day in entries.values())
    ]
    assert found.n == len(in_any)
    assert len(found.rows or []) == 3


def test_segments_are_shrunk_towards_their_stage(large: Database, deals: list[Deal]) -> None:
    found = ask(large, MARCUS, "win_probability", ["stage=Discovery"], by="segment")
    won, closed = counted(deals, "Discovery")
    assert (found.value, found.n) == (pytest.approx(won / closed), closed)
    assert {row.by["segment"] for row in found.rows or []} == {"SMB", "Enterprise", None}
    for row in found.rows or []:
        own_won, own_closed = counted(deals, "Discovery", row.by["segment"])
        low, high = sorted((own_won / own_closed, won / closed))
        assert row.n == own_closed
        assert low < (row.value or 0) < high
        assert row.given["low"] < (row.value or 0) < row.given["high"]
        alone = ask(
            large, MARCUS, "win_probability", ["stage=Discovery", f"segment={row.by['segment']}"]
        )
        if row.by["segment"]:
            assert alone.value == pytest.approx(row.value)
    assert found.facts == {}


def test_a_group_average_needs_three_people(large: Database) -> None:
    mine = ask(large, ALICE, "win_probability", ["stage=Discovery", "team=North"])
    assert (mine.status, mine.group_average) == ("answered", True)
    everyone = ask(large, ALICE, "win_probability", ["stage=Discovery", "team=*"])
    assert everyone.value == ask(large, MARCUS, "win_probability", ["stage=Discovery"]).value
    assert ask(large, ALICE, "win_probability", [f"rep={OLIVER}"]).status == "denied"
    assert ask(large, CAMILLE, "win_probability", ["team=West"]).reason == "average_too_few"
    assert ask(large, ALICE, "calibrated_pipeline", ["team=North"]).reason == "average_ratios_only"


def test_a_newer_import_counts_anew(large: Database, tmp_path: Path) -> None:
    before = ask(large, MARCUS, "win_probability", [])
    settle(large, tmp_path / "again")  # the hand-sized company beside them
    after = ask(large, MARCUS, "win_probability", [])
    assert after.n == before.n + 3
    assert rows_of(after) != rows_of(before)
