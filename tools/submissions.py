"""Submitting a forecast: the sheet to fill in, what to look at twice, and keeping what was said.

A rep speaks for themselves, a manager for their team, an executive for the company. What was
submitted is never changed: a later submission stands in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select

from storage.errors import PiloteError, UsageError
from storage.tables import forecasts, people
from tools.engine.compute import Desk, compute
from tools.engine.figure import Figure
from tools.engine.people import Person
from tools.engine.period import Period, parse_period, previous
from tools.engine.request import KpiRequest
from tools.forecast_lock import Lock

FIGURES = ("quota", "bookings", "commit", "best_case", "weighted_pipeline")
PROJECTION = "forecast"  # apart: it takes seconds where nothing has been learnt yet
_SPEAKERS = ("rep", "manager", "executive")
_MOST = Decimal(10) ** 12  # beyond it an amount is a slip of the keyboard


@dataclass(frozen=True)
class Draft:
    """What somebody is about to submit, in the reporting currency."""

    commit: Decimal
    best_case: Decimal | None
    comment: str | None


@dataclass(frozen=True)
class Made:
    """A submission as it was made; `origin` is `import` or `pilote`; `late`: after the lock."""

    by: str
    commit: Decimal
    best_case: Decimal | None
    comment: str | None
    submitted_at: datetime
    team: str | None
    origin: str
    late: bool = False


@dataclass(frozen=True)
class Report:
    """One who reports to the submitter, and what stands of theirs."""

    email: str
    name: str
    standing: Made | None


@dataclass(frozen=True)
class Sheet:
    """What somebody sees when they submit: the bot's figures for the same people and period,
    all they submitted for it, the latest last, and what those below them say."""

    person: Person
    period: Period
    currency: str
    time_zone: str
    figures: Sequence[Figure]
    history: Sequence[Made]
    reports: Sequence[Report] = field(default_factory=tuple)

    @property
    def standing(self) -> Made | None:
        """The submission that counts."""
        return self.history[-1] if self.history else None

    @property
    def rolled_up(self) -> Decimal | None:
        """What the reports' standing commits add up to; None where nobody has submitted."""
        commits = [one.standing.commit for one in self.reports if one.standing]
        return sum(commits, Decimal(0)) if commits else None

    @property
    def missing(self) -> list[str]:
        """The emails of the reports who have not submitted."""
        return [one.email for one in self.reports if one.standing is None]

    def value(self, kpi: str) -> float | None:
        """The value of one of the figures."""
        return next((figure.value for figure in self.figures if figure.kpi == kpi), None)


def sheet(at: Desk, person: Person, period: str | None, *, projected: bool = True) -> Sheet:
    """The sheet of one person for a period (default: this quarter). Raises PiloteError
    `submits_nothing` for people who have nothing to forecast, UsageError for a period that is no
    period, is over, or has no end."""
    if person.role not in _SPEAKERS:
        raise PiloteError("submits_nothing")
    token = period or "this_quarter"
    asked = parse_period(token, at.today, at.company.calendar)
    if asked.ends_on is None or asked.ends_on < at.today:
        raise UsageError("forecast_period", given=token)
    names = (*FIGURES, PROJECTION) if projected else FIGURES
    figures = [compute(at, person, KpiRequest(kpi=name, period=asked.token)) for name in names]
    below = _below(at, person)
    made = _made(at, asked, [person.pk, *(one.pk for one in below)])
    reports = [Report(o.email, o.name, made[o.pk][-1] if o.pk in made else None) for o in below]
    own = made.get(person.pk, [])
    company = at.company
    return Sheet(person, asked, company.currency, company.time_zone, figures, own, reports)


def doubts(of: Sheet, draft: Draft) -> list[str]:
    """What to look at twice, by the name of its sentence: nothing of it forbids anything."""
    won, commit = of.value("bookings") or 0.0, float(draft.commit)
    best = None if draft.best_case is None else float(draft.best_case)
    found = []
    if best is not None and best < commit:
        found.append("commit_above_best_case")
    if commit < won:
        found.append("commit_below_won")
    facts = next((f.facts for f in of.figures if f.kpi == PROJECTION), {})
    if facts.keys() >= {"low", "high"} and not facts["low"] <= commit <= facts["high"]:
        found.append("above_range" if commit > facts["high"] else "below_range")
        if not draft.comment:
            found.append("no_reason")
    return found


def submit(
    connection: Connection,
    at: Desk,
    of: Sheet,
    draft: Draft,
    now: datetime,
    lock: Lock | None = None,
) -> Made:
    """Keeps a submission, with the submitter's team as it is now; while the forecast is locked,
    marked as late. Raises PiloteError `forecast_amount` for an amount that is none."""
    for amount in (draft.commit, draft.best_case):
        if amount is not None and not 0 <= amount <= _MOST:
            raise PiloteError("forecast_amount")
    person, moment = of.person, _on(now, at.today, at.company.time_zone)
    late = lock is not None and lock.holds(moment.astimezone(ZoneInfo(at.company.time_zone)))
    said = (draft.commit, draft.best_case, draft.comment)
    moment = _after(of.standing, moment)
    made = Made(person.email, *said, moment, person.team, "pilote", late)
    connection.execute(
        insert(forecasts).values(
            submitted_by_pk=person.pk,
            starts_on=of.period.starts_on,
            ends_on=of.period.ends_on,
            submitted_at=made.submitted_at,
            submitted_on=at.today,
            commit=made.commit,
            best_case=made.best_case,
            comment=made.comment,
            team=made.team,
            origin=made.origin,
            late=made.late,
        )
    )
    return made


def unsubmitted(at: Desk) -> Sequence[Person]:
    """Who has not submitted anything for this quarter, of those who take part: their team, or they
    themselves, have submitted for it or for the quarter before. By email."""
    quarter = parse_period("this_quarter", at.today, at.company.calendar)
    before = previous(quarter, at.company.calendar)
    f, p = forecasts.c, people.c
    lately = and_(f.starts_on >= before.starts_on, f.submitted_on <= at.today)
    this = (f.starts_on == quarter.starts_on, f.ends_on == quarter.ends_on)
    takes_part = or_(
        p.team.in_(select(f.team).where(lately, f.team.is_not(None))),
        p.pk.in_(select(f.submitted_by_pk).where(lately)),
    )
    done = select(f.submitted_by_pk).where(*this, f.submitted_on <= at.today)
    return _speakers(at, takes_part, p.pk.not_in(done), by=(p.email,))


def with_submission(of: Sheet, made: Made) -> Sheet:
    """The sheet once more, with what was just submitted."""
    return replace(of, history=[*of.history, made])


def _after(standing: Made | None, moment: datetime) -> datetime:
    """What is said last stands, also where the source has something of a later hour of the day."""
    if standing is None or standing.submitted_at < moment:
        return moment
    return standing.submitted_at + timedelta(seconds=1)


def _on(now: datetime, today: date, time_zone: str) -> datetime:
    """The present hour on the bot's day, where that was set apart from the machine's."""
    local = now.astimezone(ZoneInfo(time_zone))
    if local.date() == today:
        return now
    return local.replace(year=today.year, month=today.month, day=today.day)


def _below(at: Desk, person: Person) -> Sequence[Person]:
    """Those who report to somebody and have a forecast of their own."""
    p = people.c
    return _speakers(at, p.manager_pk == person.pk, by=(p.name, p.pk))


def _speakers(
    at: Desk, *conditions: ColumnElement[bool], by: Sequence[ColumnElement[Any]]
) -> Sequence[Person]:
    """Those who have a forecast of their own and work here today."""
    p = people.c
    active = (
        or_(p.active_from.is_(None), p.active_from <= at.today),
        or_(p.active_to.is_(None), p.active_to >= at.today),
    )
    columns = [column for column in p if column.name in Person.__dataclass_fields__]
    query = select(*columns).where(p.role.in_(_SPEAKERS), *active, *conditions)
    found = at.connection.execute(query.order_by(*by)).mappings()
    return [Person(**row) for row in found]


def _made(at: Desk, period: Period, of: Sequence[int]) -> dict[int, list[Made]]:
    """All that these people submitted for exactly this period, in the order they did."""
    f = forecasts.c
    columns = (f.commit, f.best_case, f.comment, f.submitted_at, f.team, f.origin, f.late)
    query = (
        select(f.submitted_by_pk, people.c.email, *columns)
        .join(people, people.c.pk == f.submitted_by_pk)
        .where(f.starts_on == period.starts_on, f.ends_on == period.ends_on)
        .where(f.submitted_by_pk.in_(of), f.submitted_on <= at.today)
    )
    found: dict[int, list[Made]] = {}
    for pk, *row in at.connection.execute(query.order_by(f.submitted_at, f.pk)):
        found.setdefault(pk, []).append(Made(*row))
    return found
