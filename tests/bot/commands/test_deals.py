"""`pilote deals`: open deals and deals at risk, as text and in the contract's JSON."""

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, MARCUS, OLIVER

pytestmark = pytest.mark.usefixtures("store")


def test_deals_at_risk_as_json(pilote: Command) -> None:
    ran = pilote("deals", "--at-risk", "--as", ALICE, "--json")
    assert ran.status == 0
    answer = ran.json
    assert (answer["status"], answer["asked_by"], answer["as_of"]) == (
        "answered",
        ALICE,
        "2026-11-23",
    )
    assert answer["tools"] == [{"name": "at_risk", "arguments": {}}]
    assert [(one["kpi"], one["value"]) for one in answer["figures"]] == [("at_risk", 1)]
    [deal] = answer["deals"]
    assert (deal["id"], deal["name"], deal["amount"]) == ("O2", "Norrland extension", "50000.00")
    assert deal["signals"] == [
        {
            "signal": "downgraded",
            "fact": "category lowered from best case to pipeline, last on 20 Nov 2026",
        },
        {"signal": "silent", "fact": "no held activity so far"},
        {"signal": "single_threaded", "fact": "no contact"},
        {
            "signal": "stalled",
            "fact": "in this stage since 5 Oct 2026 (49 days; median of won deals: 15.8 days)",
        },
    ]
    assert deal["defects"] == []


def test_facts_in_french(pilote: Command) -> None:
    ran = pilote("deals", "--at-risk", "--as", OLIVER, "--locale", "fr")
    assert ran.status == 0
    assert "• Thames routing" in ran.out
    assert (
        "  → aucune activité tenue depuis le 20 oct. 2026 (34 jours) · un seul contact" in ran.out
    )


def test_the_same_in_a_question(pilote: Command) -> None:
    risky = pilote("ask", "which deals are at risk?", "--as", OLIVER, "--json").json
    assert risky["tools"] == [{"name": "at_risk", "arguments": {}}]
    assert [found["signal"] for found in risky["deals"][0]["signals"]] == [
        "silent",
        "single_threaded",
    ]
    assert "The deal at risk:" in risky["text"]
    dirty = pilote("ask", "quelles affaires ont un CRM sale ?", "--as", OLIVER, "--json").json
    assert (dirty["locale"], dirty["tools"][0]["name"]) == ("fr", "hygiene")
    assert dirty["deals"][0]["defects"] == [
        {"defect": "no_activity", "fact": "aucune activité tenue depuis le 20 oct. 2026 (34 jours)"}
    ]
    assert [figure["kpi"] for figure in dirty["figures"]] == ["hygiene_score"]


def test_deals_by_what_is_found_about_them(pilote: Command) -> None:
    stalled = pilote("ask", "stalled deals over 20k", "--as", MARCUS, "--json").json
    assert [deal["id"] for deal in stalled["deals"]] == ["O2", "O10"]
    assert all("stalled" in [s["signal"] for s in d["signals"]] for d in stalled["deals"])
    [figure] = stalled["figures"]
    assert (figure["kpi"], figure["n"]) == ("pipeline", 2)
    assert figure["where"] == {"signal": ["stalled"], "amount": [">20000"]}
    assert "The 2 deals behind it" in stalled["text"]
    lacking = pilote("ask", "affaires sans contact ni montant", "--as", MARCUS, "--json").json
    assert [deal["id"] for deal in lacking["deals"]] == ["O2", "O10", "O8", "O9"]
    assert "sans contact ou sans montant" in lacking["text"]


def test_open_deals_of_a_period(pilote: Command) -> None:
    plain = pilote("deals", "--as", MARCUS, "--period", "2027-Q1", "--json").json
    assert [deal["id"] for deal in plain["deals"]] == ["O8"]
    filtered = pilote("deals", "--as", MARCUS, "--where", "segment=SMB", "--json").json
    assert [deal["id"] for deal in filtered["deals"]] == ["O3", "O9"]
    risky = pilote("deals", "--at-risk", "--as", MARCUS, "--period", "all", "--json").json
    assert [deal["id"] for deal in risky["deals"]] == ["O2", "O10", "O8", "O3", "O9"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--at-risk", "--as", ALICE, "--period", "2020"], 0),
        (["--at-risk", "--as", ALICE, "--where", f"rep={OLIVER}"], 1),
        (["--at-risk", "--as", ALICE, "--where", "lost_reason=Price"], 1),
        (["--at-risk", "--as", "nobody@veridia.example"], 1),
        (["--at-risk", "--as", ALICE, "--period", "2026-Q7"], 2),
        (["--at-risk", "--as", ALICE, "--where", "segment"], 2),
        (["--at-risk"], 2),
    ],
)
def test_exit_statuses(pilote: Command, arguments: list[str], status: int) -> None:
    ran = pilote("deals", *arguments)
    assert ran.status == status
    assert "Traceback" not in ran.err
