"""How many days deals take that are won."""

from collections.abc import Iterator

from tools.coaching.aspects.aspect import Aspect, Counted, Period
from tools.kpis.cycle_time import CYCLES


def _counted(period: Period) -> Iterator[Counted]:
    yield None, period.spreads("cycle_time", CYCLES.read, "days")


ASPECT = Aspect("cycle_time", "days", higher=False, least=0.2, counted=_counted)
