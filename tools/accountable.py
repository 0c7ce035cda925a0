"""How forecasts came out, as it goes out: by way of forecasting, by past period and week."""

from datetime import date

from pydantic import BaseModel

from tools.engine.figure import Span


class Rated(BaseModel):
    """One way over so many `periods` (or weeks): `error` is WAPE, `bias` the same with its sign,
    `added` how much less it was off than the best naive guess; shares of what was booked."""

    method: str
    error: float
    bias: float
    periods: int
    added: float | None


class PastWeek(BaseModel):
    """What was said by the end of a week, by method, in the reporting currency; `low` and `high`
    are the projection's P10 and P90."""

    day: date
    said: dict[str, float | None]
    low: float | None
    high: float | None


class TrackRecord(BaseModel):
    """Past periods seen with as many days left as the running one, the best way first, and in how
    many of them the projection's range held; and the same week by week of one past `period`, in
    which so much was `booked`."""

    period: Span
    currency: str
    booked: float
    by_period: list[Rated]
    periods: int
    periods_within: int
    by_week: list[Rated]
    weeks: list[PastWeek]
    weeks_within: int
    weeks_held: int
