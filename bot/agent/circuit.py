"""The circuit breaker: an endpoint that failed again and again is left alone for a while.

It is kept in the store, so that every process spares its users the same wait, and the doctor
sees it. After the rest one question tries: its success closes the circuit, its failure opens it
for another rest.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, case, delete, insert, select, update

from storage.database import Database
from storage.tables import circuits

OPENS_AFTER = 3  # failed questions in a row
REST = timedelta(seconds=60)
FORGOTTEN = timedelta(minutes=10)  # failures further apart are not in a row

_failures, _failed_at = circuits.c.failures, circuits.c.failed_at

_FAILED = select(_failures).where(circuits.c.endpoint == bindparam("endpoint"))


def _now() -> datetime:
    # The machine's clock: the bot's own may start anew with each process (PILOTE_NOW).
    return datetime.now(UTC)


def is_open(connection: Connection, endpoint: str) -> bool:
    """Whether the endpoint rests."""
    resting = (_failures >= OPENS_AFTER) & (_failed_at > _now() - REST)
    found = select(_failures).where((circuits.c.endpoint == endpoint) & resting)
    return connection.scalar(found) is not None


def failed_lately(connection: Connection, endpoint: str) -> int:
    """How many questions failed in a row there, up to now."""
    return connection.scalar(_FAILED, {"endpoint": endpoint}) or 0


def may_ask(database: Database, endpoint: str, failed: int) -> bool:
    """Whether a question may go where so many failed; of those that come after a rest, one at a
    time."""
    if failed < OPENS_AFTER:
        return True
    with database.reading() as connection:
        if is_open(connection, endpoint):
            return False
    rested = (circuits.c.endpoint == endpoint) & (_failed_at <= _now() - REST)
    with database.writing() as connection:
        tried = connection.execute(update(circuits).where(rested).values(failed_at=_now()))
        return tried.rowcount == 1


def note(connection: Connection, endpoint: str, *, failed: bool) -> None:
    """How a question to the endpoint ended."""
    mine = circuits.c.endpoint == endpoint
    if not failed:
        connection.execute(delete(circuits).where(mine))
        return
    in_a_row = case((_failed_at > _now() - FORGOTTEN, _failures + 1), else_=1)
    counted = update(circuits).where(mine).values(failures=in_a_row, failed_at=_now())
    if not connection.execute(counted).rowcount:
        row = {"endpoint": endpoint, "failures": 1, "failed_at": _now()}
        connection.execute(insert(circuits).values(row))
