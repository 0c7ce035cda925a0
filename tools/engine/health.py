"""The health of open deals as signals and defects see it, on the day of an inquiry.

`deal_health` is made when data comes in, and some of it may lie ahead of the day that is asked
about. Where the last event of a deal does, its history up to the day is read instead.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from math import floor
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Date,
    FromClause,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.sql.elements import KeyedColumnElement

from storage.tables import activities, deal_health, field_changes, people, stage_medians, stages
from tools.engine.facts.activities import HELD
from tools.engine.inquiry import Inquiry
from tools.engine.kept import kept
from tools.engine.memory import Memory
from tools.engine.sql import days_between, earliest, latest
from tools.engine.thresholds import OfTeams, Thresholds, differ, of_teams

_F = field_changes.c
# Behind coalesce, so that SQLite visits the changes of one deal instead of walking an index of
# those of all deals by day.
_changed_on = func.coalesce(_F.changed_on, _F.changed_on)


Medians = tuple[tuple[int, float], ...]  # key of the stage, days


@dataclass(frozen=True)
class Health:
    """The columns of `deal_health` for one day and one set of thresholds.

    `medians`: (key of the stage, days of the median visit of won deals). `table` has the columns
    of `deal_health`: that itself, or what it would have been on a past day. `teams` have
    thresholds of their own, for the deals whose owner is one of them.
    """

    today: date
    thresholds: Thresholds
    medians: Medians
    table: FromClause = deal_health
    teams: OfTeams = ()

    @property
    def c(self) -> ReadOnlyColumnCollection[str, KeyedColumnElement[Any]]:
        """The columns."""
        return self.table.c

    def by_team(
        self, limits: Iterable[str], told: Callable[["Health"], ColumnElement[Any]]
    ) -> ColumnElement[Any]:
        """Something that depends on these thresholds: of each deal by those of its team."""
        of_all = told(replace(self, teams=()))
        names = tuple(limits)
        own = [
            (self.is_of(team), told(replace(self, thresholds=thresholds, teams=())))
            for team, thresholds in self.teams
            if differ(thresholds, self.thresholds, names)
        ]
        return case(*own, else_=of_all) if own else of_all

    def is_of(self, team: str) -> ColumnElement[bool]:
        """The deal's owner is of this team."""
        members = select(people.c.pk).where(people.c.team == team)
        return self.c.owner_pk.in_(members)

    def before(self, days: int) -> date:
        """The day so many days before today; after it, for so many days, come those up to today."""
        return self.today - timedelta(days=days)

    def days_since(self, day: ColumnElement[Any]) -> ColumnElement[int]:
        """How many days ago a day was."""
        return days_between(day, literal(self.today, Date))

    def idle_for(self, days: int) -> ColumnElement[bool]:
        """No activity was held in so many days up to today, which is the last of them."""
        last, before = self.c.last_held_on, self.before(days)
        held = self._held(after=before).with_only_columns(literal(1)).correlate(self.table)
        return or_(last.is_(None), last <= before, and_(last > self.today, ~held.exists()))

    @cached_property
    def last_held_on(self) -> ColumnElement[Any]:
        """The day of the last held activity up to today; null where there is none."""
        return self._up_to_today(self.c.last_held_on, self.c.last_held_on, self._held())

    @cached_property
    def pushes(self) -> ColumnElement[Any]:
        """How often the close date was moved to a later day up to today."""
        known = select(func.count()).where(
            self._changed("close_on"), _F.old_value != "", _F.new_value > _F.old_value
        )
        return self._up_to_today(self.c.pushes, self.c.last_push_on, known)

    @cached_property
    def median(self) -> ColumnElement[Any]:
        """Days of the median visit of won deals to the stage; null where they had none."""
        return self._by_stage({stage: literal(days) for stage, days in self.medians})

    def stays_longer_than(self, medians: float) -> ColumnElement[bool]:
        """In its stage, this visit, for more days than so many median visits."""
        # Turned into a last day of entry for each stage: nothing is left to compute for each deal.
        entries = {
            stage: literal(self.before(floor(days * medians)), Date) for stage, days in self.medians
        }
        return self.c.stage_since < self._by_stage(entries)

    def in_last_stages(self, number: int) -> ColumnElement[bool]:
        """In one of so many open stages that come last in the process."""
        s = stages.c
        last = select(s.pk).where(s.kind == "open").order_by(s.position.desc(), s.pk.desc())
        return self.c.stage_pk.in_(last.limit(number))

    def value_before(self, field: str, days: int) -> ColumnElement[Any]:
        """What a field was before the changes of so many days up to today, as text."""
        first = earliest(_F.old_value, _F.changed_at)
        return self._of_deal(select(first).where(self._changed(field, self.before(days))))

    def value_after(self, field: str, days: int) -> ColumnElement[Any]:
        """What a field was after them."""
        last = latest(_F.new_value, _F.changed_at)
        return self._of_deal(select(last).where(self._changed(field, self.before(days))))

    def last_change(self, field: str, days: int) -> ColumnElement[Any]:
        """The day of the last of them."""
        day = func.max(_changed_on)
        return self._of_deal(select(day).where(self._changed(field, self.before(days))))

    def lately(
        self, last: ColumnElement[Any], days: int, condition: ColumnElement[bool]
    ) -> ColumnElement[bool]:
        """A condition on the changes of so many days, asked only of deals that had some."""
        return case((last > self.before(days), condition), else_=false())

    def _held(self, after: date = date.min) -> Select[tuple[date]]:
        a = activities.c
        return select(func.max(a.occurred_on)).where(
            a.opportunity_pk == self.c.opportunity_pk,
            HELD,
            a.occurred_on > after,
            a.occurred_on <= self.today,
        )

    def _changed(self, field: str, after: date | None = None) -> ColumnElement[bool]:
        until = and_(
            _F.opportunity_pk == self.c.opportunity_pk,
            _F.field == field,
            _changed_on <= self.today,
        )
        return until if after is None else and_(until, _changed_on > after)

    def _by_stage(self, values: Mapping[int, ColumnElement[Any]]) -> ColumnElement[Any]:
        return case(values, value=self.c.stage_pk) if values else literal(None)

    def _up_to_today(
        self, value: ColumnElement[Any], last: ColumnElement[Any], known: Select[Any]
    ) -> ColumnElement[Any]:
        return case((last > self.today, self._of_deal(known)), else_=value)

    def _of_deal(self, query: Select[Any]) -> ColumnElement[Any]:
        return query.correlate(self.table).scalar_subquery()


def health_of(inquiry: Inquiry) -> Health:
    """The health of deals on the day of an inquiry."""
    version = inquiry.company.version
    if version is None or not inquiry.sums:
        medians = _read_medians(inquiry.connection)
    else:
        medians = _MEDIANS.get(version, lambda: _read_medians(inquiry.connection))
    with kept(inquiry) as connection:
        own = of_teams(connection, inquiry.thresholds) if connection else ()
    return Health(inquiry.today, inquiry.thresholds, medians, teams=own)


_MEDIANS: Memory[Medians] = Memory(most=16)  # once for each import


def _read_medians(connection: Connection) -> Medians:
    m = stage_medians.c
    found = connection.execute(select(m.stage_pk, m.days).order_by(m.stage_pk))
    return tuple((stage, days) for stage, days in found)
