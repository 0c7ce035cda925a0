"""Quotas as a measure: which rows stand for what is asked, prorated by their days in the period.

One person: their `person` row. A team: its `team` row, else the sum of its members. Everyone:
all `person` rows. One segment, product or territory: its row (kpis.md, `quota`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    false,
    func,
    or_,
    select,
    true,
    type_coerce,
)

from storage.tables import products, quotas
from tools.engine.dimensions import PEOPLE, TIME, dimension
from tools.engine.facts.roster import Member, in_question, members_of
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL, Cells
from tools.engine.memory import Memory
from tools.engine.refusal import Declined

TARGETS = frozenset({"segment", "product", "territory"})  # quotas that are not of people


@dataclass(frozen=True)
class _Window:
    """Quota rows of one kind, holder, span and currency, added up."""

    holder: tuple[str, str]  # kind, of
    starts_on: date
    ends_on: date
    units: float  # in the reporting currency
    rows: int


class Quotas:
    """Parts: `quota` (ten-thousandths of the reporting currency) and `quotas` (rows)."""

    honours = PEOPLE | TIME | TARGETS
    additive = False  # a team's row need not be the sum of its members

    def read(self, inquiry: Inquiry) -> Cells:
        """The quota of each group. Raises Declined for filters that no quota row answers."""
        _refuse_unanswerable(inquiry)
        if inquiry.company.version is None:
            return self._read(inquiry)
        # Who has which quota changes with an import alone, and every booking is held against it.
        about = (inquiry.scope, inquiry.period, inquiry.conditions, inquiry.by)
        known = _KNOWN.get((inquiry.company.version, *about), lambda: self._read(inquiry))
        return {label: dict(parts) for label, parts in known.items()}

    def _read(self, inquiry: Inquiry) -> Cells:
        target = _target(inquiry)
        groups = _of_target(inquiry, target) if target else _of_people(inquiry)
        holders = {holder for members in groups.values() for holder in members}
        windows = _windows(inquiry, holders, all_people=_everyone(inquiry))
        cells: Cells = {}
        for label, members in groups.items():
            for holder in members:
                for window in windows.get(holder, ()):
                    _prorate(inquiry, window, label, cells)
        return cells


QUOTAS = Quotas()
_KNOWN: Memory[Cells] = Memory(most=1_024)


def _refuse_unanswerable(inquiry: Inquiry) -> None:
    filtered = [c.dimension for c in inquiry.conditions]
    targets = TARGETS & {*filtered, inquiry.by or ""}
    if any(c.exclude for c in inquiry.conditions):
        raise Declined("quota_exclusion")
    of_people = PEOPLE & {*filtered, inquiry.by or ""} or inquiry.scope.kind != "company"
    if len(targets) > 1 or (targets and of_people):
        raise Declined("quota_two_filters")


def _target(inquiry: Inquiry) -> str | None:
    named = TARGETS & {inquiry.by or "", *(c.dimension for c in inquiry.conditions)}
    return next(iter(named), None)


def _everyone(inquiry: Inquiry) -> bool:
    people_filter = any(c.dimension in PEOPLE for c in inquiry.conditions)
    grouped_by_people = inquiry.by in PEOPLE
    return inquiry.scope.kind == "company" and not people_filter and not grouped_by_people


Groups = dict[str | None, list[tuple[str, str]]]


def _of_target(inquiry: Inquiry, target: str) -> Groups:
    """The holders of quotas of one kind that is no person's."""
    holders = [str(of) for of in inquiry.connection.scalars(_holders_of(target))]
    names = _product_names(inquiry) if target == "product" else {h: h for h in holders}
    condition = inquiry.condition_on(target)
    if condition:
        wanted = set(condition.shown)
        holders = [h for h in holders if names.get(h) in wanted]
    by_target = inquiry.by == target
    groups: Groups = {}
    for holder in holders:
        label = names.get(holder) if by_target else TOTAL
        groups.setdefault(label, []).append((target, holder))
    return groups


def _holders_of(kind: str) -> Select[Any]:
    return select(quotas.c.of).where(quotas.c.kind == kind).distinct()


def _product_names(inquiry: Inquiry) -> Mapping[str, str]:
    return {i: n for i, n in inquiry.connection.execute(select(products.c.id, products.c.name))}


def _of_people(inquiry: Inquiry) -> Groups:
    if _everyone(inquiry):
        return {TOTAL: [("person", "*")]}
    asked = in_question(inquiry)
    if inquiry.by == "rep":
        return {m.email: [("person", m.email)] for m in asked}
    by_person = inquiry.scope.kind == "rep" or inquiry.condition_on("rep") is not None
    groups: dict[str | None, list[Member]] = {}
    if inquiry.by in PEOPLE:
        labels = dimension(inquiry.by).labels(inquiry, [m.pk for m in asked])
        for member in asked:
            groups.setdefault(labels.get(member.pk), []).append(member)
    else:
        groups[TOTAL] = list(asked)
    if by_person:
        return {label: _persons(members) for label, members in groups.items()}
    sellers = _sellers(members_of(inquiry, {member.team for member in asked if member.team}))
    with_row = set(inquiry.connection.scalars(_holders_of("team").where(_overlapping(inquiry))))
    return {label: _team_holders(ms, sellers, with_row) for label, ms in groups.items()}


def _persons(members: Iterable[Member]) -> list[tuple[str, str]]:
    return [("person", member.email) for member in members]


def _sellers(members: Iterable[Member]) -> Mapping[str | None, set[int]]:
    sellers: dict[str | None, set[int]] = {}
    for member in members:
        if member.role == "rep":
            sellers.setdefault(member.team, set()).add(member.pk)
    return sellers


def _team_holders(
    members: Iterable[Member], sellers: Mapping[str | None, set[int]], with_row: set[str]
) -> list[tuple[str, str]]:
    """A team that is in whole counts by its own row where it has one, else by its members.

    In whole means all its sellers: a team's manager may stand above or beside it.
    """
    teams: dict[str | None, list[Member]] = {}
    for member in members:
        teams.setdefault(member.team, []).append(member)
    holders: list[tuple[str, str]] = []
    for team, of_team in teams.items():
        in_whole = sellers.get(team, set()) <= {m.pk for m in of_team}
        if team is not None and team in with_row and in_whole:
            holders.append(("team", team))
        else:
            holders += _persons(of_team)
    return holders


def _overlapping(inquiry: Inquiry) -> ColumnElement[bool]:
    span = inquiry.period.span
    if span is None:
        return true()
    return and_(quotas.c.starts_on <= span[1], quotas.c.ends_on >= span[0])


def _windows(
    inquiry: Inquiry, holders: set[tuple[str, str]], *, all_people: bool
) -> dict[tuple[str, str], list[_Window]]:
    q = quotas.c
    kinds = {kind for kind, _ in holders}
    few = len(holders) <= 50
    named = (and_(q.kind == kind, q.of == of) for kind, of in holders)
    wanted = or_(false(), *named) if few else true()
    together = all_people and _target(inquiry) is None
    keys = [q.kind, q.starts_on, q.ends_on, q.currency]
    units = func.sum(type_coerce(q.amount, BigInteger))
    query = select(*keys, units, func.count()).where(q.kind.in_(kinds), _overlapping(inquiry))
    if together:
        query = query.group_by(*keys)
    else:
        query = query.add_columns(q.of).where(wanted).group_by(*keys, q.of)
    found: dict[tuple[str, str], list[_Window]] = {}
    for kind, starts_on, ends_on, currency, units, rows, *of in inquiry.connection.execute(query):
        rate = inquiry.rates.on(currency, starts_on)
        if rate is None:
            raise Declined("no_exchange_rate")
        holder = (kind, of[0] if of else "*")
        window = _Window(holder, starts_on, ends_on, float(units) * rate, rows)
        found.setdefault(holder, []).append(window)
    return found


def _prorate(inquiry: Inquiry, window: _Window, label: str | None, cells: Cells) -> None:
    span = inquiry.period.span or (window.starts_on, window.ends_on)
    first, last = max(span[0], window.starts_on), min(span[1], window.ends_on)
    days = (window.ends_on - window.starts_on).days + 1
    if inquiry.by not in TIME:
        _add(cells, label, window, ((last - first).days + 1) / days)
        return
    calendar = inquiry.company.calendar
    while first <= last:
        end = min(calendar.span(inquiry.by, first)[1], last)
        share = ((end - first).days + 1) / days
        _add(cells, calendar.label(inquiry.by, first), window, share)
        first = calendar.span(inquiry.by, first, 1)[0]


def _add(cells: Cells, label: str | None, window: _Window, share: float) -> None:
    cell = cells.setdefault(label, {"quota": 0.0, "quotas": 0})
    cell["quota"] += window.units * share
    cell["quotas"] += window.rows
