"""Every query of every figure, compiled for each warehouse and parsed as its own dialect.

Where a dialect's package is not installed its tests are left out; `make warehouse` has them all.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlglot
from sqlalchemy import Dialect, SelectBase, column, event, select
from sqlalchemy.dialects import registry, sqlite
from sqlalchemy.exc import NoSuchModuleError
from sqlglot import exp

from bench.warehouse.questions import questions
from tests.company import settle
from tests.stores import empty_store
from tools.engine.compute import compute, desk
from tools.engine.registry import kpis
from tools.engine.sql import days_between
from tools.engine.warehouse import READ, Warehouse
from tools.names import NameIndex

TODAY = date(2026, 11, 23)
# SQLAlchemy's name of each dialect, and sqlglot's
WAREHOUSES = {
    "snowflake": "snowflake",
    "bigquery": "bigquery",
    "redshift": "redshift",
    "databricks": "databricks",
    "trino": "trino",
    "clickhousedb": "clickhouse",
    "impala4": "spark",
}
DAYS = {
    "snowflake": "DATEDIFF(day, a, b)",
    "bigquery": "DATE_DIFF(`b`, `a`, DAY)",
    "redshift": "(b - a)",
    "databricks": "DATEDIFF(b, a)",
    "trino": "DATE_DIFF('day', a, b)",
    "clickhousedb": "dateDiff('day', `a`, `b`)",
    "impala4": "DATEDIFF(b, a)",
}


@pytest.fixture(scope="module")
def statements(tmp_path_factory: pytest.TempPathFactory) -> list[SelectBase]:
    """What reaches a warehouse when every figure is asked for and the names are read."""
    folder = tmp_path_factory.mktemp("dialects")
    settle(empty_store(folder / "store.db"), folder / "veridia").close()
    warehouse = Warehouse(f"sqlite:///{folder / 'store.db'}")
    found: dict[str, SelectBase] = {}
    asked: set[str] = set()

    @event.listens_for(warehouse.engine, "before_cursor_execute")
    def _keep(_c: object, _cursor: object, text: str, _p: object, at: Any, _many: object) -> None:  # noqa: ANN401 (SQLAlchemy's)
        assert isinstance(at.invoked_statement, SelectBase)
        found.setdefault(text, at.invoked_statement)

    with warehouse.reading() as connection:
        at = desk(connection, TODAY)
        NameIndex.build(connection)
        for asker, request in questions(at):
            compute(at, asker, request)
            asked.add(request.kpi)
    warehouse.close()
    assert asked == set(kpis())
    return list(found.values())


@pytest.mark.parametrize("name", WAREHOUSES)
def test_every_statement_is_sql_of_the_warehouse(name: str, statements: list[SelectBase]) -> None:
    dialect = _dialect(name)
    faults = []
    for statement in statements:
        text = _sql(statement, dialect)
        parsed = sqlglot.parse_one(text, read=WAREHOUSES[name])  # raises on what it cannot read
        faults += [f"{fault}: {text}" for fault in _unportable(parsed)]
    assert not faults, faults[0]


@pytest.mark.parametrize("name", WAREHOUSES)
def test_days_are_counted_in_the_warehouse_s_own_words(name: str) -> None:
    query = select(days_between(column("a"), column("b")))
    assert DAYS[name] in str(query.compile(dialect=_dialect(name)))


def test_only_tables_that_a_warehouse_is_asked_for_are_read(statements: list[SelectBase]) -> None:
    read = {
        table.name
        for statement in statements
        for table in sqlglot.parse_one(_sql(statement, sqlite.dialect())).find_all(exp.Table)
    }
    assert {"opportunities", "people", "stage_changes"} <= read
    assert read <= {table.name for table in READ}


def test_the_faults_are_found_where_there_are_some() -> None:
    for text in (
        "WITH RECURSIVE t AS (SELECT 1 AS a) SELECT a FROM t",
        "SELECT CAST(a AS REAL) FROM t",
        "SELECT a FROM t WHERE b IS TRUE",
        "SELECT (SELECT u.b FROM u WHERE u.a = t.a) FROM t",
        "SELECT coalesce(a, (SELECT max(u.b) FROM u WHERE u.a = t.a LIMIT 1)) FROM t",
    ):
        assert list(_unportable(sqlglot.parse_one(text, read="trino"))), text


def _sql(statement: SelectBase, dialect: Dialect) -> str:
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def _dialect(name: str) -> Dialect:
    try:
        dialect: Dialect = registry.load(name)()
    except (NoSuchModuleError, ImportError):
        pytest.skip(f"the dialect {name} is not installed")
    return dialect


def _unportable(parsed: exp.Expression) -> Iterator[str]:
    """What parses everywhere, and is refused or wrong on some warehouse all the same."""
    if any(found.args.get("recursive") for found in parsed.find_all(exp.With)):
        yield "recursion"
    if any(found.to.this == exp.DataType.Type.FLOAT for found in parsed.find_all(exp.Cast)):
        yield "seven digits"
    if any(isinstance(found.expression, exp.Boolean) for found in parsed.find_all(exp.Is)):
        yield "IS TRUE"
    for found in parsed.find_all(exp.Subquery):
        if isinstance(found.parent, exp.From | exp.Join | exp.In | exp.Exists | exp.SetOperation):
            continue
        if not found.this.expressions[0].find(exp.AggFunc) or found.this.args.get("limit"):
            yield "a value looked up row by row"
