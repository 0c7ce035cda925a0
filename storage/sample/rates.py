"""Exchange rates into the euro: one for each currency and month, wandering."""

from collections.abc import Iterator

from storage.sample.assumptions import RATE_DRIFT, RATES
from storage.sample.days import Days
from storage.sample.dice import Dice

REPORTING_CURRENCY = "EUR"


class Rates:
    """The rate of each currency, by month of `Days.month_number` up to today's month."""

    def __init__(self, seed: int, days: Days) -> None:
        self._days = days
        self._months = days.month_number[days.now] + 1
        self._rates = {
            currency: self._walk(Dice(seed, "rates", currency), start)
            for currency, start in RATES.items()
        }
        self._rates[REPORTING_CURRENCY] = [1.0] * self._months

    def _walk(self, dice: Dice, start: float) -> list[float]:
        rates, rate = [], start
        for _ in range(self._months):
            rates.append(round(rate, 5))
            # pulled back half-way, so that no currency runs away in three years
            rate = start * (rate / start) ** 0.9 * dice.around(1, RATE_DRIFT)
        return rates

    def on(self, currency: str, day: int) -> float:
        """Euros for one unit of `currency` on a day that is not after today."""
        return self._rates[currency][self._days.month_number[day]]

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Rows of exchange_rates.csv."""
        for currency in RATES:
            begins = 0
            for rate in self._rates[currency]:
                yield currency, self._days.iso[begins], f"{rate:.5f}"
                begins = self._days.month_end[begins] + 1
