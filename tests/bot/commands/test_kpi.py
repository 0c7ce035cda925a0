"""`pilote kpi`: JSON in the contract's shape, words, batches, exit statuses."""

import json
from pathlib import Path

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, FIONA, MARCUS, OLIVER

pytestmark = pytest.mark.usefixtures("store")


def test_one_figure_as_json(pilote: Command) -> None:
    ran = pilote("kpi", "coverage", "--as", FIONA, "--json")
    figure = ran.json
    assert ran.status == 0
    assert figure["value"] == pytest.approx(162_000 / 400_000)
    assert (figure["kpi"], figure["unit"], figure["currency"]) == ("coverage", "ratio", None)
    assert figure["period"] == {"starts_on": "2026-10-01", "ends_on": "2026-12-31"}
    assert figure["scope"] == {"kind": "team", "of": FIONA}
    assert figure["n"] == 3


def test_breakdown_filter_and_comparison(pilote: Command) -> None:
    ran = pilote(
        "kpi",
        "bookings",
        "--as",
        MARCUS,
        "--by",
        "rep",
        "--where",
        "segment=SMB",
        "--compare",
        "2026-Q2",
        "--json",
    )
    figure = ran.json
    assert figure["where"] == {"segment": ["SMB"]}
    assert [row["by"] for row in figure["rows"]] == [{"rep": OLIVER}]
    assert figure["compared_to"]["value"] == pytest.approx(22_000)


def test_words_in_both_languages(pilote: Command) -> None:
    english = pilote("kpi", "bookings", "--as", MARCUS)
    assert english.out.startswith("Bookings: €296,000 · Q4 2026 (1 Oct – 31 Dec 2026)")
    french = pilote("kpi", "bookings", "--as", MARCUS, "--locale", "fr")
    assert (
        french.out.replace("\u202f", " ")
        .replace("\xa0", " ")
        .startswith("Prises de commande : 296 000 € · T4 2026 (1 oct. – 31 déc. 2026)")
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["kpi", "pipeline", "--as", ALICE], 0),
        (["kpi", "win_rate", "--as", ALICE, "--period", "2020"], 0),  # no value, with a reason
        (["kpi", "coverage", "--as", MARCUS, "--by", "industry"], 1),  # declined
        (["kpi", "pipeline", "--as", ALICE, "--where", f"rep={OLIVER}"], 1),  # denied
        (["kpi", "pipeline", "--as", "nobody@veridia.example"], 1),
        (["kpi", "pipeline", "--as", "lena.vogt@veridia.example"], 1),  # has left
        (["kpi", "pipelin", "--as", ALICE], 2),
        (["kpi", "pipeline", "--as", ALICE, "--period", "2026-Q7"], 2),
        (["kpi", "pipeline", "--as", ALICE, "--by", "planet"], 2),
        (["kpi", "pipeline", "--as", ALICE, "--where", "segment"], 2),
        (["kpi", "pipeline", "--as", ALICE, "--as-of", "2027-01-01"], 2),
        (["kpi", "pipeline"], 2),
        (["kpi", "pipeline", "--as", ALICE, "--surprise"], 2),
        (["kpi", "pipeline", "--as", ALICE, "--today", "soon"], 2),
    ],
)
def test_exit_statuses(pilote: Command, arguments: list[str], status: int) -> None:
    ran = pilote(*arguments)
    assert ran.status == status
    assert "Traceback" not in ran.err
    if status == 2:
        assert ran.err.strip()
        assert not ran.out


def test_a_batch_answers_every_line_in_order(pilote: Command, tmp_path: Path) -> None:
    lines = [
        {"id": 1, "as": ALICE, "kpi": "pipeline"},
        {"id": "two", "as": MARCUS, "kpi": "bookings", "where": {"segment": ["SMB"]}},
        {"id": 3, "as": ALICE, "kpi": "nonsense"},
        {"id": 4, "as": ALICE, "kpi": "pipeline", "where": {"rep": [OLIVER]}},
        {"id": 5, "kpi": "pipeline"},
        {"id": 6, "as": MARCUS, "kpi": "pipeline", "by": "team", "period": "all"},
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join([*map(json.dumps, lines), "not json", ""]), encoding="utf-8")
    ran = pilote("kpi", "--batch", str(batch))
    assert ran.status == 0
    assert [line["id"] for line in ran.lines] == [1, "two", 3, 4, 5, 6, None]
    assert [line["status"] for line in ran.lines] == [
        "answered",
        "answered",
        "error",
        "denied",
        "error",
        "answered",
        "error",
    ]
    assert ran.lines[1]["value"] == pytest.approx(36_000)


def test_global_options_stand_before_or_after(pilote: Command, store: str) -> None:
    before = pilote("--database", store, "kpi", "pipeline", "--as", ALICE, "--json")
    after = pilote("kpi", "pipeline", "--as", ALICE, "--json", "--database", store)
    assert before.out == after.out
