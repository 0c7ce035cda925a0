"""Forecasts beside what came of them: what was submitted in time, and what was booked."""

from dataclasses import replace
from datetime import date, timedelta

from tools.engine.dimensions import PEOPLE
from tools.engine.each_grain import EachGrain
from tools.engine.everybody import read
from tools.engine.facts.deals import amount, number
from tools.engine.facts.roster import in_question, in_scope, line_above
from tools.engine.facts.submissions import Submitted, refuse_exclusion
from tools.engine.facts.sums import won_sums
from tools.engine.inquiry import Inquiry
from tools.engine.measure import Cells, merge
from tools.engine.refusal import NoValue

_IN_TIME = timedelta(days=30)  # before the period ends: what is said later is hardly a forecast
_BOOKED = won_sums(bookings=amount, won=number)


class Outcomes:
    """Parts: those of `Submitted` as they stood 30 days before the period ended, `bookings` (ten-
    thousandths of the reporting currency) and `won` (deals). Of a leader both are the tree's."""

    honours = PEOPLE
    additive = False

    def read(self, inquiry: Inquiry) -> Cells:
        """Both for each group. Raises NoValue while the period is not over."""
        refuse_exclusion(inquiry)
        span = inquiry.period.span
        if span is None or span[1] >= inquiry.today:
            raise NoValue("period_not_over")
        cells: Cells = {}
        merge(cells, _of_leaders(inquiry) if inquiry.by == "manager" else read(_BOOKED, inquiry))
        merge(cells, _CALLED.read(inquiry))
        return cells


def _in_time(inquiry: Inquiry) -> date:
    if inquiry.period.ends_on is None:
        raise ValueError("a period without an end has no day before it")
    return inquiry.period.ends_on - _IN_TIME


_CALLED = Submitted("commit", day=_in_time, sellers_only=True)
OUTCOMES = EachGrain(Outcomes())


def _of_leaders(inquiry: Inquiry) -> Cells:
    """What everybody below each leader booked, as their submissions speak for them."""
    seen = {member.pk: member for member in in_scope(inquiry)}
    leaders = {m.pk: m.email for m in in_question(inquiry) if m.role != "rep"}
    booked = _BOOKED.read(replace(inquiry, by="rep"))
    cells: Cells = {}
    for member in seen.values():
        if member.email in booked:
            for pk in line_above(member, seen) & leaders.keys():
                merge(cells, {leaders[pk]: booked[member.email]})
    return cells
