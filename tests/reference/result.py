"""What a figure comes to, and the small sums that every family needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import fsum
from statistics import median

from tests.reference.past import State
from tests.reference.selection import Selection


@dataclass(frozen=True)
class Result:
    """`value` is None where there is nothing to divide by; `n` counts what stands behind it."""

    value: float | None
    n: int


def total(states: Iterable[State]) -> float:
    return fsum(state.amount or 0.0 for state in states)


def ratio(part: float, whole: float, n: int) -> Result:
    return Result(part / whole if whole else None, n)


def mean_of(values: list[float], n: int | None = None) -> Result:
    return Result(fsum(values) / len(values) if values else None, len(values) if n is None else n)


def median_of(values: list[float]) -> Result:
    return Result(median(values) if values else None, len(values))


def happened(selection: Selection, day: date | None) -> bool:
    """In the period, and not after the past day asked for."""
    if selection.as_of and (day is None or day > selection.as_of):
        return False
    return selection.period.has(day)


def won(selection: Selection) -> list[State]:
    return [state for state in selection.won if happened(selection, state.deal.closed_on)]


def lost(selection: Selection) -> list[State]:
    return [state for state in selection.lost if happened(selection, state.deal.closed_on)]
