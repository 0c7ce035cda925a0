"""A warehouse in the place of the store: the same tables, read by the same queries.

Any SQLAlchemy dialect will do; what they spell differently is in `tools/engine/sql.py`.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Executable,
    SelectBase,
    create_engine,
    event,
    select,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.sql.visitors import ExternallyTraversible, iterate, replacement_traverse

from storage.database import parse_url, shown
from storage.errors import SetupError
from storage.tables import SALES, imports, people
from tools.engine.sql import in_tree_of

# What a warehouse must hold; the imports tell how fresh the rest is.
READ = (*SALES, imports)
OPTION = {"warehouse": True}  # of its connections: what the bot itself keeps is not there


class Warehouse:
    """Where figures read the sales data; nothing is ever written there.

    Raises `SetupError`: `warehouse_url` and `warehouse_driver` on opening,
    `warehouse_unreachable` and `warehouse_failed` while reading.
    """

    def __init__(self, url: str) -> None:
        self.url = parse_url(url, "warehouse_url")
        self.engine = _engine(self.url)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One connection, in one transaction where the warehouse has them; it only reads."""
        try:
            connection = self.engine.connect().execution_options(**OPTION)
        except Exception as error:  # a driver's complaints about its network are its own
            raise SetupError("warehouse_unreachable", url=shown(self.url)) from error
        with connection, connection.begin():
            event.listen(connection, "before_execute", _OnlyReading(), retval=True)
            try:
                yield connection
            except DBAPIError as error:
                raise SetupError("warehouse_failed", url=shown(self.url)) from error

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()


class _OnlyReading:
    """Lets queries through, with the keys of people in the place of each `in_tree_of`.

    Few warehouses recurse as SQLite and PostgreSQL do, and people are few: they are read once
    for as long as the connection is held.
    """

    def __init__(self) -> None:
        self._managers: Mapping[int, int | None] | None = None

    def __call__(
        self,
        connection: Connection,
        statement: Executable,
        many: object,
        values: object,
        options: object,
    ) -> tuple[Executable, object, object]:  # the shape of SQLAlchemy's event
        if not isinstance(statement, SelectBase):
            raise TypeError("a warehouse is only read")
        if not any(isinstance(part, in_tree_of) for part in iterate(statement)):
            return statement, many, values
        if self._managers is None:
            self._managers = _managers(connection)
        resolved = cast("Executable", replacement_traverse(statement, {}, self._resolved))
        return resolved, many, values

    def _resolved(
        self, element: ExternallyTraversible, **_options: object
    ) -> ColumnElement[bool] | None:
        if not isinstance(element, in_tree_of):
            return None
        return element.person.in_(sorted(_tree(element.root, self._managers or {})))


def _managers(connection: Connection) -> dict[int, int | None]:
    return {pk: above for pk, above in connection.execute(select(people.c.pk, people.c.manager_pk))}


def _tree(root: int, managers: Mapping[int, int | None]) -> set[int]:
    """The same people as `in_tree_of` finds; it ends where two manage each other."""
    found: set[int] = set()
    level = {root} & set(managers)
    while level:
        found |= level
        level = {pk for pk, above in managers.items() if above in level} - found
    return found


def _engine(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True)
    except (NoSuchModuleError, ImportError) as error:
        raise SetupError("warehouse_driver", dialect=url.drivername) from error
