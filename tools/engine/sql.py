"""The few expressions that databases spell differently, compiled for each."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Float, Integer, cast, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from storage.types import MONEY_SCALE


class days_between(FunctionElement[int]):  # noqa: N801 (reads as the SQL function it stands for)
    """Whole days from the first date to the second."""

    type = Integer()
    inherit_cache = True

    def __init__(self, first: ColumnElement[Any], second: ColumnElement[date]) -> None:
        super().__init__(first, second)


@compiles(days_between)
def _standard(element: days_between, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    first, second = element.clauses
    return f"({compiler.process(second, **kw)} - {compiler.process(first, **kw)})"


@compiles(days_between, "sqlite")
def _sqlite(element: days_between, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401
    first, second = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"CAST(julianday({second}) - julianday({first}) AS INTEGER)"


def units_of(amount: ColumnElement[str]) -> ColumnElement[Any]:
    """Ten-thousandths of an amount that is kept as text, null where it is empty."""
    return func.round(cast(func.nullif(amount, ""), Float) * MONEY_SCALE)
