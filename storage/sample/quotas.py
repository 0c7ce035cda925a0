"""Quotas: what each rep, some teams, each segment and territory and some products owe a quarter."""

from collections import defaultdict
from collections.abc import Iterator

from storage.sample.assumptions import (
    GROWTH_PER_QUARTER,
    QUARTERS_WITH_QUOTA_AHEAD,
    QUOTA_MET,
    QUOTA_OWN_SHARE,
    QUOTA_RAMP,
    QUOTA_SEASON,
    RATES,
    WARM_UP_QUARTERS,
)
from storage.sample.catalogue import PRODUCTS
from storage.sample.days import Days
from storage.sample.ledger import Ledger
from storage.sample.rates import REPORTING_CURRENCY
from storage.sample.staff import Rep, Staff

Row = tuple[str, str, str, str, str, str]
_IN_POUNDS = "UKI"  # reps there have their quota in the currency they sell in
_PRODUCTS_WITH_QUOTA = PRODUCTS[:3]
_TEAM_HAIRCUT = 0.95  # a team owes a little less than its members together


class Quotas:
    """Every quota of the sample, in euros before it is written."""

    def __init__(self, staff: Staff, ledger: Ledger, days: Days) -> None:
        self._staff, self._ledger, self._days = staff, ledger, days
        self.quarters = range(WARM_UP_QUARTERS, days.current + QUARTERS_WITH_QUOTA_AHEAD + 1)
        self._bases = self._set_bases()

    def of_rep(self, rep: Rep, quarter: int) -> float:
        """Euros; 0 when they were not there at all."""
        begins, next_begins = map(self._days.quarter_begins, (quarter, quarter + 1))
        if rep.left is not None and rep.left < begins:
            return 0.0
        if rep.joined is not None and rep.joined >= next_begins:
            return 0.0
        new = rep.joined is not None and rep.joined >= begins
        ramp = QUOTA_RAMP if new else 1.0
        return _rounded(self._scaled(self._bases[rep.email], quarter) * ramp)

    def rows(self) -> Iterator[Row]:
        """Rows of quotas.csv."""
        for quarter in self.quarters:
            span = self._days.quarter_span(quarter)
            teams: defaultdict[str, float] = defaultdict(float)
            for rep in self._staff.reps:
                owed = self.of_rep(rep, quarter)
                if owed:
                    teams[rep.team] += owed
                    yield self._personal(rep, owed, span)
            for number, (team, owed) in enumerate(teams.items()):
                if number % 2 == 0:
                    yield _row("team", team, _rounded(owed * _TEAM_HAIRCUT), span)
            yield from self._shared(quarter, span)

    def _shared(self, quarter: int, span: tuple[str, str]) -> Iterator[Row]:
        """What is owed by a part of the market, whoever sells there."""
        ledger = self._ledger
        products = {p.id: ledger.products[p.id] for p in _PRODUCTS_WITH_QUOTA}
        parts = (
            ("segment", ledger.segments), ("territory", ledger.territories), ("product", products)
        )  # fmt: skip
        for kind, bookings in parts:
            for name in sorted(bookings):
                owed = _rounded(self._scaled(self._level(bookings[name]), quarter))
                if owed:
                    yield _row(kind, name, owed, span)

    @staticmethod
    def _personal(rep: Rep, owed: float, span: tuple[str, str]) -> Row:
        if rep.territory != _IN_POUNDS:
            return _row("person", rep.email, owed, span)
        return _row("person", rep.email, _rounded(owed / RATES["GBP"]), span, "GBP")

    def _set_bases(self) -> dict[str, float]:
        """A current quarter's quota before season: the rep's own past, levelled by the peers'."""
        own = {rep.email: self._level(self._ledger.people[rep.email], rep)
               for rep in self._staff.reps}  # fmt: skip
        peers: defaultdict[str, list[float]] = defaultdict(list)
        for rep in self._staff.reps:
            peers[rep.segment.name].append(own[rep.email])
        bases = {}
        for rep in self._staff.reps:
            group = peers[rep.segment.name]
            usual = sum(group) / len(group)
            level = QUOTA_OWN_SHARE * own[rep.email] + (1 - QUOTA_OWN_SHARE) * usual
            bases[rep.email] = level or rep.segment.quota
        return bases

    def _level(self, bookings: list[float], rep: Rep | None = None) -> float:
        """The mean past quarter at today's level of growth, divided by the share usually met."""
        past = [
            bookings[quarter] * GROWTH_PER_QUARTER ** (self._days.current - quarter)
            for quarter in range(WARM_UP_QUARTERS, self._days.current)
            if rep is None or self._worked(rep, quarter)
        ]
        return sum(past) / len(past) / QUOTA_MET if past else 0.0

    def _worked(self, rep: Rep, quarter: int) -> bool:
        """Whether they were there the whole quarter."""
        begins, next_begins = map(self._days.quarter_begins, (quarter, quarter + 1))
        return rep.active(begins) and rep.active(next_begins - 1)

    def _scaled(self, level: float, quarter: int) -> float:
        season = QUOTA_SEASON[self._days.quarter_of_year(quarter)]
        return level * season * GROWTH_PER_QUARTER ** (quarter - self._days.current)


def _rounded(amount: float) -> float:
    step = 1_000 if amount < 50_000 else 5_000
    return round(amount / step) * step


def _row(kind: str, of: str, amount: float, span: tuple[str, str],
         currency: str = REPORTING_CURRENCY) -> Row:  # fmt: skip
    return kind, of, *span, f"{amount:.2f}", currency
