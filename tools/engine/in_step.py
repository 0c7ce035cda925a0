"""A trend beside that of another period: the first month of one with the first of the other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tools.engine.calendar import Calendar, Span
from tools.engine.dimensions import TIME
from tools.engine.figure import Figure, Line
from tools.engine.period import parse_period


@dataclass(frozen=True)
class InStep:
    """Two periods cut `by` month, week …; places in them count from 0."""

    by: str
    here: Span
    there: Span
    calendar: Calendar

    def place(self, label: str, period: Span) -> int:
        """Which one of a period it is."""
        span = parse_period(label, date.min, self.calendar).span
        return self.calendar.steps(self.by, period[0], span[0]) if span else 0

    def label(self, place: int, period: Span) -> str | None:
        """The contract's name of one of them; None where the period is over by then."""
        begins, _ = self.calendar.span(self.by, period[0], place)
        return self.calendar.label(self.by, begins) if begins <= period[1] else None

    def counterpart(self, label: str) -> str | None:
        """What stands at the same place of the other period."""
        return self.label(self.place(label, self.here), self.there)

    def rows(self, rows: Sequence[Line], others: Sequence[Line]) -> list[Line]:
        """The rows with the values of the others that they are in step with beside them."""
        values = {row.by[self.by]: row.value for row in others}
        labels = [row.by[self.by] for row in rows]
        beside = [values.get(self.counterpart(label)) if label else None for label in labels]
        return [replace(row, compared_to=value) for row, value in zip(rows, beside, strict=True)]


def in_step(figure: Figure, calendar: Calendar) -> InStep | None:
    """How a compared trend and that of its other period go together; None for anything else."""
    other, by = figure.compared_to, figure.by
    if other is None or other.rows is None or by not in TIME:
        return None
    here, there = figure.period, other.period
    if here.starts_on and here.ends_on and there.starts_on and there.ends_on:
        spans = (here.starts_on, here.ends_on), (there.starts_on, there.ends_on)
        return InStep(by, *spans, calendar)
    return None
