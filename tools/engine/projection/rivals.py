"""Held to account: how far each way of forecasting was off, over the same past periods."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tools.engine.inquiry import Inquiry
from tools.engine.projection.methods import METHODS, NAIVE
from tools.engine.projection.record import looked_back


@dataclass(frozen=True)
class Score:
    """Of one way, over `periods` in which it had something to say. `error` is WAPE, what it was
    off by as a share of what was booked; `bias` the same with its sign, above zero too hopeful;
    `added` how much less it was off than the best naive guess, in the same share."""

    method: str
    error: float
    bias: float
    periods: int
    added: float | None


Guesses = Mapping[str, float | None]  # by method, of one period


def guesses(inquiry: Inquiry) -> list[tuple[Guesses, float]]:
    """What each way said of each past period with as many days left, and what was booked."""
    return [
        ({name: method(then) for name, method in METHODS.items()}, booked)
        for then, booked in looked_back(inquiry)
    ]


def scores(past: Sequence[tuple[Guesses, float]]) -> list[Score]:
    """Over the periods of which the projection could say something, the best way first."""
    both = [(said, booked) for said, booked in past if said["forecast"] is not None]
    found = {name: _off((said[name], booked) for said, booked in both) for name in METHODS}
    naive = min((off[0] for name in NAIVE if (off := found[name])), default=None)
    scored = [
        Score(name, *off, added=None if naive is None else naive - off[0])
        for name, off in found.items()
        if off
    ]
    return sorted(scored, key=lambda score: score.error)


def _off(pairs: Iterable[tuple[float | None, float]]) -> tuple[float, float, int] | None:
    known = [(said, booked) for said, booked in pairs if said is not None]
    total = sum(booked for _, booked in known)
    if not total:
        return None
    error = sum(abs(said - booked) for said, booked in known) / total
    return error, sum(said - booked for said, booked in known) / total, len(known)
