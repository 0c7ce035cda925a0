"""Flagging a deal as at risk by hand, and clearing the flag."""

from sqlalchemy import insert, select, update

from storage.errors import PiloteError
from storage.tables import flags
from tools.changes.change import Kind, Made, Prepared, Values
from tools.changes.meant import one_deal
from tools.engine.compute import Desk
from tools.engine.kept import kept
from tools.engine.people import Person

LONGEST = 500  # characters of a reason


def _flag(at: Desk, asker: Person, arguments: Values) -> Prepared:
    deal = one_deal(at, asker, str(arguments["deal"]))
    standing = _standing(at, deal.id)
    if standing is not None:
        raise PiloteError("flag_stands", deal=deal.label, reason=standing)
    reason = str(arguments.get("reason") or "").strip()[:LONGEST]
    if not reason:
        raise PiloteError("flag_reason", deal=deal.label)
    return Prepared("flag", deal.id, deal.label, {"flag": None}, {"flag": reason})


def _clear(at: Desk, asker: Person, arguments: Values) -> Prepared:
    deal = one_deal(at, asker, str(arguments["deal"]), closed=True)
    standing = _standing(at, deal.id)
    if standing is None:
        raise PiloteError("flag_none", deal=deal.label)
    reason = str(arguments.get("reason") or "").strip()[:LONGEST] or None
    after = {"flag": None, "reason": reason}
    return Prepared("clear_flag", deal.id, deal.label, {"flag": standing}, after)


def _standing(at: Desk, deal: str) -> str | None:
    """The reason of the flag that stands on a deal, if one does."""
    query = select(flags.c.reason).where(flags.c.deal == deal, flags.c.cleared_at.is_(None))
    with kept(at) as connection:
        return connection.scalar(query.limit(1)) if connection else None


def _set(made: Made, prepared: Prepared) -> None:
    flag = {"deal": prepared.deal, "flagged_by": made.by, "reason": prepared.after["flag"]}
    with made.connection.begin_nested():
        made.connection.execute(insert(flags).values(**flag, flagged_at=made.at))


def _take_off(made: Made, prepared: Prepared) -> None:
    standing = update(flags).where(flags.c.deal == prepared.deal, flags.c.cleared_at.is_(None))
    cleared = standing.values(
        cleared_by=made.by, cleared_at=made.at, clear_reason=prepared.after.get("reason")
    )
    if not made.connection.execute(cleared).rowcount:
        raise PiloteError("changed_since")


def _put_back(made: Made, prepared: Prepared) -> None:
    """The flag that was cleared stands again, as it was made."""
    last = (
        select(flags.c.pk)
        .where(flags.c.deal == prepared.deal, flags.c.cleared_by == made.by)
        .order_by(flags.c.cleared_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    back = update(flags).where(flags.c.pk == last)
    made.connection.execute(back.values(cleared_by=None, cleared_at=None, clear_reason=None))


KINDS = (
    Kind("flag", _flag, _set, _take_off),
    Kind("clear_flag", _clear, _take_off, _put_back),
)
