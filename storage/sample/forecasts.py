"""Weekly forecast submissions: they start from the quota and hope, and end near what happened."""

from collections import defaultdict
from collections.abc import Iterator

from storage.sample.assumptions import (
    FORECAST_NOISE,
    MISSED_SUBMISSION,
    REPS_SUBMIT_FOR_QUARTERS,
    WARM_UP_QUARTERS,
)
from storage.sample.days import Days
from storage.sample.dice import Dice
from storage.sample.ledger import Ledger
from storage.sample.quotas import Quotas
from storage.sample.staff import Person, Rep, Staff
from storage.sample.wording import COMMENTS

Row = tuple[str, str, str, str, str, str, str]
_COMMIT_THAT_CLOSES, _BEST_CASE_THAT_CLOSES = 0.8, 0.3
_EARLY_BELIEF = 0.8  # exponent: how fast hope gives way to what is known
_STANDING_BIAS = 0.3  # share of a person's lean that stays to the very end
_WEEK = 7


class Forecasts:
    """Who expected what for which quarter, week by week."""

    def __init__(self, staff: Staff, ledger: Ledger, quotas: Quotas, days: Days) -> None:
        self._staff, self._days = staff, days
        self._outcome: defaultdict[tuple[str, int], float] = defaultdict(float)
        self._owed: defaultdict[tuple[str, int], float] = defaultdict(float)
        for person in [*staff.managers, *staff.reps]:
            self._roll_up(person, ledger, quotas)

    def _roll_up(self, person: Person, ledger: Ledger, quotas: Quotas) -> None:
        """Add a person's quarters to their own and to those of everybody above them."""
        email, current = person.email, self._days.current
        ahead = (
            _COMMIT_THAT_CLOSES * ledger.commit[email]
            + _BEST_CASE_THAT_CLOSES * ledger.best_case[email]
        )
        signed = ledger.people[email]
        for quarter in range(WARM_UP_QUARTERS, current + 1):
            outcome = signed[quarter] + (ahead if quarter == current else 0)
            owed = quotas.of_rep(person, quarter) if isinstance(person, Rep) else 0.0
            above: Person | None = person
            while above is not None:
                self._outcome[above.email, quarter] += outcome
                self._owed[above.email, quarter] += owed
                above = above.manager

    def rows(self, seed: int) -> Iterator[Row]:
        """Rows of forecasts.csv, up to today."""
        days, dice = self._days, Dice(seed, "forecasts")
        above = [person for layer in self._staff.layers for person in layer]
        leaders = [*self._staff.executives[1:], *above, *self._staff.managers]
        for quarter in range(WARM_UP_QUARTERS, days.current + 1):
            asks_reps = quarter > days.current - REPS_SUBMIT_FOR_QUARTERS
            for person in [*leaders, *(self._staff.reps if asks_reps else ())]:
                yield from self._quarter(person, quarter, dice)

    def _quarter(self, person: Person, quarter: int, dice: Dice) -> Iterator[Row]:
        days = self._days
        begins, ends = map(days.quarter_begins, (quarter, quarter + 1))
        outcome = self._outcome[person.email, quarter]
        belief = self._owed[person.email, quarter] * (1 + person.hope) * dice.around(1, 0.1)
        lean = 1 + _STANDING_BIAS * person.hope
        minute = 30 if isinstance(person, Rep) else 90  # managers have read their reps' first
        first_monday = begins + (-(days.first.toordinal() + begins - 1)) % _WEEK
        for monday in range(first_monday, min(ends, days.now + 1), _WEEK):
            if dice.chance(MISSED_SUBMISSION) or not person.active(monday):
                continue
            open_share = (ends - monday) / (ends - begins)
            known = outcome * lean * dice.around(1, FORECAST_NOISE * open_share)
            commit = known + (belief - known) * open_share**_EARLY_BELIEF
            best_case = commit * (1.05 + 0.4 * open_share * dice.uniform())
            yield (
                person.email, *days.quarter_span(quarter), days.instant(monday, minute),
                _thousands(commit), _thousands(best_case), dice.pick(COMMENTS),
            )  # fmt: skip


def _thousands(amount: float) -> str:
    return f"{round(amount, -3):.2f}"
