"""The statements behind one figure, with their times and the database's plans.

python -m bench.plans DATABASE_URL KPI [company|rep] [BY] [PERIOD]
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event

from bench.asking import ask, first_active
from storage.database import Database


@dataclass
class Statement:
    """One statement as the driver got it."""

    text: str
    values: Any
    ms: float = 0.0


def explain(database: Database, who: str, request: dict[str, Any]) -> Iterator[str]:
    """Each statement of a warm run, then its plan."""
    with database.reading() as connection:
        asker = first_active(connection, "executive" if who == "company" else who)
        ask(connection, asker, request)
        with _watched(connection) as statements:
            ask(connection, asker, request)
        for statement in statements:
            yield f"\n-- {statement.ms:.1f} ms\n{statement.text}\n-- {statement.values}\n"
            yield from _plan(connection, statement)


@contextmanager
def _watched(connection: Connection) -> Iterator[list[Statement]]:
    """Fetching is not in the times: what a statement computes while it is read comes after."""
    seen: list[Statement] = []
    clock = [0.0]

    def before(_c: Any, _cur: Any, text: str, values: Any, *_more: Any) -> None:  # noqa: ANN401
        seen.append(Statement(text, values))
        clock[0] = time.perf_counter()

    def after(*_any: Any) -> None:  # noqa: ANN401
        seen[-1].ms = (time.perf_counter() - clock[0]) * 1000

    event.listen(connection, "before_cursor_execute", before)
    event.listen(connection, "after_cursor_execute", after)
    yield seen
    event.remove(connection, "before_cursor_execute", before)
    event.remove(connection, "after_cursor_execute", after)


def _plan(connection: Connection, statement: Statement) -> Iterator[str]:
    sqlite = connection.dialect.name == "sqlite"
    explained = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN (ANALYZE, BUFFERS)"
    found = connection.exec_driver_sql(f"{explained} {statement.text}", statement.values)
    for row in found:
        yield f"   {row[-1]}"


def main() -> None:
    """Prints them for one figure of one store."""
    url, kpi, who, by, period = [*sys.argv[1:], *[""] * 3][:5]
    database = Database(url)
    request = {"kpi": kpi, "by": by or None, "period": period or None}
    for line in explain(database, who or "company", request):
        print(line)
    database.close()


if __name__ == "__main__":
    main()
