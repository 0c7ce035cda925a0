"""How much of a period is gone on one day."""

from dataclasses import dataclass
from datetime import date

from tools.engine.period import Period


@dataclass(frozen=True)
class Course:
    """A period with two ends, seen today."""

    period: Period
    today: date

    @property
    def begun(self) -> bool:
        """Whether the first day has come."""
        return self.days_gone > 0

    @property
    def over(self) -> bool:
        """Whether the last day is past."""
        return self.period.ends_on is not None and self.today > self.period.ends_on

    @property
    def days(self) -> int:
        """All days of the period."""
        return self.period.days

    @property
    def days_gone(self) -> int:
        """Those up to today, today included."""
        if self.period.starts_on is None:
            return 0
        return max(0, min((self.today - self.period.starts_on).days + 1, self.days))

    @property
    def days_left(self) -> int:
        """Those after today; on the last day it is today that is left."""
        return max(self.days - self.days_gone, 1)

    @property
    def gone(self) -> float:
        """The share of the days that are gone."""
        return self.days_gone / self.days
