"""What databases spell differently: the one place that knows about dialects.

SQLite and PostgreSQL run the bot; the others are warehouses (docs/warehouse.md). Everything else
is written so that all of them take it as it stands, and `tests/tools/engine/test_dialects.py`
holds it to that: sums in doubles (`Double`: a plain FLOAT has seven digits on Spark and Trino),
a subquery for one row's value always an aggregate, no recursion and no `IS TRUE`.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Double,
    Integer,
    Select,
    Text,
    cast,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from storage.tables import people
from storage.types import MONEY_SCALE

# Databases of rows with indexes, where the next value is a step away and all values are a scan.
INDEXED = frozenset({"sqlite", "postgresql"})


class days_between(FunctionElement[int]):  # noqa: N801 (reads as the SQL function it stands for)
    """Whole days from the first date to the second."""

    type = Integer()
    inherit_cache = True

    def __init__(self, first: ColumnElement[Any], second: ColumnElement[date]) -> None:
        super().__init__(first, second)


_DAYS = {
    "sqlite": "CAST(julianday({second}) - julianday({first}) AS INTEGER)",
    "bigquery": "DATE_DIFF({second}, {first}, DAY)",
    "clickhousedb": "dateDiff('day', {first}, {second})",
    "databricks": "DATEDIFF({second}, {first})",
    "impala4": "DATEDIFF({second}, {first})",  # Spark, by the protocol it shares with Impala
    "snowflake": "DATEDIFF(day, {first}, {second})",
    "trino": "DATE_DIFF('day', {first}, {second})",
}


@compiles(days_between)
def _days_between(element: days_between, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    first, second = (compiler.process(clause, **kw) for clause in element.clauses)
    spelt = _DAYS.get(compiler.dialect.name, "({second} - {first})")
    return spelt.format(first=first, second=second)


class in_tree_of(FunctionElement[bool]):  # noqa: N801
    """True where `person` is the person with key `root` or anybody below, however deep.

    A recursive query on SQLite and PostgreSQL. Warehouses know recursion in part or not at all;
    there `Warehouse` puts the keys in its place (tools/engine/warehouse.py).
    """

    inherit_cache = True

    def __init__(self, person: ColumnElement[int], root: int) -> None:
        super().__init__(person, literal(root))

    @property
    def person(self) -> ColumnElement[int]:
        """Whose place is asked about."""
        return next(iter(self.clauses))

    @property
    def root(self) -> int:
        """The key of the person at the top."""
        return int(list(self.clauses)[1].value)


@compiles(in_tree_of)
def _in_tree_of(element: in_tree_of, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    person, root = element.clauses
    return compiler.process(person.in_(_tree(root)).self_group(), **kw)


def _tree(root: ColumnElement[int]) -> Select[tuple[int]]:
    """UNION (not UNION ALL) ends even where two people are each other's manager."""
    below = select(people.c.pk).where(people.c.pk == root).cte(recursive=True)
    below = below.union(select(people.c.pk).join(below, people.c.manager_pk == below.c.pk))
    return select(below.c.pk)


def units_of(amount: ColumnElement[str]) -> ColumnElement[Any]:
    """Ten-thousandths of an amount that is kept as text, null where it is empty."""
    return func.round(cast(func.nullif(amount, ""), Double) * MONEY_SCALE)


def earliest(value: ColumnElement[Any], at: ColumnElement[datetime]) -> ColumnElement[Any]:
    """Of the rows gathered, the text of the one with the first instant; null where it is empty."""
    return _without_instant(func.min(_with_instant(value, at)))


def latest(value: ColumnElement[Any], at: ColumnElement[datetime]) -> ColumnElement[Any]:
    """The same of the one with the last."""
    return _without_instant(func.max(_with_instant(value, at)))


# Added to an instant it gives 18 digits, so that texts sort as the instants do.
_EIGHTEEN_DIGITS = 10**17


def _with_instant(value: ColumnElement[Any], at: ColumnElement[datetime]) -> ColumnElement[str]:
    instant = type_coerce(at, BigInteger) + _EIGHTEEN_DIGITS
    return cast(instant, Text) + func.coalesce(value, "", type_=Text)


def _without_instant(text: ColumnElement[str]) -> ColumnElement[Any]:
    return func.nullif(func.substr(text, 19), "")
