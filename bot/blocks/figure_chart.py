"""The rows of a figure as a chart: a trend as a line, groups as bars, what they are compared with
beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.blocks.charts import LONGEST_LABEL, MOST_POINTS, Kind, chart
from bot.posting import Block
from bot.saying.figures import Teller
from bot.saying.in_step import step_label
from bot.saying.numbers import day
from prompts import say
from tools.engine.figure import Figure, Line
from tools.engine.in_step import InStep, in_step
from tools.engine.period import parse_period

# Of these a group that is not there is 0; of a ratio it is nothing that a chart could show.
_FROM_NOTHING = frozenset({"money", "count"})
_DIGITS = {"percent": 1, "days": 1}  # as they are told beside it
_LINE = 3  # points: fewer are better told apart as bars


@dataclass(frozen=True)
class _Point:
    label: str
    value: float
    before: float | None = None


def figure_chart(
    figure: Figure, teller: Teller, title: str, name: str, *, trend: bool
) -> list[Block]:
    """One chart under its title, `name` being the figure's; none where there is only one value."""
    points = _points(figure, teller, trend=trend)
    if len(points) < 2:
        return []
    if len(points) > MOST_POINTS:
        key = "slack.newest_of" if trend else "slack.first_of"
        title = say(teller.locale, key, title=title, shown=MOST_POINTS, n=len(points))
        points = points[-MOST_POINTS:] if trend else points[:MOST_POINTS]
    scale = 100 if figure.unit == "percent" else 1
    series = {name: [point.value * scale for point in points]}
    if any(point.before is not None for point in points):
        now, then = _sides(figure, teller)
        series = {now: series[name], then: [(point.before or 0.0) * scale for point in points]}
    digits = _DIGITS.get(figure.unit, 2)
    told = {name: [round(value, digits) for value in values] for name, values in series.items()}
    kind: Kind = "line" if trend and len(points) >= _LINE else "bar"
    labels = [point.label for point in points]
    return [chart(kind, title, labels, told, unit=_unit(figure, teller))]


def _sides(figure: Figure, teller: Teller) -> tuple[str, str]:
    """What the two series are called; of long stretches of days only the end has room."""
    now, then = teller.both_sides(figure)
    ends = (figure.period.ends_on, figure.compared_to and figure.compared_to.period.ends_on)
    if max(len(now), len(then)) <= LONGEST_LABEL or not ends[0] or not ends[1]:
        return now, then
    told = [
        say(teller.locale, "slack.series_to", day=day(end, teller.locale)) for end in ends if end
    ]
    return told[0], told[1]


def _unit(figure: Figure, teller: Teller) -> str:
    if figure.unit == "days":
        return say(teller.locale, "slack.axis_days")
    return {"percent": "%", "ratio": "×"}.get(figure.unit, figure.currency or "")


def _points(figure: Figure, teller: Teller, *, trend: bool) -> list[_Point]:
    rows = [row for row in figure.rows or () if row.value is not None]
    steps = in_step(figure, teller.calendar) if trend else None
    if steps and figure.compared_to and figure.compared_to.rows:
        return _side_by_side(figure, rows, figure.compared_to.rows, steps, teller)
    compared = any(row.compared_to is not None for row in rows)
    if compared and figure.unit not in _FROM_NOTHING:
        rows = [row for row in rows if row.compared_to is not None]
    elif trend and figure.unit in _FROM_NOTHING and not compared:
        rows = _without_gaps(rows, figure.by or "", teller)
    years = {str(row.by.get(figure.by or ""))[:4] for row in rows}
    dated = len(years) > 1
    return [
        _Point(teller.short(row, dated=dated), row.value or 0.0, row.compared_to) for row in rows
    ]


def _side_by_side(
    figure: Figure, rows: Sequence[Line], others: Sequence[Line], steps: InStep, teller: Teller
) -> list[_Point]:
    """Two trends place by place; what has not begun yet is not on the line, unless something is
    planned for it."""

    def placed(lines: Sequence[Line], period: tuple[date, date]) -> dict[int, float]:
        found = ((line.by[steps.by], line.value) for line in lines)
        return {steps.place(at, period): v for at, v in found if at and v is not None}

    now, then = placed(rows, steps.here), placed(others, steps.there)
    today = steps.calendar.steps(steps.by, steps.here[0], figure.as_of)
    last = max(min(today, max(then, default=-1)), max(now, default=-1))
    places = range(min([*now, *then], default=0), last + 1)
    if figure.unit not in _FROM_NOTHING:
        shown = [place for place in places if place in now and place in then]
    else:
        shown = [*places]
    return [
        _Point(step_label(steps, place, teller.locale), now.get(place, 0.0), then.get(place, 0.0))
        for place in shown
    ]


def _without_gaps(rows: Sequence[Line], by: str, teller: Teller) -> list[Line]:
    """A month without a deal is 0 on a line, and not a month that there was not."""
    calendar, filled = teller.calendar, list[Line]()
    for row in rows:
        label = row.by[by]
        begins = label and parse_period(label, date.min, calendar).span
        while begins and filled:
            last = filled[-1].by[by]
            ended = last and parse_period(last, date.min, calendar).span
            if not ended or ended[1] + timedelta(days=1) >= begins[0]:
                break
            between = calendar.label(by, ended[1] + timedelta(days=1))
            filled.append(Line(by={by: between}, value=0.0, n=0))
        filled.append(row)
    return filled
