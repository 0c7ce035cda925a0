"""The tool that tells what changed in the pipeline since a day, step by step."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from storage.errors import UsageError
from storage.tables import opportunities, removed_deals
from storage.types import MONEY_SCALE
from tools.arguments import InPeriod
from tools.engine.answer import Outcome
from tools.engine.bridge import STEPS, Bridge, bridge
from tools.engine.bridged import Bridged, Move
from tools.engine.compute import Desk, inquire
from tools.engine.figure import Figure
from tools.engine.inquiry import Inquiry
from tools.engine.movers import movers
from tools.engine.people import Person
from tools.engine.refusal import Declined
from tools.engine.request import parse_request
from tools.toolbox import Tool

A_WEEK = timedelta(days=7)
LARGEST = 3  # of each step: enough to recognise it by


def bridge_tool(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """The bridge of `period` (this quarter) from the beginning of `since` (a week ago) until now,
    or the end of the past day `until`, in the asker's scope and within `where`."""
    given = dict(arguments)
    since = _day("since", given.pop("since", None)) or at.today - A_WEEK
    until = _day("until", given.pop("until", None))
    if since > min(until or at.today, at.today):
        raise UsageError("bridge_since", given=since.isoformat())
    request = parse_request({**given, "kpi": "pipeline", "as_of": until})
    figure, inquiry = inquire(at, asker, request)
    if inquiry is None or figure.value is None:
        return Outcome("bridge", figures=(figure,))
    try:
        found = bridge(inquiry, since)
    except Declined as refusal:
        told = {"status": "declined", "reason": refusal.code, "facts": refusal.facts, "value": None}
        return Outcome("bridge", figures=(figure.model_copy(update=told),))
    return Outcome("bridge", figures=(figure,), bridge=_shown(found, inquiry, figure))


def _day(name: str, given: object) -> date | None:
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError as error:
        raise UsageError("argument", argument=name, given=given) from error


def _shown(found: Bridge, inquiry: Inquiry, figure: Figure) -> Bridged:
    return Bridged(
        since=found.since,
        until=inquiry.as_of,
        period=figure.period,
        currency=inquiry.company.currency,
        start=found.start / MONEY_SCALE,
        **{step: moved.value / MONEY_SCALE for step, moved in found.steps.items()},
        end=figure.value or 0.0,
        counts={step: moved.n for step, moved in found.steps.items()},
        moves=list(_moves(found, inquiry)),
    )


def _moves(found: Bridge, inquiry: Inquiry) -> Iterator[Move]:
    largest = movers(inquiry, found.since, LARGEST)
    names = _names(inquiry, {pk for _, pk, _ in largest})
    for step, pk, value in sorted(largest, key=lambda move: STEPS.index(move[0])):
        identity, name = names[pk]
        yield Move(step=step, id=identity, name=name, value=value / MONEY_SCALE)


def _names(inquiry: Inquiry, pks: set[int]) -> Mapping[int, tuple[str, str]]:
    o, r = opportunities.c, removed_deals.c
    known = select(o.pk, o.id, o.name).where(o.pk.in_(pks))
    gone = select(-r.pk, r.id, r.name).where((-r.pk).in_(pks))
    found = [*inquiry.connection.execute(known), *inquiry.connection.execute(gone)]
    return {pk: (identity, name) for pk, identity, name in found}


class Between(InPeriod):
    """From the beginning of one day to the end of another."""

    since: date | None = None
    until: date | None = None


TOOL = Tool("bridge", bridge_tool, "What changed in the pipeline of a period since a day.", Between)
