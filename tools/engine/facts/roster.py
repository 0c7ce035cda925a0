"""The people an inquiry is about: those in scope who pass the filters on people."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from storage.tables import people
from tools.engine.dimensions import PEOPLE, dimension
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


@dataclass(frozen=True)
class Member:
    """A person as quotas and headcounts need one."""

    pk: int
    email: str
    role: str
    team: str | None


def everybody(inquiry: Inquiry) -> Sequence[Member]:
    """All people of the company: to know whether a team is in whole."""
    return _members(inquiry)


def in_question(inquiry: Inquiry) -> Sequence[Member]:
    """The people in scope who pass the filters on rep, team and manager."""
    rows = Rows(source=people, day=people.c.active_from, owner=people.c.pk)
    conditions = [
        dimension(c.dimension).matches(rows, c) for c in inquiry.conditions if c.dimension in PEOPLE
    ]
    return _members(inquiry, inquiry.scope.condition(people.c.pk), *conditions)


def _members(inquiry: Inquiry, *conditions: ColumnElement[bool]) -> Sequence[Member]:
    columns = (people.c.pk, people.c.email, people.c.role, people.c.team)
    found = inquiry.connection.execute(select(*columns).where(*conditions).order_by(people.c.pk))
    return [Member(*row) for row in found]
