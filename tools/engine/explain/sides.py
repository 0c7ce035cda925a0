"""Both sides of a change: what the figure is made of before and after, whole or group by group."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import isclose

from storage.types import MONEY_SCALE
from tools.engine.inquiry import Inquiry
from tools.engine.kpi import Kpi
from tools.engine.measure import TOTAL, Cells, Parts, merge
from tools.engine.refusal import NoValue

Pair = tuple[Parts, Parts]  # before, after


@dataclass(frozen=True)
class Sides:
    """A figure, and the two inquiries between which it changed."""

    kpi: Kpi
    before: Inquiry
    after: Inquiry

    @property
    def unit(self) -> float:
        """By how much its own numbers are divided to be shown."""
        return MONEY_SCALE if self.kpi.unit in {"money", "money_per_day"} else 1

    def whole(self) -> Pair:
        """The parts of everything. Raises NoValue where there is no such moment."""
        before, after = (self._read(side, None).get(TOTAL, {}) for side in self._both)
        return before, after

    def groups(self, by: str) -> Mapping[str | None, Pair]:
        """The parts of every group that was there on either side. Raises NoValue, Declined."""
        before, after = (self._read(side, by) for side in self._both)
        return {name: (before.get(name, {}), after.get(name, {})) for name in {**before, **after}}

    def value(self, parts: Parts) -> float | None:
        """The figure of these parts, as it is shown; None where they have none."""
        try:
            return self.kpi.value(parts) / self.unit
        except NoValue:
            return None

    def _read(self, side: Inquiry, by: str | None) -> Cells:
        cells: Cells = {}
        for measure in self.kpi.measures:
            merge(cells, measure.read(replace(side, by=by)))
        return cells

    @property
    def _both(self) -> tuple[Inquiry, Inquiry]:
        return self.before, self.after


def numbers(parts: Parts) -> dict[str, float]:
    """The parts that are numbers; a median's spread of values is none."""
    return {name: float(part) for name, part in parts.items() if isinstance(part, int | float)}


def same(one: float, other: float) -> bool:
    """Equal but for the last digits of a computer's arithmetic."""
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def adds_up(values: Iterable[float], whole: float) -> bool:
    """Whether the values are the whole together; a ten-thousandth of a cent is nothing."""
    some = list(values)
    scale = max([abs(whole), *(abs(value) for value in some)], default=0.0)
    return isclose(sum(some), whole, rel_tol=1e-9, abs_tol=1e-9 * max(scale, 1.0))
