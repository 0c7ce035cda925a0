"""Making a change once, and undoing it: every one is in the `changes` table."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.errors import PiloteError
from storage.tables import changes, opportunities
from tools.changes.change import Made, Prepared
from tools.changes.registry import kinds


def make(made: Made, prepared: Prepared, key: str) -> int | None:
    """Makes a change under the key of the click that confirmed it; its number, or None where that
    click has made it before. Inside the caller's transaction."""
    row = {
        "key": key,
        "kind": prepared.kind,
        "made_by": made.by,
        "made_at": made.at,
        "deal": prepared.deal,
        "before": dict(prepared.before),
        "after": dict(prepared.after),
    }
    try:
        with made.connection.begin_nested():
            number = made.connection.execute(insert(changes).values(**row)).inserted_primary_key
    except IntegrityError:
        return None
    kinds()[prepared.kind].make(made, prepared)
    return int(number[0]) if number else None


def undo(made: Made, number: int) -> Prepared:
    """Undoes a change, by whoever made it.

    Raises PiloteError `change_unknown` (not theirs, or none), `change_undone` (before), and
    `changed_since`.
    """
    prepared = change_of(made.connection, number, made.by)
    done = update(changes).where(changes.c.pk == number, changes.c.undone_at.is_(None))
    done = done.values(undone_by=made.by, undone_at=made.at)
    if made.connection.execute(done).rowcount != 1:
        raise PiloteError("change_undone")
    kinds()[prepared.kind].undo(made, prepared)
    return prepared


def change_of(connection: Connection, number: int, maker: str) -> Prepared:
    """One of somebody's own changes, as it was made. Raises PiloteError `change_unknown`."""
    o = opportunities.c
    query = (
        select(changes, o.name)
        .select_from(changes.outerjoin(opportunities, o.id == changes.c.deal))
        .where(changes.c.pk == number, changes.c.made_by == maker)
    )
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        raise PiloteError("change_unknown")
    return Prepared(
        row["kind"], row["deal"], row["name"] or row["deal"], row["before"], row["after"]
    )


def made_on(connection: Connection, deal: str) -> list[tuple[datetime, str, str]]:
    """(when, by whom, which kind) of the changes of a deal that stand, the newest first."""
    c = changes.c
    query = select(c.made_at, c.made_by, c.kind).where(c.deal == deal, c.undone_at.is_(None))
    return [tuple(row) for row in connection.execute(query.order_by(c.made_at.desc()))]
