"""Trends of figures that are no sum over days: each month of one is computed on its own."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tools.engine.dimensions import TIME
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL, Cells, Measure, counts_add_up
from tools.engine.period import Period, period_of
from tools.engine.refusal import Declined, NoValue


@dataclass(frozen=True)
class EachGrain:
    """A measure over a moment or a whole period, read again for each grain of a trend.

    Grains that have not begun have no value, unless the figure looks `ahead`.
    """

    measure: Measure
    ahead: bool = False

    @property
    def honours(self) -> frozenset[str]:
        """What the measure itself honours, and every trend."""
        return self.measure.honours | TIME

    @property
    def additive(self) -> bool:
        """As the measure says, but for trends: moments do not add up to a period."""
        return self.measure.additive

    @property
    def counts_add_up(self) -> bool:
        """As the measure says: each row is in one grain."""
        return counts_add_up(self.measure)

    def read(self, inquiry: Inquiry) -> Cells:
        """The parts of each group; for a trend one reading for each grain of the period."""
        if inquiry.by not in TIME:
            return self.measure.read(inquiry)
        cells: Cells = {}
        for label, period in _grains(inquiry, inquiry.by, ahead=self.ahead):
            try:
                read = self.measure.read(replace(inquiry, by=None, period=period))
            except NoValue:
                continue  # nothing there yet: empty groups are left out
            if TOTAL in read:
                cells[label] = read[TOTAL]
        return cells


def _grains(inquiry: Inquiry, grain: str, *, ahead: bool) -> Iterator[tuple[str, Period]]:
    if inquiry.period.span is None:
        raise Declined("trend_needs_period")
    calendar = inquiry.company.calendar
    first, last = inquiry.period.span
    if not ahead:
        last = min(last, inquiry.as_of or inquiry.today)
    while first <= last:
        end = min(calendar.span(grain, first)[1], inquiry.period.span[1])
        yield calendar.label(grain, first), period_of((first, end), calendar)
        first = calendar.span(grain, first, 1)[0]
