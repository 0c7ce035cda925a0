"""The people an inquiry is about: those in scope who pass the filters on people."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select

from storage.tables import people
from tools.engine.dimensions import PEOPLE, dimension
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows


@dataclass(frozen=True)
class Member:
    """A person as quotas and submitted forecasts need one."""

    pk: int
    email: str
    role: str
    team: str | None
    manager_pk: int | None
    active_from: date | None
    active_to: date | None

    def is_active(self, day: date) -> bool:
        """Whether the person works here on `day`."""
        return (self.active_from is None or self.active_from <= day) and (
            self.active_to is None or day <= self.active_to
        )


def members_of(inquiry: Inquiry, teams: Collection[str]) -> Sequence[Member]:
    """Everybody in these teams, whoever asks: to know whether a team is in whole."""
    return _members(inquiry, people.c.team.in_(teams))


def in_scope(inquiry: Inquiry) -> Sequence[Member]:
    """The people whose rows the asker may see."""
    shared = inquiry.everybody
    if shared is None:
        return _members(inquiry, inquiry.scope.condition(people.c.pk))
    everybody = shared.once("roster", lambda: {one.pk: one for one in _members(inquiry)})
    members = shared.members(inquiry.connection, inquiry.scope)
    return [everybody[one.pk] for one in members if one.pk in everybody]


def in_question(inquiry: Inquiry) -> Sequence[Member]:
    """The people in scope who pass the filters on rep, team and manager."""
    if not any(c.dimension in PEOPLE for c in inquiry.conditions):
        return in_scope(inquiry)
    rows = Rows(source=people, day=people.c.active_from, owner=people.c.pk)
    conditions = [
        dimension(c.dimension).matches(rows, c) for c in inquiry.conditions if c.dimension in PEOPLE
    ]
    return _members(inquiry, inquiry.scope.condition(people.c.pk), *conditions)


def line_above(member: Member, seen: Mapping[int, Member]) -> set[int]:
    """The keys of the member and of everybody above, as far as the asker sees them; ends where
    two are each other's manager."""
    line: set[int] = set()
    above: Member | None = member
    while above is not None and above.pk not in line:
        line.add(above.pk)
        above = seen.get(above.manager_pk or 0)
    return line


def _members(inquiry: Inquiry, *conditions: ColumnElement[bool]) -> Sequence[Member]:
    p = people.c
    columns = (p.pk, p.email, p.role, p.team, p.manager_pk, p.active_from, p.active_to)
    found = inquiry.connection.execute(select(*columns).where(*conditions).order_by(people.c.pk))
    return [Member(*row) for row in found]
