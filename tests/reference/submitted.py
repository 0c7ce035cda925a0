"""Submitted forecasts, and how they compare with what was booked; costs per new customer."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import fsum

from tests.reference.closed import bookings
from tests.reference.company import Person, Submission
from tests.reference.quotas import prorated
from tests.reference.result import Result, happened, ratio
from tests.reference.selection import Selection


@dataclass(frozen=True)
class Stood:
    value: float | None
    n: int
    missing: tuple[str, ...] = ()


def submitted_commit(selection: Selection) -> Result:
    stood = _stood(selection, selection.day, "commit")
    return Result(stood.value, stood.n)


def submitted_best_case(selection: Selection) -> Result:
    stood = _stood(selection, selection.day, "best_case")
    return Result(stood.value, stood.n)


def forecast_variance(selection: Selection) -> Result:
    now = _stood(selection, selection.day, "commit")
    before = _stood(selection, selection.day - timedelta(days=7), "commit").value
    if now.value is None or not before:
        return Result(None, now.n)
    return Result((now.value - before) / before, now.n)


def _forecast_and_actual(selection: Selection) -> tuple[float, float] | None:
    """The commit 30 days before the end of a past period, and its bookings."""
    ends_on = selection.period.ends_on
    if ends_on is None or ends_on >= selection.today:
        return None
    forecast = _stood(selection, ends_on - timedelta(days=30), "commit").value
    actual = _booked(selection).value
    return None if forecast is None or not actual else (forecast, actual)


def forecast_accuracy(selection: Selection) -> Result:
    both, n = _forecast_and_actual(selection), _signed(selection)
    return Result(both and max(0.0, 1 - abs(both[1] - both[0]) / both[1]), n)


def _booked(selection: Selection) -> Result:
    """Of a leader by everybody below, as the submission speaks for them all."""
    leader = selection.group.get("manager")
    if leader is None:
        return bookings(selection)
    tree = frozenset({str(leader)} | selection.company.below(str(leader)))
    people = tree if selection.people is None else tree & selection.people
    return bookings(replace(selection, people=people, group={}))


def _signed(selection: Selection) -> int:
    over = selection.period.ends_on and selection.period.ends_on < selection.today
    unseen = "manager" in selection.group and not _is_anybody(selection)
    return _booked(selection).n if over and not unseen else 0


def forecast_bias(selection: Selection) -> Result:
    both, n = _forecast_and_actual(selection), _signed(selection)
    return Result(both and (both[0] - both[1]) / both[1], n)


def _stood(selection: Selection, day: date, field: str) -> Stood:
    """By the person asked about; the company's by the executive, else the managers below."""
    if not _is_anybody(selection):
        return Stood(None, 0)
    person = _asked_about(selection)
    is_own = "rep" in {**selection.where, **selection.group}
    if person and (is_own or person.role != "executive"):
        return _sum(selection, [person], day, field)
    everybody = selection.company.people
    tree = {person.email} | selection.company.below(person.email) if person else everybody
    people = [everybody[email] for email in tree]
    own = [p for p in people if p.role == "executive" and _standing(selection, p.email, day)]
    if own:
        return _sum(selection, own[:1], day, field)
    managers = [p for p in people if p.role == "manager"]
    highest = [p for p in managers if p.manager not in {other.email for other in managers}]
    return _sum(selection, highest, day, field)


def _is_anybody(selection: Selection) -> bool:
    """Whoever speaks for a group has to be seen, too."""
    if None in selection.group.values():
        return False
    if {"manager", "team"}.intersection(selection.group) and selection.people is not None:
        leader = _asked_about(selection)
        if leader and leader.email not in selection.people:
            return False
    return any(selection.keeps_person(person) for person in selection.company.people.values())


def _asked_about(selection: Selection) -> Person | None:
    company = selection.company
    for wanted in (selection.group, {n: v[0] for n, v in selection.where.items()}):
        for name in ("rep", "manager"):
            if name in wanted:
                return company.people[str(wanted[name])]
        if "team" in wanted:
            managers = (p for p in company.people.values() if p.role == "manager")
            return next(p for p in managers if p.team == wanted["team"])
    assert selection.asker
    return None if selection.asker.role in ("executive", "operations") else selection.asker


def _standing(selection: Selection, who: str, day: date) -> Submission | None:
    """The last one at or before a day, of one person, for exactly the period."""
    period = selection.period
    made = [
        one
        for one in selection.company.submissions
        if one.by == who
        and one.day <= day
        and (one.starts_on, one.ends_on) == (period.starts_on, period.ends_on)
    ]
    return max(made, key=lambda one: one.at, default=None)


def _sum(selection: Selection, people: list[Person], day: date, field: str) -> Stood:
    found = {p.email: _standing(selection, p.email, day) for p in people}
    values = [getattr(one, field) for one in found.values() if one]
    values = [value for value in values if value is not None]
    missing = tuple(who for who, one in found.items() if one is None)
    return Stood(fsum(values) if values else None, len(values), missing)


def cac(selection: Selection) -> Result:
    """An account is new when its first deal ever won closed in the period."""
    company, first = selection.company, dict[str, date]()
    for state in selection.won:
        account, signed = state.deal.account, state.deal.closed_on
        if account and signed:
            first[account.id] = min(signed, first.get(account.id, signed))
    new = sum(happened(selection, day) for day in first.values())
    costs = fsum(
        prorated(row, selection.period) * company.rate(row.currency, row.starts_on)
        for row in company.costs
    )
    return ratio(costs, new, new)
