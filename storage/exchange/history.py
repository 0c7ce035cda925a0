"""What follows from the order of a deal's stage changes: when each stage was left, and how."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from storage.exchange.stages import Stages

DAY = 24 * 60 * 60 * 1_000_000  # in microseconds, as instants are stored


class Derived(NamedTuple):
    """The derived columns of stage changes, one list each, in the order of the rows."""

    left_at: list[int | None]
    left_on: list[str | None]
    whole_days: list[int | None]
    advanced_on: list[str | None]
    previous_entry_on: list[str | None]


class History:
    """Derives, deal by deal, what the rows of `stage_changes` do not say themselves."""

    def __init__(self, stages: Stages) -> None:
        known = stages.by_pk()
        self._ahead = {
            pk: frozenset(
                other
                for other, later in known.items()
                if later.kind == "won" or (later.kind == "open" and later.position > stage.position)
            )
            for pk, stage in known.items()
        }

    def derive(
        self,
        deals: Sequence[Any],
        moments: Sequence[int],
        days: Sequence[str],
        to_stages: Sequence[int],
    ) -> Derived:
        """The derived columns; the rows of one deal come together, in any order."""
        size = len(deals)
        derived = Derived([None] * size, [None] * size, [None] * size, [None] * size, [None] * size)
        start = 0
        while start < size:
            deal, end, in_order = deals[start], start + 1, True
            while end < size and deals[end] == deal:
                if moments[end] < moments[end - 1]:
                    in_order = False
                end += 1
            if end > start + 1:
                order = list(range(start, end))
                if not in_order:
                    order.sort(key=moments.__getitem__)
                self._derive_deal(order, moments, days, to_stages, derived)
            start = end
        return derived

    def _derive_deal(
        self,
        order: list[int],
        moments: Sequence[int],
        days: Sequence[str],
        to_stages: Sequence[int],
        derived: Derived,
    ) -> None:
        entered: dict[int, str] = {}
        for row, following in pairwise(order):
            derived.left_at[row] = moments[following]
            derived.left_on[row] = days[following]
            derived.whole_days[row] = (moments[following] - moments[row]) // DAY
        for place, row in enumerate(order, start=1):
            stage = to_stages[row]
            if stage in entered:
                derived.previous_entry_on[row] = entered[stage]
            entered[stage] = days[row]
            ahead = self._ahead[stage]
            for later in order[place:]:
                if to_stages[later] in ahead:
                    derived.advanced_on[row] = days[later]
                    break
