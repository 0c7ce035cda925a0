"""How a time is taken: the median of runs that find everything warm."""

import statistics
import time
from collections.abc import Callable

RUNS = 9
MOST_RUNS, SECONDS_FOR_MORE = 49, 0.25  # quick ones run on: other work hurts few of many
SECONDS_ENOUGH = 5.0  # of one slow question: the median of fewer runs will do


def median_ms(run: Callable[[], object]) -> float:
    """Milliseconds, the median of nine runs or more after one that is not counted.

    Fewer only where those few took five seconds.
    """
    run()
    times: list[float] = []
    while _goes_on(len(times), sum(times)):
        started = time.perf_counter()
        run()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def _goes_on(runs: int, seconds: float) -> bool:
    if runs < RUNS:
        return not runs or seconds < SECONDS_ENOUGH
    return runs < MOST_RUNS and seconds < SECONDS_FOR_MORE


def shown(milliseconds: float) -> str:
    """Two digits that count, at least: 0.12, 4.5, 83, 1,204."""
    if milliseconds < 1:
        return f"{milliseconds:.2f}"
    return f"{milliseconds:.1f}" if milliseconds < 10 else f"{milliseconds:,.0f}"
