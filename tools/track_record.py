"""The tool that holds forecasts to account: by past period and week, beside what was booked."""

from collections.abc import Sequence
from typing import Any

from storage.errors import UsageError
from tools.accountable import PastWeek, Rated, TrackRecord
from tools.arguments import InPeriod
from tools.engine.answer import Outcome
from tools.engine.compute import Desk, inquire
from tools.engine.dimensions import PEOPLE
from tools.engine.figure import span_of
from tools.engine.inquiry import Inquiry
from tools.engine.people import Person
from tools.engine.period import parse_period
from tools.engine.projection.project import horizon_of
from tools.engine.projection.record import record
from tools.engine.projection.rivals import Score, guesses, scores
from tools.engine.projection.weeks import weeks_of
from tools.engine.request import parse_request
from tools.toolbox import Tool


def track_record(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """Past periods like the running quarter, seen with as many days left; and week by week the
    last quarter, or the past `period` named. `where` filters on people in the asker's scope."""
    for name in arguments.keys() - {"period", "where"}:
        raise UsageError("argument", argument=name, given=str(arguments[name]))
    given = {"where": arguments.get("where") or {}}
    for name in given["where"].keys() - PEOPLE:
        raise UsageError("argument", argument="where", given=name)
    running, now = inquire(at, asker, parse_request({"kpi": "bookings", **given}))
    period = parse_period(arguments.get("period") or "last_quarter", at.today, at.company.calendar)
    if period.ends_on is None or period.ends_on >= at.today:
        period = parse_period("last_quarter", at.today, at.company.calendar)
    asked = parse_request({"kpi": "bookings", "period": period.token, **given})
    booked, then = inquire(at, asker, asked)
    if now is None or then is None or running.status != "answered":
        # Refused in the name of what was asked about, and not of what it is held against.
        asked_about = {"kpi": "forecast_accuracy", "unit": "percent", "currency": None}
        return Outcome("track_record", figures=(booked.model_copy(update=asked_about),))
    return Outcome("track_record", track_record=_made(now, then, booked.value or 0.0))


def _made(now: Inquiry, then: Inquiry, booked: float) -> TrackRecord:
    weeks = weeks_of(then)
    held = [w for w in weeks if w.low is not None and w.high is not None]
    is_over = horizon_of(now).is_over
    past = record(now)
    return TrackRecord(
        period=span_of(then.period),
        currency=then.company.currency,
        booked=booked,
        by_period=[] if is_over else _rated(scores(guesses(now))),
        periods=len(past.periods),
        periods_within=past.within,
        by_week=_rated(scores([(week.said, booked) for week in weeks])),
        weeks=[
            PastWeek(day=week.day, said=dict(week.said), low=week.low, high=week.high)
            for week in weeks
        ],
        weeks_within=sum((w.low or 0.0) <= booked <= (w.high or 0.0) for w in held),
        weeks_held=len(held),
    )


def _rated(scored: Sequence[Score]) -> list[Rated]:
    return [Rated(**vars(score)) for score in scored]


TOOL = Tool(
    "track_record",
    track_record,
    "How forecasts of past periods and weeks came out: error, bias, who beats the naive guess.",
    InPeriod,
)
