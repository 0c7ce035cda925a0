"""What is at risk in somebody's sight, cause by cause, and which of it they were not told."""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from storage.tables import alerts, snoozes
from tools.deals import behind
from tools.engine.checks import with_findings
from tools.engine.compute import Desk, inquire
from tools.engine.deal import Deal
from tools.engine.flagged import with_flags
from tools.engine.kept import kept
from tools.engine.people import Person
from tools.engine.registry import kpi_named
from tools.engine.request import parse_request

LOOKED_AT = 300  # the largest deals at risk: smaller ones are for the list
Cause = tuple[str, str]  # a deal's id, and the signal


def at_risk_now(at: Desk, person: Person) -> Sequence[Deal]:
    """The deals at risk that this person may see, whenever they close, the largest first."""
    request = parse_request({"kpi": "at_risk", "period": "all"})
    _, inquiry = inquire(at, person, request)
    if inquiry is None:
        return []
    found = with_findings(inquiry, "signals", behind(kpi_named("at_risk"), inquiry, LOOKED_AT))
    return with_flags(inquiry, found)


def newly_at_risk(at: Desk, person: Person, most: int) -> Sequence[Deal]:
    """So many of those with a cause that the person was not told yet, each with its new causes
    alone; what they have put off is left out."""
    told, quiet = told_before(at, person), put_off(at, person)
    new = (_with_new(deal, told) for deal in at_risk_now(at, person) if deal.id not in quiet)
    return [deal for deal in new if deal.signals][:most]


def _with_new(deal: Deal, told: Collection[Cause]) -> Deal:
    new = [one for one in deal.signals if (deal.id, one.code) not in told]
    return deal.model_copy(update={"signals": new})


def told_before(at: Desk, person: Person) -> set[Cause]:
    """What somebody was told before today: what was picked today stays picked, should it have to
    be sent again."""
    a = alerts.c
    query = select(a.deal, a.cause).where(a.recipient == person.email, a.told_on < at.today)
    with kept(at) as connection:
        return {tuple(row) for row in connection.execute(query)} if connection else set()


def put_off(at: Desk, person: Person) -> set[str]:
    """The deals whose alerts somebody put off."""
    s = snoozes.c
    query = select(s.deal).where(
        s.snoozed_by == person.email, s.ended_at.is_(None), s.until_on > at.today
    )
    with kept(at) as connection:
        return set(connection.scalars(query)) if connection else set()
