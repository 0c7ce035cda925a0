"""What was read already for one dashboard or digest: several of its figures are made of the same
(a quota is part of four)."""

from collections.abc import Hashable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.engine.inquiry import Inquiry
    from tools.engine.measure import Cells, Measure


class Remembered:
    """What measures read of inquiries on one connection, as long as nothing is written there."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Cells] = {}

    def read(self, measure: "Measure", inquiry: "Inquiry") -> "Cells":
        """What the measure reads of this inquiry, looked up once."""
        # Measures are made once, with their modules: one is known by its place in memory.
        about = (
            *(id(measure), inquiry.scope, inquiry.period, inquiry.as_of),
            *(inquiry.by, tuple(inquiry.conditions)),
        )
        if about not in self._kept:
            self._kept[about] = measure.read(inquiry)
        return self._kept[about]
