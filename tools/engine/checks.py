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
from tools.engine.deal import Deal, Finding
from tools.engine.health import Health, health_of
from tools.engine.inquiry import Inquiry

Kind = Literal["signals", "defects"]


@dataclass(frozen=True)
class Check:
    """One risk signal or defect: when it is raised, and the values that its sentence tells.

    The sentence stands under the check's name in the language files; `n` chooses its plural,
    and where a value is missing the one under `<name>_none` is told.
    """

    name: str
    raised: Callable[[Health], ColumnElement[bool]]
    values: Callable[[Health], Mapping[str, ColumnElement[Any]]] = lambda _: {}


@cache
def checks(kind: Kind) -> Sequence[Check]:
    """All risk signals, or all defects."""
    packages = {"signals": tools.engine.signals, "defects": tools.engine.defects}
    return tuple(_checks(packages[kind]))


@lru_cache(maxsize=8)  # to write all these expressions takes longer than one person's deals
def how_many(kind: Kind, health: Health) -> ColumnElement[int]:
    """How many of the checks a deal raises."""
    return reduce(add, (case((check.raised(health), 1), else_=0) for check in checks(kind)))


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
        for name, column in {"": check.raised(health), **check.values(health)}.items()
    ]
    return (
        select(opportunities.c.id, *columns)
        .join(deal_health, deal_health.c.opportunity_pk == opportunities.c.pk)
        .where(opportunities.c.id.in_(bindparam("ids", expanding=True)))
    )


def _found(kind: Kind, health: Health, row: RowMapping) -> Iterator[Finding]:
    for check in checks(kind):
        if row[f"{check.name}."]:
            values = {name: row[f"{check.name}.{name}"] for name in check.values(health)}
            yield Finding(code=check.name, values=values)


def _checks(package: ModuleType) -> Iterator[Check]:
    for module in iter_modules(package.__path__):
        yield import_module(f"{package.__name__}.{module.name}").CHECK
