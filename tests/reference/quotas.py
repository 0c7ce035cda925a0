"""Quotas: which rows match, each by the share of its days that lie in the period."""

from dataclasses import replace
from math import fsum

from tests.reference.company import Dated
from tests.reference.periods import Period
from tests.reference.result import Result
from tests.reference.selection import OF_PEOPLE, Selection

OF_QUOTAS = ("segment", "territory", "product")


def prorated(row: Dated, period: Period) -> float:
    """The share of an amount whose days lie in the period."""
    starts = max(row.starts_on, period.starts_on or row.starts_on)
    ends = min(row.ends_on, period.ends_on or row.ends_on)
    return row.amount * max(0, (ends - starts).days + 1) / ((row.ends_on - row.starts_on).days + 1)


def quota(selection: Selection) -> Result | None:
    """None where the contract refuses: two such filters, with people, exclusions, others."""
    if selection.period.undated:
        return Result(None, 0)
    cuts = {**selection.where, **{name: [str(value)] for name, value in selection.group.items()}}
    if any(one.startswith("!") for values in cuts.values() for one in values):
        return None
    special = [name for name in cuts if name in OF_QUOTAS]
    if any(name not in (*OF_QUOTAS, "rep", "team", "manager") for name in cuts):
        return None
    if special and (len(cuts) > 1 or selection.people is not None):
        return None
    if special:
        kept = [w for w in cuts[special[0]] if w in selection.where.get(special[0], [w])]
        return _sum(selection, special[0], {_key(selection, special[0], w) for w in kept})
    return _of_people(selection)


def _key(selection: Selection, name: str, value: str) -> str:
    if name != "product":
        return value
    products = selection.company.products.values()
    return next((p.id for p in products if p.name == value), "")


def _of_people(selection: Selection) -> Result:
    """Everyone: all person rows. Else team by team: one that is in whole has its row, if any."""
    company = selection.company
    everybody = company.people.values()
    people = [person for person in everybody if selection.keeps_person(person)]
    asked = {*selection.where, *selection.group}.intersection(OF_PEOPLE)
    is_one = selection.asker is not None and selection.people == {selection.asker.email}
    if is_one or "rep" in asked or (selection.people is None and not asked):
        return _sum(selection, "person", {person.email for person in people})
    found = []
    for team in {person.team for person in people}:
        sellers = {p.email for p in everybody if p.team == team and p.role == "rep"}
        members = {p.email for p in people if p.team == team}
        # A team that has a row in the period asked for goes by it all through the period.
        whole = replace(selection, period=selection.trend_of or selection.period)
        if sellers <= members and _sum(whole, "team", {team or ""}).n:
            found.append(_sum(selection, "team", {team or ""}))
        else:
            found.append(_sum(selection, "person", members))
    known = [one.value for one in found if one.value is not None]
    return Result(fsum(known) if known else None, sum(one.n for one in found))


def _sum(selection: Selection, kind: str, keys: set[str]) -> Result:
    company, period = selection.company, selection.period
    rows = [
        prorated(row, period) * company.rate(row.currency, row.starts_on)
        for row in company.quotas
        if row.kind == kind and row.of in keys and prorated(row, period)
    ]
    return Result(fsum(rows) if rows else None, len(rows))
