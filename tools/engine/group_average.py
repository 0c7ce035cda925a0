"""Averages of a group for its members: me against the team, never a colleague's own figure.

A ratio or percent of one's own team, of one's manager's people, or of the whole company
(`team=*`) is given where at least three people stand behind it; sums and counts are denied
(answers.md, "Scope"; kpis.md, "Averages of people").
"""

from dataclasses import replace

from sqlalchemy import select

from storage.tables import people
from tools.engine.dimensions import PEOPLE, dimension
from tools.engine.filtering import during, matching
from tools.engine.inquiry import Inquiry
from tools.engine.kpi import Kpi
from tools.engine.measure import OfFacts
from tools.engine.people import Person
from tools.engine.refusal import Declined, Denied
from tools.engine.request import KpiRequest
from tools.engine.scope import Scope
from tools.engine.sql import in_tree_of

FEWEST = 3
EVERYBODY = "*"


def group_of(asker: Person, inquiry: Inquiry, request: KpiRequest) -> Scope | None:
    """The group beyond the asker's scope whose average is asked for, if it is one of theirs."""
    named = {name: values for name, values in request.where.items() if name in PEOPLE}
    if inquiry.scope.kind == "company" or len(named) != 1:
        return None
    name, values = next(iter(named.items()))
    if len(values) != 1 or values[0].startswith("!") or name == "rep":
        return None
    if name == "team" and values[0] == EVERYBODY:
        return Scope("company", inquiry.company.name)
    if inquiry.scope.kind != "rep":
        return None  # a manager's own people are in scope already
    return _own_group(asker, inquiry, name, values[0])


def _own_group(asker: Person, inquiry: Inquiry, name: str, value: str) -> Scope | None:
    everywhere = replace(inquiry, scope=Scope("company", inquiry.company.name))
    try:
        found = dimension(name).resolve(everywhere, value)
    except Declined:
        return None
    if name == "team":
        return Scope("team", found.name) if found.key == asker.team else None
    if not isinstance(found.key, int):
        return None
    below = select(people.c.pk).where(people.c.pk == asker.pk, in_tree_of(people.c.pk, found.key))
    return Scope("team", found.name) if inquiry.connection.scalar(below) else None


def widened(inquiry: Inquiry, kpi: Kpi) -> Inquiry:
    """The inquiry over the whole group. Raises Denied for what is no average of it."""
    if kpi.unit not in {"ratio", "percent"}:
        raise Denied("average_ratios_only")
    if inquiry.by is not None:
        raise Denied("average_no_breakdown")
    return replace(inquiry, scope=Scope("company", inquiry.company.name))


def guard(kpi: Kpi, inquiry: Inquiry) -> None:
    """Raises Denied where fewer than three people stand behind the figure."""
    behind: set[int] = set()
    for measure in kpi.measures:
        while not isinstance(measure, OfFacts) and hasattr(measure, "measure"):
            measure = measure.measure  # noqa: PLW2901 (what is read for each moment or grain)
        if isinstance(measure, OfFacts):
            rows = measure.fact(inquiry)
            query = select(rows.owner).select_from(rows.source).where(matching(inquiry, rows))
            in_period = during(inquiry, rows.day)
            if in_period is not None:
                query = query.where(in_period)
            few = query.distinct().limit(FEWEST)  # who the others are makes no difference
            behind.update(inquiry.connection.scalars(few))
    if len(behind) < FEWEST:
        raise Denied("average_too_few")
