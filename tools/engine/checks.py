"""Checks: what can be found about an open deal, one file each under `signals` and `defects`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from importlib import import_module
from operator import add
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Literal

from sqlalchemy import ColumnElement, RowMapping, Select, bindparam, case, select

import tools.engine.defects
import tools.engine.signals
from storage.tables import deal_health, opportunities
from tools.engine.deal import Deal, Finding, Limit
from tools.engine.health import Health, health_of
from tools.engine.inquiry import Inquiry
from tools.engine.thresholds import differ

Kind = Literal["signals", "defects"]


@dataclass(frozen=True)
class Check:
    """One risk signal or defect: when it is raised, and the values that its sentence tells.

    `limits` are the thresholds that it goes by, the one that raises it first: a team may have its
    own.

    The sentence stands under the check's name in the language files; `n` chooses its plural,
    and where a value is missing the one under `<name>_none` is told.
    """

    name: str
    raised: Callable[[Health], ColumnElement[bool]]
    values: Callable[[Health], Mapping[str, ColumnElement[Any]]] = lambda _: {}
    limits: tuple[str, ...] = ()

    def raises(self, health: Health) -> ColumnElement[bool]:
        """Whether it is raised, by the thresholds of the deal's team."""
        return health.by_team(self.limits, self.raised)

    def tells(self, health: Health) -> Mapping[str, ColumnElement[Any]]:
        """The values of its sentence, likewise."""
        return {
            name: health.by_team(self.limits, self._value(name)) for name in self.values(health)
        }

    def _value(self, name: str) -> Callable[[Health], ColumnElement[Any]]:
        return lambda health: self.values(health)[name]


@cache
def checks(kind: Kind) -> Sequence[Check]:
    """All risk signals, or all defects."""
    packages = {"signals": tools.engine.signals, "defects": tools.engine.defects}
    return tuple(_checks(packages[kind]))


@lru_cache(maxsize=8)  # to write all these expressions takes longer than one person's deals
def how_many(kind: Kind, health: Health) -> ColumnElement[int]:
    """How many of the checks a deal raises."""
    return reduce(add, (case((check.raises(health), 1), else_=0) for check in checks(kind)))


def with_findings(inquiry: Inquiry, kind: Kind, deals: Sequence[Deal]) -> list[Deal]:
    """A page of open deals with what the checks find about each, read in one query."""
    health = health_of(inquiry)
    ids = {"ids": [deal.id for deal in deals]}
    rows = {
        row["id"]: row for row in inquiry.connection.execute(_page(kind, health), ids).mappings()
    }
    return [
        deal.model_copy(update={kind: list(_found(kind, health, rows[deal.id]))}) for deal in deals
    ]


@lru_cache(maxsize=8)
def _page(kind: Kind, health: Health) -> Select[Any]:
    """All that is found about some deals."""
    columns = [
        column.label(f"{check.name}.{name}")
        for check in checks(kind)
        for name, column in {"": check.raises(health), **check.tells(health)}.items()
    ]
    columns += [health.is_of(team).label(f"team.{n}") for n, (team, _) in enumerate(health.teams)]
    return (
        select(opportunities.c.id, *columns)
        .join(deal_health, deal_health.c.opportunity_pk == opportunities.c.pk)
        .where(opportunities.c.id.in_(bindparam("ids", expanding=True)))
    )


def _found(kind: Kind, health: Health, row: RowMapping) -> Iterator[Finding]:
    for check in checks(kind):
        if row[f"{check.name}."]:
            values = {name: row[f"{check.name}.{name}"] for name in check.values(health)}
            yield Finding(code=check.name, values=values, limit=_own_limit(check, health, row))


def _own_limit(check: Check, health: Health, row: RowMapping) -> Limit | None:
    """The threshold by which it was raised, where the deal's team has its own."""
    for place, (team, own) in enumerate(health.teams):
        if row[f"team.{place}"]:
            names = differ(own, health.thresholds, check.limits)
            return Limit(team=team, name=names[0], value=getattr(own, names[0])) if names else None
    return None


def _checks(package: ModuleType) -> Iterator[Check]:
    for module in iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{module.name}").CHECK
