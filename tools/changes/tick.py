"""Ticking an item of a deal's checklist by hand, with a note, and taking the tick off."""

from sqlalchemy import insert, select, update

from storage.errors import PiloteError
from storage.tables import ticks
from tools.changes.change import Kind, Made, Prepared, Values
from tools.changes.meant import one_deal
from tools.drafts.gather import dossier
from tools.drafts.items import item_called
from tools.engine.compute import Desk
from tools.engine.people import Person

LONGEST = 500  # characters of a note


def _tick(at: Desk, asker: Person, arguments: Values) -> Prepared:
    deal = dossier(at, one_deal(at, asker, str(arguments["deal"]), closed=True))
    line = item_called(deal, str(arguments["item"]), arguments.get("playbook"))
    if line.tick is not None:
        raise PiloteError("item_ticked", by=line.tick.by, deal=deal.label)
    item = line.key
    note = str(arguments.get("note") or "").strip()[:LONGEST] or None
    return Prepared("tick", deal.id, deal.label, {"item": item}, {"item": item, "note": note})


def _untick(at: Desk, asker: Person, arguments: Values) -> Prepared:
    deal = dossier(at, one_deal(at, asker, str(arguments["deal"]), closed=True))
    line = item_called(deal, str(arguments["item"]), arguments.get("playbook"))
    if line.tick is None:
        raise PiloteError("item_not_ticked", deal=deal.label)
    item = line.elsewhere.key if line.elsewhere else line.key  # where the tick stands
    before = {"item": item, "note": line.tick.note}
    return Prepared("untick", deal.id, deal.label, before, {"item": item})


def _set(made: Made, prepared: Prepared) -> None:
    row = {"deal": prepared.deal, **prepared.after, "ticked_by": made.by, "ticked_at": made.at}
    with made.connection.begin_nested():
        made.connection.execute(insert(ticks).values(row))


def _take_off(made: Made, prepared: Prepared) -> None:
    t = ticks.c
    standing = update(ticks).where(
        t.deal == prepared.deal, t.item == prepared.after["item"], t.unticked_at.is_(None)
    )
    off = standing.values(unticked_by=made.by, unticked_at=made.at)
    if not made.connection.execute(off).rowcount:
        raise PiloteError("changed_since")


def _put_back(made: Made, prepared: Prepared) -> None:
    """The tick that was taken off stands again, as it was made."""
    t = ticks.c
    last = (
        select(t.pk)
        .where(
            t.deal == prepared.deal,
            t.item == prepared.after["item"],
            t.unticked_by == made.by,
        )
        .order_by(t.unticked_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    back = update(ticks).where(t.pk == last).values(unticked_by=None, unticked_at=None)
    with made.connection.begin_nested():
        made.connection.execute(back)


KINDS = (
    Kind("tick", _tick, _set, _take_off),
    Kind("untick", _untick, _take_off, _put_back),
)
