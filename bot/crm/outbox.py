"""Changes on their way to the CRM: put down with the change itself, sent in their order, each
claimed by one process at a time. A claim that lapsed belongs to a process that died over it: it is
sent again under the same key, by which the receiver knows it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from storage.database import Database
from storage.tables import outbox
from tools.changes.change import Made, Prepared
from tools.changes.registry import kinds
from tools.engine.people import names_of

CLAIMED = timedelta(minutes=1)  # longer than any attempt takes
# Between two attempts: about a day in all.
PAUSES = tuple(timedelta(seconds=n) for n in (10, 60, 300, 1_800, 7_200, 21_600, 43_200))

State = Literal["waiting", "sent", "failed"]
_O = outbox.c


@dataclass(frozen=True)
class Letter:
    """One change to be sent; `attempts` counts this one, too."""

    pk: int
    key: str
    deal: str
    body: dict[str, Any]
    attempts: int
    reason: str | None = None


def put(made: Made, number: int, change: Prepared) -> None:
    """Puts a change down, in its own transaction, where the CRM is to know of it."""
    if kinds()[change.kind].crm:
        _put(made, number, change, undone=False)


def put_undone(made: Made, number: int, change: Prepared) -> None:
    """Likewise that it was undone, where its making was put down."""
    known = select(_O.pk).where(_O.change_pk == number).limit(1)
    if made.connection.scalar(known) is not None:
        _put(made, number, change, undone=True)


def _put(made: Made, number: int, change: Prepared, *, undone: bool) -> None:
    key = f"change-{number}{'-undone' if undone else ''}"
    before, after = change.before, change.after
    if undone:
        before, after = after, before
    body = {
        "id": key,
        "event": "deal.change_undone" if undone else "deal.changed",
        "at": made.at.isoformat(),
        "by": {
            "email": made.by,
            "name": names_of(made.connection, [made.by]).get(made.by, made.by),
        },
        "deal": {"id": change.deal, "name": change.name},
        "changes": [
            {"field": name, "before": before.get(name), "after": after.get(name)}
            for name in change.after
        ],
    }
    row = {"key": key, "change_pk": number, "deal": change.deal, "body": body}
    made.connection.execute(
        insert(outbox).values(**row, made_at=made.at, state="waiting", due_at=_now())
    )


def take(database: Database) -> Letter | None:
    """Claims the next one that is due: of one deal none before those put down earlier."""
    now = _now()
    earlier = outbox.alias()
    of_deal = select(earlier.c.pk).where(
        earlier.c.deal == _O.deal,
        earlier.c.pk < _O.pk,
        earlier.c.state.in_(("waiting", "sending")),
    )
    due = _O.state.in_(("waiting", "sending")) & (_O.due_at <= now) & ~of_deal.exists()
    with database.writing() as connection:
        row = connection.execute(select(outbox).where(due).order_by(_O.pk).limit(1)).first()
        if row is None:
            return None
        as_seen = (_O.pk == row.pk) & (_O.state == row.state) & (_O.due_at == row.due_at)
        claimed = {"state": "sending", "due_at": now + CLAIMED, "attempts": row.attempts + 1}
        if connection.execute(update(outbox).where(as_seen).values(**claimed)).rowcount != 1:
            return None
    return Letter(row.pk, row.key, row.deal, row.body, row.attempts + 1)


def settle(
    database: Database,
    letter: Letter,
    state: State,
    reason: str | None = None,
    pause: timedelta | None = None,
) -> None:
    """What came of an attempt, where nobody else took it over meanwhile."""
    mine = (_O.pk == letter.pk) & (_O.state == "sending") & (_O.attempts == letter.attempts)
    due_at = _now() + (pause or timedelta())
    with database.writing() as connection:
        values = {"state": state, "reason": reason, "due_at": due_at}
        connection.execute(update(outbox).where(mine).values(**values))


def unreported(database: Database) -> Sequence[Letter]:
    """Those that failed for good and nobody was told of."""
    query = select(outbox).where(_O.state == "failed", _O.reported.is_(False)).order_by(_O.pk)
    with database.reading() as connection:
        return [
            Letter(row.pk, row.key, row.deal, row.body, row.attempts, row.reason)
            for row in connection.execute(query)
        ]


def reported(database: Database, pk: int) -> None:
    """People know of this one."""
    with database.writing() as connection:
        connection.execute(update(outbox).where(_O.pk == pk).values(reported=True))


def again(database: Database) -> int:
    """Puts those that failed back on their way; how many."""
    failed = update(outbox).where(_O.state == "failed")
    values = {"state": "waiting", "attempts": 0, "due_at": _now(), "reported": False}
    with database.writing() as connection:
        return connection.execute(failed.values(**values)).rowcount


@dataclass(frozen=True)
class Counts:
    """How many are on their way, how many failed, and since when the oldest one waits."""

    waiting: int
    failed: int
    since: datetime | None


def counts(connection: Connection) -> Counts:
    """How it stands."""
    on_its_way: ColumnElement[bool] = _O.state.in_(("waiting", "sending"))
    waiting = select(func.count(), func.min(_O.made_at)).where(on_its_way)
    failed = select(func.count()).where(_O.state == "failed")
    number, since = connection.execute(waiting).one()
    return Counts(number, connection.scalar(failed) or 0, since)


def _now() -> datetime:
    # The machine's clock: the bot's own may start anew with each process (PILOTE_NOW).
    return datetime.now(UTC)
