"""A trend beside that of another period: two lines that are told apart, month by month."""

from datetime import date

import pytest

from bot.blocks.figure import chart_of, told
from tests.bot.blocks.drawn import BEFORE, answer_of, figure, message, teller
from tools.engine.figure import Compared, Line, Span


@pytest.mark.parametrize(
    ("locale", "year", "before", "labels"),
    [
        ("en", "2026", "2025", ["Jan", "Feb", "Mar"]),
        ("fr", "2026", "2025", ["janv.", "févr.", "mars"]),
    ],
)
def test_a_trend_against_last_year_has_a_line_for_each_year(
    locale: str, year: str, before: str, labels: list[str]
) -> None:
    def whole(of: int) -> Span:
        return Span(starts_on=date(of, 1, 1), ends_on=date(of, 12, 31))

    # Nothing in February of this year; of last year's months those ahead stay off the line.
    others = [Line(by={"month": f"2025-{n:02}"}, value=n * 10.0, n=1) for n in (1, 2, 3, 12)]
    rows = [
        Line(by={"month": "2026-01"}, value=1.0, n=1, compared_to=10.0),
        Line(by={"month": "2026-03"}, value=3.0, n=1, compared_to=30.0),
    ]
    other = Compared(period=whole(2025), value=180.0, n=4, rows=others)
    trend = figure(rows).model_copy(
        update={
            "period": whole(2026),
            "by": "month",
            "compared_to": other,
            "as_of": date(2026, 3, 9),
        }
    )
    [chart] = chart_of(told(answer_of(trend), teller(locale))[0])
    drawn = chart["chart"]
    assert (drawn["type"], drawn["axis_config"]["categories"]) == ("line", labels)
    points = {s["name"]: [point["value"] for point in s["data"]] for s in drawn["series"]}
    assert points == {year: [1, 0, 3], before: [10, 20, 30]}
    march = teller(locale).figure(trend).rows[-1]
    assert march.endswith({"en": "March 2025: €30", "fr": "mars 2025 : 30 €"}[locale])
    rate = trend.model_copy(update={"unit": "percent", "kpi": "win_rate"})
    [chart] = chart_of(told(answer_of(rate), teller(locale))[0])
    assert chart["chart"]["axis_config"]["categories"] == [labels[0], labels[2]]


def test_months_of_two_quarters_are_named_both() -> None:
    rows = [
        Line(by={"month": "2026-10"}, value=1.0, n=1, compared_to=7.0),
        Line(by={"month": "2026-11"}, value=2.0, n=1),
    ]
    other = Compared(
        period=BEFORE, value=7.0, n=1, rows=[Line(by={"month": "2026-07"}, value=7, n=1)]
    )
    trend = figure(rows).model_copy(update={"by": "month", "compared_to": other})
    blocks = message(trend).blocks
    drawn = next(b for b in blocks if b["type"] == "data_visualization")["chart"]
    assert drawn["axis_config"]["categories"] == ["Oct / Jul", "Nov / Aug"]
    assert [one["name"] for one in drawn["series"]] == ["Q4 2026", "Q3 2026"]
    table = next(b for b in blocks if b["type"] == "data_table")["rows"]
    assert [row[2]["text"] for row in table] == ["Q3 2026", "€7 (Jul)", "–"]


def test_a_trend_over_more_than_a_year_is_dated_and_told_apart_by_its_ends() -> None:
    def span(year: int) -> Span:
        return Span(starts_on=date(year, 5, 24), ends_on=date(year + 1, 11, 23))

    rows = [Line(by={"month": f"2026-{n:02}"}, value=n, n=1, compared_to=1.0) for n in (8, 9)]
    others = [Line(by={"month": f"2025-{n:02}"}, value=1.0, n=1) for n in (8, 9)]
    other = Compared(period=span(2024), value=2.0, n=2, rows=others)
    trend = figure(rows).model_copy(
        update={"period": span(2025), "by": "month", "compared_to": other}
    )
    [chart] = chart_of(told(answer_of(trend), teller())[0])
    assert chart["chart"]["axis_config"]["categories"] == ["Aug\xa02026", "Sept\xa02026"]
    assert [one["name"] for one in chart["chart"]["series"]] == ["to 23 Nov 2026", "to 23 Nov 2025"]
