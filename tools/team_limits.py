"""Whose limits for deals at risk a person may see and set, and what they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select

from storage.errors import PiloteError
from storage.tables import people
from tools.engine.compute import Desk
from tools.engine.kept import kept
from tools.engine.people import Person
from tools.engine.scope import scope_of
from tools.engine.thresholds import Thresholds, own_values, replaced
from tools.fold import fold

SETTERS = ("operations", "manager")


@dataclass(frozen=True)
class TeamLimits:
    """The limits of one team: those of everybody, and which it has of its own."""

    team: str
    of_all: Thresholds
    own: Mapping[str, float]

    @property
    def standing(self) -> Thresholds:
        """Those that hold for its deals."""
        return replaced(self.of_all, self.own)


def teams_set_by(at: Desk, asker: Person) -> list[str]:
    """The teams whose limits somebody may set: everybody's for operations, for a manager those of
    which all members are below them."""
    if asker.role not in SETTERS:
        return []
    p = people.c
    there = or_(p.active_to.is_(None), p.active_to >= at.today)
    teams = select(p.team).where(p.team.is_not(None), there).distinct().order_by(p.team)
    if asker.role == "manager":
        inside = scope_of(asker, at.company.name).condition(p.pk)
        others = select(p.team).where(p.team.is_not(None), there, ~inside)
        teams = teams.where(p.team.not_in(others))
    return [str(team) for team in at.connection.scalars(teams)]


def team_set_by(at: Desk, asker: Person, given: str) -> str:
    """The one of them that is called so. Raises PiloteError `limits_whose`: it does not tell
    whether there is such a team."""
    for team in teams_set_by(at, asker):
        if fold(team) == fold(given):
            return team
    raise PiloteError("limits_whose", given=given)


def limits_of(at: Desk, team: str) -> TeamLimits:
    """What holds for a team."""
    with kept(at) as connection:
        own = own_values(connection).get(team, {}) if connection else {}
    return TeamLimits(team, at.thresholds, own)
