"""What follows from returned numbers by one step of arithmetic, and so may be said as well."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from bot.agent.gate.quantity import Kind, Quantity

_SHARED = {"money", "count"}
_NONE: frozenset[str] = frozenset()
_MOST = 12  # rows compared with one another: more are no text any more


def compared(now: Quantity, then: Quantity, *, rows: bool = False) -> Iterator[Quantity]:
    """The difference, the change in percent and the multiple between two of the same unit.

    Of two rows (`rows`) a sentence has to name both.
    """
    needs = (now.labels, then.labels) if rows else ((now.labels,) if now.labels else ())
    base = replace(
        now, labels=frozenset(), needs=needs, total=False, noun="", period=_NONE, topic=_NONE,
        cue="moved" if not rows else "", never=(),
    )  # fmt: skip
    kind: Kind = "points" if now.kind == "percent" else now.kind
    gap = now.value - then.value
    yield replace(base, value=gap, kind=kind, change=True, gap=True, noun=now.noun)
    if then.value > 0:
        more = replace(base, value=gap / then.value, kind="percent", currency=None)
        yield replace(more, change=True, gap=True)
        times = replace(base, value=now.value / then.value, kind="ratio", currency=None)
        yield replace(times, noun=now.noun or ("money" if now.kind == "money" else ""))


def share(part: Quantity, whole: Quantity) -> Iterator[Quantity]:
    """A part's share of a whole, where both add up."""
    if part.kind in _SHARED and part.kind == whole.kind and whole.value > 0:
        needs = (part.labels,) if part.labels else ()
        yield Quantity(part.value / whole.value, "percent", needs=needs)


def among(rows: Sequence[Quantity], whole: Quantity | None = None) -> Iterator[Quantity]:
    """Rows of one unit: each against each, sums of two and of the first ones, shares."""
    rows = rows[:_MOST]
    adds = bool(rows) and rows[0].kind in _SHARED
    for one, other in combinations(rows, 2):
        yield from compared(one, other, rows=True)
        yield from compared(other, one, rows=True)
        if adds:
            both = replace(one, value=one.value + other.value, labels=frozenset())
            yield replace(both, needs=(one.labels, other.labels))
            if whole:
                yield from (
                    replace(q, needs=(one.labels, other.labels)) for q in share(both, whole)
                )
    if adds:
        yield from _sums(rows, whole)


def _sums(rows: Sequence[Quantity], whole: Quantity | None) -> Iterator[Quantity]:
    total = 0.0
    for place, row in enumerate(rows, 1):
        total += row.value
        if whole:
            yield from share(row, whole)
        if place > 1:
            first = replace(row, value=total, labels=frozenset(), total=True)
            yield first
            if whole and place < len(rows):
                yield from share(first, whole)


def between(figures: Sequence[Quantity]) -> Iterator[Quantity]:
    """The main values of several figures of a turn: differences, sums and quotients."""
    for one, other in combinations(figures, 2):
        if one.kind == other.kind and one.currency == other.currency:
            for a, b in ((one, other), (other, one)):
                yield from (
                    replace(q, needs=(), change=False, whole=_NONE if q.gap else b.topic)
                    for q in compared(a, b)
                )
                if b.value > 0:
                    yield Quantity(a.value / b.value, "percent", whole=b.topic)
            if one.kind in _SHARED:
                yield replace(
                    one, value=one.value + other.value, labels=_NONE, topic=_NONE, never=()
                )
