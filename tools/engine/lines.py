"""The lines of a breakdown: one for each group, in the order people read them."""

from storage.types import MONEY_SCALE
from tools.engine.dimensions import dimension
from tools.engine.figure import Figure, Line
from tools.engine.inquiry import Inquiry
from tools.engine.kpi import Kpi, NoValue
from tools.engine.measure import Cells, Parts


def lines_of(kpi: Kpi, inquiry: Inquiry, cells: Cells) -> list[Line]:
    """A line for each group that has anything, in the order of the dimension."""
    name, lines = dimension(inquiry.by or "").name, []
    for label, parts in cells.items():
        if _is_empty(parts):
            continue
        value, reason = value_of(kpi, parts)
        given = {each: parts.get(each) or 0 for each in kpi.also_given}
        n = count_of(kpi, parts)
        lines.append(Line(by={name: label}, value=value, n=n, reason=reason, given=given))
    return _in_order(lines, inquiry)


def _is_empty(parts: Parts) -> bool:
    """Such a group is left out; names that a part may hold are no count."""
    for part in parts.values():  # noqa: SIM110 (of thousands of groups, a generator each is half)
        if part and not isinstance(part, tuple):
            return False
    return True


def _in_order(lines: list[Line], inquiry: Inquiry) -> list[Line]:
    by = dimension(inquiry.by or "")
    if by.order == "value":
        return _by_value(lines, largest_first=True)
    if by.order == "label":
        return sorted(lines, key=lambda line: (line.by[by.name] is None, line.by[by.name] or ""))
    places = {label: place for place, label in enumerate(by.positions(inquiry))}
    return sorted(lines, key=lambda line: places.get(line.by[by.name] or "", len(places)))


def _by_value(lines: list[Line], *, largest_first: bool) -> list[Line]:
    """By value, those without one last; equal ones by name."""

    def place(line: Line) -> tuple[bool, float, str]:
        value = line.value or 0.0
        name = next(iter(line.by.values())) or ""
        return line.value is None, -value if largest_first else value, name

    return sorted(lines, key=place)


def ranked(figure: Figure, ranking: tuple[bool, int | None] | None) -> Figure:
    """The figure with its lines by value, `ranking` being (largest first, how many)."""
    if ranking is None or figure.rows is None:
        return figure
    largest_first, most = ranking
    valued = [line for line in figure.rows if line.value is not None]
    rows = _by_value(valued, largest_first=largest_first)
    return figure.model_copy(update={"rows": rows[:most]})


def value_of(kpi: Kpi, parts: Parts) -> tuple[float | None, str | None]:
    """The value of these parts, in the figure's unit, or why there is none."""
    try:
        value = kpi.value(parts)
    except NoValue as nothing:
        return None, nothing.reason
    return (value / MONEY_SCALE if kpi.unit in {"money", "money_per_day"} else value), None


def count_of(kpi: Kpi, parts: Parts) -> int:
    """How many the value is of."""
    return sum([int(parts.get(name, 0)) for name in kpi.n.split("+")])
