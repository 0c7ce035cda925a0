"""Changes from the click that confirms them to the store: once, in scope, logged, reversible."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from bot.crm import outbox
from bot.pilote import Pilote
from storage.errors import PiloteError
from storage.tables import changes, opportunities
from tools.changes.change import Made, Prepared, Values
from tools.changes.making import change_of, make, undo
from tools.changes.registry import kinds
from tools.engine.people import Person


@dataclass(frozen=True)
class Done:
    """What was changed; `number` undoes it, None where the same click had made it before."""

    change: Prepared
    number: int | None


def prepared(bot: Pilote, asker: Person, kind: str, arguments: Values) -> Prepared:
    """What a change would do, for showing it first. Raises like the kind's `prepare`."""
    with bot.sales.reading() as connection:
        return kinds()[kind].prepare(bot.desk(connection), asker, arguments)


def make_change(bot: Pilote, asker: Person, change: Prepared, key: str) -> Done:
    """Makes it under the key of the click. Raises PiloteError `changed_since` where somebody else
    was quicker."""
    try:
        with bot.database.writing() as connection:
            made = Made(connection, asker.email, bot.clock.now())
            number = make(made, change, key)
            if number is not None and bot.write_back is not None:
                outbox.put(made, number, change)
            return Done(change, number)
    except IntegrityError as error:
        raise PiloteError("changed_since") from error


def undo_change(bot: Pilote, asker: Person, number: int) -> Prepared:
    """Undoes one of the asker's own changes. Raises like `tools.changes.making.undo`."""
    with bot.database.writing() as connection:
        made = Made(connection, asker.email, bot.clock.now())
        change = undo(made, number)
        outbox.put_undone(made, number, change)
    return _called(bot, change)


@dataclass(frozen=True)
class Last:
    """Somebody's last change that stands, and when it was made."""

    number: int
    change: Prepared
    made_at: datetime


def last_change(bot: Pilote, asker: Person, deal: str | None) -> Last | None:
    """The last of the asker's own changes, on a deal or on any, that is not undone."""
    c = changes.c
    query = select(c.pk, c.made_at).where(c.made_by == asker.email, c.undone_at.is_(None))
    query = query if deal is None else query.where(c.deal == deal)
    with bot.database.reading() as connection:
        row = connection.execute(query.order_by(c.pk.desc()).limit(1)).one_or_none()
        if row is None:
            return None
        change = change_of(connection, row.pk, asker.email)
    return Last(row.pk, _called(bot, change), row.made_at)


def _called(bot: Pilote, change: Prepared) -> Prepared:
    """The change with its deal's name from where deals are: beside a warehouse the store has only
    the id."""
    if bot.warehouse is None or not change.deal:
        return change
    o = opportunities.c
    with bot.sales.reading() as connection:
        name = connection.scalar(select(o.name).where(o.id == change.deal))
    return replace(change, name=name or change.name)


def last_standing(bot: Pilote, asker: Person, deal: str, *kinds_of: str) -> int | None:
    """The last of the asker's own changes of these kinds on a deal that is not undone."""
    c = changes.c
    mine = c.kind.in_(kinds_of) & (c.deal == deal) & (c.made_by == asker.email)
    query = select(func.max(c.pk)).where(mine, c.undone_at.is_(None))
    with bot.database.reading() as connection:
        found: int | None = connection.scalar(query)
    return found
