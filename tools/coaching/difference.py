"""What coaching found, as data: no words, and no rank among people."""

from pydantic import BaseModel

from tools.engine.figure import Span


class Difference(BaseModel):
    """One figure of one person that differs from their peers' by more than noise.

    `detail` is the stage, or the kind of activity. `value` and `peers` are in `unit` (percent:
    ratios), `n` and `peers_n` the observations behind them; `p` is the test's probability of
    such a difference by chance alone, `adjusted` the same after the correction for all
    comparisons that were made. `better`: None where neither direction is good in itself.
    """

    person: str
    aspect: str
    detail: str | None
    unit: str
    value: float
    n: int
    peers: float
    peers_n: int
    p: float
    adjusted: float
    better: bool | None


class Coaching(BaseModel):
    """Everything compared over one period: by person, `thin` those with too little to compare.

    `compared` counts the comparisons made for all, `least` is the observations each side needs.
    """

    period: Span
    people: list[str]
    thin: list[str]
    compared: int
    least: int
    differences: list[Difference]

    @property
    def labels(self) -> list[str]:
        """Emails that are told as names."""
        return self.people
