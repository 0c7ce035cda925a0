"""A figure beside what it is compared with: another period, or another day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from storage.errors import UsageError
from tools.engine.dimensions import TIME
from tools.engine.figure import Compared, Figure, Line, span_of
from tools.engine.in_step import InStep
from tools.engine.inquiry import Inquiry
from tools.engine.kpi import Kpi
from tools.engine.period import parse_period, past_day
from tools.engine.read_period import read_period
from tools.engine.refusal import Declined


def compared(kpi: Kpi, inquiry: Inquiry, token: str, figure: Figure) -> Figure:
    """The figure with the same of `token`'s period, line by line, beside it."""
    side = other_side(kpi, inquiry, token)
    other = read_period(kpi, side, figure, told=False)
    rows = _beside(figure.rows, other.rows, inquiry, side) if other.rows else figure.rows
    compared = Compared(
        period=span_of(side.period),
        value=other.value,
        n=other.n,
        reason=other.reason,
        as_of=side.as_of,
        rows=other.rows if inquiry.by in TIME else None,
    )
    return figure.model_copy(update={"compared_to": compared, "rows": rows})


def _beside(
    rows: Sequence[Line] | None, others: Sequence[Line], inquiry: Inquiry, side: Inquiry
) -> list[Line] | None:
    """The rows with what they are compared with: the group of the same name, or the month (week …)
    at the same place of its period."""
    if rows is None:
        return None
    here, there = inquiry.period.span, side.period.span
    if inquiry.by in TIME and here and there:
        return InStep(inquiry.by, here, there, inquiry.company.calendar).rows(rows, others)
    before = {tuple(line.by.items()): line.value for line in others}
    return [replace(line, compared_to=before.get(tuple(line.by.items()))) for line in rows]


def other_side(kpi: Kpi, inquiry: Inquiry, token: str) -> Inquiry:
    """What an inquiry is compared with: the same over the period of `token` (with `@day`: as it
    stood on that day). Raises UsageError, and Declined for a figure without periods."""
    period_token, _, day = token.partition("@")
    period = parse_period(period_token, inquiry.today, inquiry.company.calendar)
    if not kpi.takes_period:
        if not (day and kpi.takes_as_of):
            raise Declined("takes_no_period")
        period = inquiry.period
    as_of = past_day(_day(day), inquiry.today) if day else inquiry.as_of
    return replace(inquiry, period=period, as_of=as_of)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError("period_unknown", given=text) from error
