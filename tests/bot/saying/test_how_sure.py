"""Intervals and remarks in words: how sure a value is, and what it had to fall back on."""

from datetime import date

import pytest

from bot.saying.figures import Saying, Teller
from tools.engine.calendar import Calendar
from tools.engine.figure import Figure, Line, ScopeShown, Span

GIVEN = {"low": 0.5, "high": 0.75, "raw": 0.6, "stage_rate": 0.6}


def told(locale: str, kpi: str, unit: str, rows: list[Line] | None, **facts: int) -> Saying:
    figure = Figure(
        kpi=kpi,
        unit=unit,
        currency="EUR",
        period=Span(starts_on=None, ends_on=None),
        scope=ScopeShown(kind="company", of="Veridia"),
        where={},
        value=0.6,
        n=8,
        rows=rows,
        facts=facts,
        as_of=date(2026, 11, 23),
    )
    return Teller(locale, Calendar(1), {}, "marcus", "EUR").figure(figure)


@pytest.mark.parametrize(
    ("locale", "row", "remark"),
    [
        ("en", "between 50.0% and 75.0%", "The segments differ no more than by chance"),
        ("fr", "entre 50,0 % et 75,0 %", "Les segments ne diffèrent pas plus que par hasard"),
    ],
)
def test_a_probability_says_how_sure_it_is(locale: str, row: str, remark: str) -> None:
    line = Line(by={"stage": "Discovery"}, value=0.6, n=8, given=GIVEN)
    found = told(locale, "win_probability", "percent", [line], no_spread=1)
    assert row in found.rows[0]
    assert found.facts[0].startswith(remark)
    assert found.lines.index(found.rows[0]) < found.lines.index(found.facts[0])


def test_a_figure_without_period_names_none() -> None:
    assert told("en", "win_probability", "percent", None).headline == (
        "Win probability: 60.0% · Veridia, whole company"
    )


def test_each_way_of_falling_back_is_told() -> None:
    found = told("en", "calibrated_pipeline", "money", None, at_stage_rate=2, without_probability=1)
    assert found.facts[0].startswith("2 deals count at the rate of their whole stage")
    assert found.facts[1].startswith("1 deal counts for nothing")
    assert not told("en", "calibrated_pipeline", "money", None).facts
