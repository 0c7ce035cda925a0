"""The track record: past projections, made by what was known then, beside what happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storage.types import MONEY_SCALE
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.memory import Memory
from tools.engine.period import Period, period_of
from tools.engine.projection.landmarks import version_of
from tools.engine.projection.project import (
    earlier_of_each,
    earlier_ones,
    horizon_of,
    project_each,
)
from tools.engine.projection.sold import NOTHING, sold


@dataclass(frozen=True)
class Held:
    """One past period, in the reporting currency: what was projected, and what was booked."""

    period: Period
    low: float
    median: float
    high: float
    booked: float

    @property
    def is_within(self) -> bool:
        """Whether the range held what happened."""
        return self.low <= self.booked <= self.high


@dataclass(frozen=True)
class Record:
    """Past periods, the latest first, each seen with as many days left."""

    periods: Sequence[Held]

    @property
    def error(self) -> float | None:
        """WAPE: what the medians were off by, as a share of what was booked; None: nothing was."""
        booked = sum(held.booked for held in self.periods)
        return sum(abs(h.median - h.booked) for h in self.periods) / booked if booked else None

    @property
    def bias(self) -> float | None:
        """The same with its sign: above zero the medians were too hopeful."""
        booked = sum(held.booked for held in self.periods)
        return sum(h.median - h.booked for h in self.periods) / booked if booked else None

    @property
    def within(self) -> int:
        """How many ranges held what happened: eight in ten should."""
        return sum(held.is_within for held in self.periods)


_RECORDS: Memory[Record] = Memory(most=512)


def record(inquiry: Inquiry) -> Record:
    """How projections of the same scope and filters came out. A past period counts that had
    another before it to learn from."""
    whole = replace(inquiry, by=None)
    horizon = horizon_of(whole)
    about = (whole.scope, tuple(whole.conditions), whole.today)
    key = (*version_of(whole), horizon, *about)
    return _RECORDS.get(key, lambda: _made(whole))


def looked_back(inquiry: Inquiry) -> Iterator[tuple[Inquiry, float]]:
    """The inquiry as it would have been made in each past period with as many days left, the
    latest first, and what was booked in the end, in the reporting currency."""
    earlier = earlier_ones(inquiry, horizon_of(inquiry))
    for one, won in zip(earlier, sold(inquiry, earlier) if earlier else (), strict=True):
        period = period_of((one.starts_on, one.ends_on), inquiry.company.calendar)
        then = replace(inquiry, as_of=one.day, period=period)
        yield then, won.get(TOTAL, NOTHING).booked / MONEY_SCALE


def _made(inquiry: Inquiry) -> Record:
    earlier = earlier_of_each(inquiry, earlier_ones(inquiry, horizon_of(inquiry)))
    horizons = [one for one, before in earlier.items() if before]
    found = []
    for horizon, projected in zip(horizons, project_each(inquiry, horizons), strict=True):
        whole = projected.groups[TOTAL]
        end = whole.outlook
        period = period_of((horizon.starts_on, horizon.ends_on), inquiry.company.calendar)
        values = (end.low, end.median, end.high, whole.booked)
        found.append(Held(period, *(value / MONEY_SCALE for value in values)))
    return Record(found)
