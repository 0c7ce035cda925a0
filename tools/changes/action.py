"""Making an action, for oneself or somebody else, and having done it."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, insert, select, update

from storage.errors import PiloteError
from storage.tables import actions
from tools.actions.listing import action_of
from tools.actions.moved import stands_of
from tools.changes.change import Kind, Made, Prepared, Values
from tools.changes.meant import one_deal
from tools.engine.compute import Desk
from tools.engine.people import Person, person_by_email
from tools.engine.scope import scope_of

LONGEST = 300  # characters
FURTHEST = 365  # days ahead
AGREED = ("schedule", "agreed_on")  # of an action of a ritual: its number and day


def _prepare(at: Desk, asker: Person, arguments: Values) -> Prepared:
    what = " ".join(str(arguments.get("what") or "").split())
    if not what or len(what) > LONGEST:
        raise PiloteError("action_what", most=LONGEST)
    owner = person_by_email(at.connection, str(arguments.get("owner") or asker.email))
    if owner is None or not owner.is_active(at.today):
        raise PiloteError("action_owner")
    due = _due(at.today, str(arguments.get("due_on") or ""))
    text = str(arguments.get("deal") or "").strip()
    deal = one_deal(at, asker, text) if text else None
    after = {
        "what": what,
        "owner": owner.email,
        "name": owner.name,
        "due_on": due.isoformat(),
        "on": deal.id if deal else None,
        "then": _stand(at, asker, deal.id) if deal else None,
        **{name: arguments[name] for name in AGREED if name in arguments},
    }
    return Prepared("action", deal.id if deal else "", what, {}, after)


def _stand(at: Desk, asker: Person, deal: str) -> Mapping[str, str | None] | None:
    found = stands_of(at.connection, scope_of(asker, at.company.name), {deal}).get(deal)
    return found.kept() if found else None


def _due(today: date, given: str) -> date:
    try:
        due = date.fromisoformat(given)
    except ValueError as error:
        raise PiloteError("action_due") from error
    if not today <= due <= today + timedelta(days=FURTHEST):
        raise PiloteError("action_due")
    return due


def _make(made: Made, prepared: Prepared) -> None:
    after = prepared.after
    row = {"what": after["what"], "owner": after["owner"], "deal": after["on"]}
    days = {"due_on": date.fromisoformat(after["due_on"])}
    if after.get("schedule"):
        row["schedule"] = after["schedule"]
        days["agreed_on"] = date.fromisoformat(after["agreed_on"])
    said = {"made_by": made.by, "made_at": made.at, "deal_then": after.get("then")}
    made.connection.execute(insert(actions).values(**row, **days, **said))


def _withdraw(made: Made, prepared: Prepared) -> None:
    a, after = actions.c, prepared.after
    last = (
        select(a.pk)
        .where(a.what == after["what"], a.owner == after["owner"], a.made_by == made.by)
        .where(a.due_on == date.fromisoformat(after["due_on"]), a.withdrawn_at.is_(None))
        .order_by(a.pk.desc())
        .limit(1)
    )
    pk = made.connection.scalar(last)
    if pk is None:
        raise PiloteError("changed_since")
    made.connection.execute(update(actions).where(a.pk == pk).values(withdrawn_at=made.at))


def _prepare_done(at: Desk, asker: Person, arguments: Values) -> Prepared:
    action = action_of(at, asker, int(arguments["action"]))
    if action is None:
        raise PiloteError("action_unknown")
    if action.done:
        raise PiloteError("action_done", what=action.what)
    return Prepared("action_done", "", action.what, {}, {"action": action.pk, "what": action.what})


def _finish(made: Made, prepared: Prepared) -> None:
    still_open = actions.c.done_at.is_(None)
    _write(made, prepared, still_open, {"done_by": made.by, "done_at": made.at})


def _reopen(made: Made, prepared: Prepared) -> None:
    _write(made, prepared, actions.c.done_at.is_not(None), {"done_by": None, "done_at": None})


def _write(
    made: Made, prepared: Prepared, stands: ColumnElement[bool], values: dict[str, object]
) -> None:
    of_it = update(actions).where(actions.c.pk == prepared.after["action"], stands)
    if made.connection.execute(of_it.values(**values)).rowcount != 1:
        raise PiloteError("changed_since")


KINDS = (
    Kind("action", _prepare, _make, _withdraw),
    Kind("action_done", _prepare_done, _finish, _reopen),
)
