"""How long visits to stages lasted, against days counted by hand and plain sorting."""

import random
import statistics
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.database import Database
from tests.company import ALICE, CAMILLE, MARCUS, OLIVER, headers, settle
from tests.conftest import TODAY
from tests.tools.conftest import Asked, rows_of
from tools.engine.compute import compute, desk
from tools.engine.people import person_by_email
from tools.engine.request import parse_request

HOUR = 1 / 24
# On 25 October 2026 clocks in Paris go back: that day has 25 hours.
O1, O5, O6, O7 = 53 + HOUR, 21 + 15.5 * HOUR, 10, 18 + HOUR  # their visits to Discovery


def test_the_median_of_each_open_stage(figure: Asked) -> None:
    found = figure(MARCUS, "stage_duration")
    assert (found.value, found.reason, found.n) == (None, "by_stage", 9)
    assert rows_of(found) == pytest.approx(
        {
            "Qualification": (51 + 167) / 2,  # 34, 51, 167 and 180 days
            "Discovery": (O7 + O5) / 2,
            "Proposal": 18,
        }
    )
    assert [row.n for row in found.rows or []] == [4, 4, 1]
    assert found.facts == {"bottleneck": ["Qualification"]}


def test_one_stage_has_a_value_and_is_cut_further(figure: Asked) -> None:
    discovery = ["stage=Discovery"]
    found = figure(MARCUS, "stage_duration", discovery)
    assert (found.value, found.n, found.facts) == (pytest.approx((O7 + O5) / 2), 4, {})
    by_rep = figure(MARCUS, "stage_duration", discovery, by="rep")
    assert rows_of(by_rep) == pytest.approx({ALICE: O1, OLIVER: O5, CAMILLE: (O6 + O7) / 2})
    assert by_rep.value == pytest.approx((O7 + O5) / 2)
    by_team = figure(MARCUS, "stage_duration", discovery, by="team")
    assert rows_of(by_team) == pytest.approx({"North": (O1 + O5) / 2, "West": (O6 + O7) / 2})
    by_month = figure(MARCUS, "stage_duration", discovery, by="month")
    assert rows_of(by_month) == pytest.approx({"2026-10": O6, "2026-11": O5})
    assert figure(MARCUS, "stage_duration", by="rep").reason == "one_stage"


def test_each_sees_the_visits_of_their_own_deals(figure: Asked) -> None:
    assert rows_of(figure(ALICE, "stage_duration")) == pytest.approx(
        {"Qualification": 34, "Discovery": O1}
    )
    assert rows_of(figure(MARCUS, "stage_duration", ["segment=SMB"])) == pytest.approx(
        {"Qualification": 51, "Discovery": O5, "Proposal": 18}
    )
    assert figure(ALICE, "stage_duration", ["team=North"]).status == "denied"


def test_the_day_a_visit_ended_places_it(figure: Asked) -> None:
    assert rows_of(figure(MARCUS, "stage_duration", period="2026-09")) == {
        "Qualification": pytest.approx(40)
    }
    none = figure(MARCUS, "stage_duration", ["stage=Proposal"], period="2026-09")
    assert (none.value, none.reason) == (None, "no_visit_ended")
    assert figure(MARCUS, "stage_duration", ["stage=Closed Won"]).reason == "no_visit_ended"
    seen = figure(MARCUS, "stage_duration", ["stage=Discovery"], as_of="2026-11-01")
    assert seen.value == pytest.approx(O6)


def test_against_plain_sorting(database: Database, tmp_path: Path) -> None:
    dice = random.Random(7)
    stages = ("Qualification", "Discovery", "Proposal")
    lengths: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    deals, changes = [], []
    for number in range(60):
        owner = dice.choice([ALICE, OLIVER, CAMILLE])
        deals.append(f"D{number},Deal,{owner},Proposal,2026-10-01")
        when = datetime(2026, 10, 1, tzinfo=UTC)
        for stage in dice.choices([*stages, "Closed Lost"], k=5):
            changes.append((number, when, stage))
            lasted = timedelta(minutes=dice.choice([dice.randint(1, 3_000), 1_440, 2_000]))
            when += lasted
            if stage != "Closed Lost":
                lengths[stage, owner].append(lasted / timedelta(days=1))
        changes.append((number, when, "Closed Lost"))
    settle(
        database,
        tmp_path / "veridia",
        **headers("field_changes", "activities", "contacts", "proposals"),
        opportunities="id,name,owner_email,stage,created_on\n" + "\n".join(deals) + "\n",
        stage_changes="opportunity_id,changed_at,to_stage\n"
        + "\n".join(f"D{deal},{at.isoformat()},{stage}" for deal, at, stage in changes)
        + "\n",
    )
    with database.reading() as connection:
        asker = person_by_email(connection, MARCUS)
        assert asker is not None
        at = desk(connection, TODAY)
        each = compute(at, asker, parse_request({"kpi": "stage_duration"}))
        one = {"kpi": "stage_duration", "by": "rep", "where": {"stage": ["Discovery"]}}
        by_rep = compute(at, asker, parse_request(one))
    assert rows_of(each) == pytest.approx(
        {
            stage: statistics.median(
                n for (s, _), all_ in lengths.items() if s == stage for n in all_
            )
            for stage in stages
        }
    )
    assert rows_of(by_rep) == pytest.approx(
        {owner: statistics.median(all_) for (s, owner), all_ in lengths.items() if s == "Discovery"}
    )
