"""The two moments between which a period lies: before it begins, and its end or now."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tools.engine.inquiry import Inquiry
from tools.engine.measure import Cells, Measure, merge
from tools.engine.period import ALL
from tools.engine.refusal import NoValue


def before_and_end(inquiry: Inquiry) -> tuple[date, date]:
    """The day before the period, and its last day, or today while it runs.

    Raises NoValue for `all`, which has no beginning, and for a period that has not begun.
    """
    if inquiry.period.span is None:
        raise NoValue("needs_period")
    first, last = inquiry.period.span
    now = inquiry.as_of or inquiry.today
    if first > now:
        raise NoValue("not_begun")
    return first - timedelta(days=1), min(last, now)


@dataclass(frozen=True)
class BothMoments:
    """A measure over what stood at both moments, added up, whatever day it is dated."""

    measure: Measure
    additive: bool = True

    @property
    def honours(self) -> frozenset[str]:
        """What the measure itself honours."""
        return self.measure.honours

    def read(self, inquiry: Inquiry) -> Cells:
        """The sum of both readings. Raises NoValue where there are no such moments."""
        cells: Cells = {}
        for day in before_and_end(inquiry):
            as_of = None if day >= inquiry.today else day
            merge(cells, self.measure.read(replace(inquiry, period=ALL, as_of=as_of)))
        return cells
