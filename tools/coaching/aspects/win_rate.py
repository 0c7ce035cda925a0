"""How many of the deals that close are won."""

from collections.abc import Iterator

from tools.coaching.aspects.aspect import Aspect, Counted, Period


def _counted(period: Period) -> Iterator[Counted]:
    yield None, period.rates("win_rate")


ASPECT = Aspect("win_rate", "percent", higher=True, least=0.05, counted=_counted)
