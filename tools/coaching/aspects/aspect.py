"""An aspect: how one thing that people do is counted, person by person."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import select

from storage.tables import accounts
from tools.engine.compute import Desk, compute, inquire
from tools.engine.inquiry import Inquiry
from tools.engine.measure import Cells
from tools.engine.people import Person
from tools.engine.request import KpiRequest

# By person (email): (hits, of how many), or counted values.
Shares = Mapping[str, tuple[int, int]]
Spreads = Mapping[str, Counter[float]]
Where = dict[str, list[str]]
# The same in each segment, so that like is held against like; one where segments do not matter.
Counted = tuple[str | None, Sequence[Shares] | Sequence[Spreads]]


@dataclass(frozen=True)
class Period:
    """Where an aspect is read: the desk, the asker in whose scope, the period's token."""

    at: Desk
    asker: Person
    token: str

    @cached_property
    def segments(self) -> list[Where]:
        """A filter for each segment of accounts, and one for what has none."""
        query = select(accounts.c.segment).where(accounts.c.segment.is_not(None)).distinct()
        names = sorted(self.at.connection.scalars(query))
        if not names:
            return [{}]
        return [*({"segment": [name]} for name in names), {"segment": [f"!{n}" for n in names]}]

    def rates(self, kpi: str, where: Where | None = None) -> list[Shares]:
        """A percentage by rep and segment, as the figure's own hits of how many."""
        return [self._rates(kpi, {**(where or {}), **segment}) for segment in self.segments]

    def spreads(self, kpi: str, read: Callable[[Inquiry], Cells], part: str) -> list[Spreads]:
        """Counted values by rep and segment."""
        each = [self.cells(kpi, read, segment) for segment in self.segments]
        return [{e: parts[part] for e, parts in one.items() if parts.get(part)} for one in each]

    def counts(self, kpi: str, where: Where | None = None) -> dict[str, int]:
        """A count by rep."""
        figure = compute(self.at, self.asker, self._request(kpi, where or {}))
        return {row.by["rep"]: row.n for row in figure.rows or () if row.by["rep"] is not None}

    def cells(
        self, kpi: str, read: Callable[[Inquiry], Cells], where: Where | None = None
    ) -> dict[str, Mapping[str, Any]]:
        """The parts of a measure by rep, in the scope and period of a figure."""
        _, inquiry = inquire(self.at, self.asker, self._request(kpi, where or {}))
        if inquiry is None:
            return {}
        found = read(replace(inquiry, by="rep"))
        return {email: parts for email, parts in found.items() if email is not None}

    def _rates(self, kpi: str, where: Where) -> Shares:
        figure = compute(self.at, self.asker, self._request(kpi, where))
        return {
            row.by["rep"]: (round(row.value * row.n), row.n)
            for row in figure.rows or ()
            if row.by["rep"] is not None and row.value is not None
        }

    def _request(self, kpi: str, where: Where) -> KpiRequest:
        return KpiRequest(kpi=kpi, period=self.token, by="rep", where=where)


@dataclass(frozen=True)
class Aspect:
    """`counted` yields a detail (a stage, a kind; None) with each person's counts by segment.

    `higher`: whether more is better, None where it is neither. `least` is the difference worth
    talking about: of a share in points (0.05 is five), of spreads in relation to the peers'.
    `middle`: spreads are told by their median, else by their mean.
    """

    name: str
    unit: str
    higher: bool | None
    least: float
    counted: Callable[[Period], Iterator[Counted]]
    middle: bool = True
