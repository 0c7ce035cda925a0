"""Whom a manager coaches: the reps below, each beside those with the same manager."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import or_, select

from storage.errors import PiloteError
from storage.tables import people
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.engine.scope import scope_of

LEADING = {"manager", "executive", "operations"}

Team = Mapping[str, tuple[str, ...]]  # a rep -> those with the same manager (emails)


def reps_below(at: Desk, asker: Person) -> dict[str, int | None]:
    """The reps who work for the asker today, by email, with the row of their manager.

    Raises PiloteError `coach_not_yours` for somebody nobody works for.
    """
    if asker.role not in LEADING:
        raise PiloteError("coach_not_yours")
    p = people.c
    query = select(p.email, p.manager_pk).where(
        p.role == "rep",
        p.pk != asker.pk,
        scope_of(asker, at.company.name).condition(p.pk),
        or_(p.active_from.is_(None), p.active_from <= at.today),
        or_(p.active_to.is_(None), p.active_to >= at.today),
    )
    return {email: manager for email, manager in at.connection.execute(query.order_by(p.email))}


def teams(at: Desk, asker: Person) -> Team:
    """Each rep below the asker with their peers. Raises like `reps_below`."""
    below = reps_below(at, asker)
    together: dict[int | None, list[str]] = defaultdict(list)
    for email, manager in below.items():
        together[manager].append(email)
    return {
        email: tuple(peer for peer in together[manager] if peer != email)
        for email, manager in below.items()
    }
