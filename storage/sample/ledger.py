"""What was signed, by quarter and by whom and what: sums only, however many deals."""

from collections import defaultdict

from storage.sample.days import Days
from storage.sample.deal import Deal
from storage.sample.rates import Rates


class Ledger:
    """Bookings in euros: each value is a list with one sum for each quarter up to today's.

    `commit` and `best_case` are today's open deals due in the current quarter, by owner.
    """

    def __init__(self, days: Days, rates: Rates) -> None:
        self._days, self._rates = days, rates
        self._quarters = days.current + 1
        self.people: defaultdict[str, list[float]] = defaultdict(self._nothing)
        self.segments: defaultdict[str, list[float]] = defaultdict(self._nothing)
        self.territories: defaultdict[str, list[float]] = defaultdict(self._nothing)
        self.products: defaultdict[str, list[float]] = defaultdict(self._nothing)
        self.total = self._nothing()
        self.commit: defaultdict[str, float] = defaultdict(float)
        self.best_case: defaultdict[str, float] = defaultdict(float)

    def _nothing(self) -> list[float]:
        return [0.0] * self._quarters

    def enter(self, deal: Deal) -> None:
        """Count one deal as it stands today."""
        if deal.won:
            self._book(deal)
            return
        category, due = deal.categories[-1][1], deal.close_dates[-1][1]
        ahead = category in ("commit", "best_case") and due is not None
        if ahead and self._days.quarter[due or 0] == self._days.current:
            amount = self._worth(deal, self._days.now)
            (self.commit if category == "commit" else self.best_case)[deal.owner.email] += amount

    def _book(self, deal: Deal) -> None:
        quarter, worth = self._days.quarter[deal.ends], self._worth(deal, deal.ends)
        self.total[quarter] += worth
        self.people[deal.owner.email][quarter] += worth
        self.segments[deal.account.segment.name][quarter] += worth
        self.territories[deal.account.territory][quarter] += worth
        self.products[deal.product.id][quarter] += worth

    def _worth(self, deal: Deal, day: int) -> float:
        return (deal.amounts[-1][1] or 0) * self._rates.on(deal.account.currency, day)
