"""Rows that are only supposed: queries see them, and nobody writes them.

Each statement of the connection gets a common table expression of the table's own name: the
table's rows without those that are supposed otherwise, and these instead. The engine's queries
stay as they are, nothing is written, nothing is locked, and no other connection sees anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    CTE,
    Connection,
    Executable,
    MetaData,
    Select,
    SelectBase,
    Table,
    cast,
    event,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.sql.visitors import iterate

from storage.tables import (
    closed_so_far,
    company_months,
    deal_health,
    deal_spans,
    field_changes,
    opportunities,
    owner_months,
    stage_changes,
    stage_medians,
)
from tools.engine.refusal import Declined
from tools.engine.sql import INDEXED

Row = Mapping[str, Any]  # of opportunities, by column
# What follows from deals and their past, and would have to be supposed along with them.
_DERIVED = frozenset(
    {
        closed_so_far,
        company_months,
        deal_health,
        deal_spans,
        field_changes,
        owner_months,
        stage_changes,
        stage_medians,
    }
)


@contextmanager
def supposing(connection: Connection, rows: Sequence[Row]) -> Iterator[None]:
    """Within it, every query of the connection reads opportunities with these rows in the place
    of those with the same key.

    Raises Declined `what_if_warehouse` where tables cannot be stood in for so, and from within
    `what_if_history` for a figure that reads what is derived from the past of deals.
    """
    if connection.dialect.name not in INDEXED:
        raise Declined("what_if_warehouse")
    instead = _opportunities(connection, rows)

    def stand_in(
        _connection: Connection,
        statement: Executable,
        many: object,
        values: object,
        _options: object,
    ) -> tuple[Executable, object, object]:  # the shape of SQLAlchemy's event
        if not isinstance(statement, SelectBase):
            return statement, many, values
        tables = {part for part in iterate(statement) if isinstance(part, Table)}
        if tables & _DERIVED:
            raise Declined("what_if_history")
        if opportunities not in tables:
            return statement, many, values
        return statement.add_cte(instead), many, values

    event.listen(connection, "before_execute", stand_in, retval=True)
    try:
        yield
    finally:
        event.remove(connection, "before_execute", stand_in)


def _opportunities(connection: Connection, rows: Sequence[Row]) -> CTE:
    # With its schema the name is the table's; without it, that of the expression.
    kept = opportunities.to_metadata(MetaData(), schema=_schema(connection))
    others = select(kept).where(kept.c.pk.not_in([row["pk"] for row in rows]))
    typed = connection.dialect.name == "postgresql"
    return union_all(others, *(_literal(row, typed) for row in rows)).cte(opportunities.name)


def _schema(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        return "main"
    return str(connection.scalar(select(func.current_schema())))


def _literal(row: Row, typed: bool) -> Select[Any]:
    """One row by values alone; PostgreSQL wants each `typed`, SQLite would cast a day to a year."""
    columns = []
    for column in opportunities.c:
        value = row.get(column.name)
        told = null() if value is None else literal(value, column.type)
        columns.append((cast(told, column.type) if typed else told).label(column.name))
    return select(*columns)
