"""Why something moved and what is supposed: read whole, or not at all, in both languages."""

from typing import Any

import pytest

from bot.reader import Reader
from tests.bot.reader.helvia import PEOPLE

X, W = "explain_change", "what_if"
SMB = {"segment": ["SMB"]}


@pytest.mark.parametrize(
    ("question", "tool", "arguments"),
    [
        ("why has my coverage gone down?", X, {"kpi": "coverage"}),
        ("how come the win rate fell vs last year", X, {"kpi": "win_rate", "compare": "2025-Q4"}),
        ("what explains the drop in bookings for SMB", X, {"kpi": "bookings", "where": SMB}),
        ("my coverge dropped, why?", X, {"kpi": "coverage"}),
        (
            "why did my pipeline shrink since October 1",
            X,
            {"kpi": "pipeline", "compare": "this_quarter@2026-09-30"},
        ),
        (
            "why did the pipe drop last week",
            X,
            {"kpi": "pipeline", "as_of": "2026-11-22", "compare": "this_quarter@2026-11-15"},
        ),
        ("pk la couv a chuté ?", X, {"kpi": "coverage"}),
        ("d'où vient la hausse du CA ce mois", X, {"kpi": "bookings", "period": "this_month"}),
        ("pourquoi mon pipeline est en baisse", X, {"kpi": "pipeline"}),
        ("what if we win Globex?", W, {"won": ["Globex"]}),
        ("if I close Acme and Globex, where do I land?", W, {"won": ["Acme", "Globex"]}),
        ("my coverage if Globex is lost", W, {"kpi": "coverage", "lost": ["Globex"]}),
        (
            "what if the Globex renewal slips to January",
            W,
            {"moved": [{"deal": "Globex renewal", "to": "2027-01"}]},
        ),
        ("would I hit my number if I sign 50k more", W, {"kpi": "quota_attainment", "amount": 5e4}),
        ("et si je perds Thales ?", W, {"lost": ["Thales"]}),
        (
            "si Globex glisse, ça donne quoi ?",
            W,
            {"moved": [{"deal": "Globex", "to": "next_quarter"}]},
        ),
        (
            "quelle serait ma couv si on signe l'affaire Acme",
            W,
            {"kpi": "coverage", "won": ["Acme"]},
        ),
        ("et si je signe 30 k€ de plus ce trimestre", W, {"amount": 3e4, "period": "this_quarter"}),
    ],
)
def test_is_read_as(reader: Reader, question: str, tool: str, arguments: dict[str, Any]) -> None:
    reading = reader.read(question, asker=PEOPLE["marc"])
    assert [(call.tool, call.arguments) for call in reading.calls] == [(tool, arguments)]


@pytest.mark.parametrize(
    "question",
    [
        "why did my zorglub drop",
        "why did my coverage drop zorglub",
        "why do we lose deals",
        "why is my coverage so low",
        "what if we don't win Globex",
        "what if we win or lose Globex",
        "what if Globex",
        "what if pigs fly",
        "what's my zorglub if we win Globex",
        "what if we win 50k more in dollars",
        "pourquoi ma couverture zorglub a baissé",
        "et si on ne signe pas Globex",
        "et si je signe",
        "pourquoi",
    ],
)
def test_what_is_not_read_whole_is_asked_back(reader: Reader, question: str) -> None:
    reading = reader.read(question, asker=PEOPLE["marc"])
    assert (reading.status, reading.calls) == ("clarify", ())


def test_why_goes_on_from_the_question_before(reader: Reader) -> None:
    """Its filter, comparison and breakdown stay; a trend is no breakdown of a change."""
    marc = PEOPLE["sophie"]
    before = reader.read("bookings by rep for SMB vs last quarter", asker=marc).calls
    why = reader.read("but why?", asker=marc, previous=before).calls
    kept = {"kpi": "bookings", "by": "rep", "where": SMB, "compare": "last_quarter"}
    assert [(call.tool, call.arguments) for call in why] == [(X, kept)]
    by_family = reader.read("par famille de produits", asker=marc, previous=why).calls
    assert by_family[0].tool == X
    assert by_family[0].arguments == {**kept, "by": "product_family"}
    trend = reader.read("bookings by month this year", asker=marc).calls
    assert "by" not in reader.read("pourquoi ?", asker=marc, previous=trend).calls[0].arguments


def test_a_supposition_takes_the_figure_of_the_question_before(reader: Reader) -> None:
    before = reader.read("ma couverture", asker=PEOPLE["marc"]).calls
    call = reader.read("et si je perds Acme ?", asker=PEOPLE["marc"], previous=before).calls[0]
    assert (call.tool, call.arguments) == (W, {"kpi": "coverage", "lost": ["Acme"]})
