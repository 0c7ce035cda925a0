"""Mending an open deal: amount, close date, next step, stage, category, product, a new contact."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, RowMapping, func, select

from storage import mending
from storage.errors import PiloteError
from storage.exchange.layout import CONFIDENCE
from storage.mending import Moment, Turn
from storage.tables import company, opportunities, products, stages
from tools.changes.change import Kind, Made, Prepared, Values
from tools.changes.contacts import add, contact_given, remove
from tools.changes.meant import one_deal
from tools.engine.compute import Desk
from tools.engine.people import Person

FIELDS = (
    "amount",
    "close_on",
    "next_step",
    "next_step_on",
    "stage",
    "forecast_category",
    "product",
)
LONGEST = 500  # characters of a next step
_LARGEST = Decimal(10) ** 13
_REMEMBERED = ("amount", "close_on", "forecast_category", "stage")
CATEGORIES = tuple(name for name in CONFIDENCE if name != "closed")


def _prepare(at: Desk, asker: Person, arguments: Values) -> Prepared:
    if not at.flags:
        raise PiloteError("mend_warehouse")
    deal = one_deal(at, asker, str(arguments["deal"]))
    now = told(at.connection, deal.row)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name in FIELDS:  # what is left empty stays as it is
        given = str(arguments.get(name) or "").strip()
        wanted = _CHECKS[name](at, given) if given and given != now[name] else now[name]
        if wanted != now[name]:
            before[name], after[name] = now[name], wanted
    contact = contact_given(at.connection, int(deal.row["pk"]), arguments)
    if contact is not None:
        before["contact"], after["contact"] = None, contact
    if not after:
        raise PiloteError("mend_nothing", deal=deal.label)
    return Prepared("mend", deal.id, deal.label, before, after)


def told(connection: Connection, row: Mapping[str, Any] | RowMapping) -> dict[str, str | None]:
    """What a deal's row says, field by field, as people enter it; None where it is empty."""
    amount, close_on, step_on = row["amount"], row["close_on"], row["next_step_on"]
    return {
        "amount": None if amount is None else plain(amount),
        "close_on": close_on and close_on.isoformat(),
        "next_step": row["next_step"],
        "next_step_on": step_on and step_on.isoformat(),
        "stage": connection.scalar(select(stages.c.name).where(stages.c.pk == row["stage_pk"])),
        "forecast_category": row["forecast_category"],
        "product": connection.scalar(
            select(products.c.name).where(products.c.pk == row["product_pk"])
        ),
    }


def plain(amount: Decimal) -> str:
    """An amount as the exchange format writes it."""
    whole = amount == amount.to_integral_value()
    return f"{amount:.0f}" if whole else f"{amount.normalize():f}"


def _amount(_: Desk, given: str) -> str:
    try:
        amount = Decimal(given)
    except InvalidOperation as error:
        raise PiloteError("mend_amount") from error
    if not (amount.is_finite() and 0 < amount <= _LARGEST) or round(amount, 2) != amount:
        raise PiloteError("mend_amount")
    return plain(amount)


def _ahead(code: str) -> Callable[[Desk, str], str]:
    def check(at: Desk, given: str) -> str:
        try:
            day = date.fromisoformat(given)
        except ValueError as error:
            raise PiloteError(code) from error
        if day < at.today or day.year > at.today.year + 20:
            raise PiloteError(code)
        return day.isoformat()

    return check


def _next_step(_: Desk, given: str) -> str:
    if len(given) > LONGEST:
        raise PiloteError("mend_next_step", most=LONGEST)
    return given


def _stage(at: Desk, given: str) -> str:
    if given not in choices(at.connection)["stage"]:
        raise PiloteError("mend_stage", stage=given)
    return given


def _category(_: Desk, given: str) -> str:
    if given not in CATEGORIES:
        raise PiloteError("mend_category", given=given)
    return given


def _product(at: Desk, given: str) -> str:
    if given not in choices(at.connection)["product"]:
        raise PiloteError("mend_product", product=given)
    return given


def choices(connection: Connection) -> dict[str, list[str]]:
    """What stage, category and product can be: open stages in their order, products by name, but
    for those that share one."""
    s, p = stages.c, products.c
    open_stages = select(s.name).where(s.kind == "open").order_by(s.position, s.pk)
    named = select(p.name).group_by(p.name).having(func.count() == 1).order_by(p.name)
    return {
        "stage": list(connection.scalars(open_stages)),
        "forecast_category": list(CATEGORIES),
        "product": list(connection.scalars(named)),
    }


_CHECKS: Mapping[str, Callable[[Desk, str], str]] = {
    "amount": _amount,
    "close_on": _ahead("mend_close_on"),
    "next_step": _next_step,
    "next_step_on": _ahead("mend_next_step_on"),
    "stage": _stage,
    "forecast_category": _category,
    "product": _product,
}


def _make(made: Made, prepared: Prepared) -> None:
    pk, moment = _held(made, prepared, prepared.before)
    values, turns = _rows(made.connection, prepared.before, prepared.after)
    if "contact" in prepared.after:
        add(made.connection, pk, prepared.after["contact"])
    mending.write(made.connection, pk, values)
    for turn in turns:
        mending.remember(made.connection, pk, turn, moment)
    mending.settle(made.connection, pk, moment)


def _undo(made: Made, prepared: Prepared) -> None:
    pk, moment = _held(made, prepared, prepared.after)
    values, _ = _rows(made.connection, prepared.after, prepared.before)
    _, turns = _rows(made.connection, prepared.before, prepared.after)
    if not all(mending.forget(made.connection, pk, turn) for turn in turns):
        raise PiloteError("changed_since")
    if "contact" in prepared.after:
        remove(made.connection, pk, prepared.after["contact"])
    mending.write(made.connection, pk, values)
    mending.settle(made.connection, pk, moment)


def _held(made: Made, prepared: Prepared, expected: Values) -> tuple[int, Moment]:
    """The deal's key, its row held and found as expected. Raises PiloteError `changed_since`."""
    of_id = select(opportunities.c.pk).where(opportunities.c.id == prepared.deal)
    pk = made.connection.scalar(of_id)
    row = None if pk is None else mending.locked(made.connection, pk)
    if pk is None or row is None or row["kind"] != "open":
        raise PiloteError("changed_since")
    now = told(made.connection, row)
    if any(now[name] != value for name, value in expected.items() if name in now):
        raise PiloteError("changed_since")
    zone = ZoneInfo(made.connection.scalar(select(company.c.time_zone)) or "UTC")
    return pk, Moment(made.at, made.at.astimezone(zone).date())


def _rows(
    connection: Connection, before: Values, after: Values
) -> tuple[dict[str, Any], list[Turn]]:
    """The columns to be set, and what history has to remember of it."""
    values: dict[str, Any] = {}
    for name in (one for one in FIELDS if one in after):
        text = after[name]
        column, value = _stored(connection, name, text)
        values[column] = value
    turns = [
        Turn(name, *(_remembered(connection, name, one[name]) for one in (before, after)))
        for name in _REMEMBERED
        if name in after
    ]
    return values, turns


def _stored(connection: Connection, name: str, text: str | None) -> tuple[str, Any]:
    if name == "stage":
        return "stage_pk", _stage_pk(connection, text)
    if name == "product":
        named = select(products.c.pk).where(products.c.name == text)
        return "product_pk", connection.scalar(named) if text else None
    if text is None:
        return name, None
    if name == "amount":
        return name, Decimal(text)
    return name, date.fromisoformat(text) if name in {"close_on", "next_step_on"} else text


def _remembered(connection: Connection, name: str, text: str | None) -> str | int | None:
    return _stage_pk(connection, text) if name == "stage" else text


def _stage_pk(connection: Connection, name: str | None) -> int | None:
    return connection.scalar(select(stages.c.pk).where(stages.c.name == name))


KINDS = (Kind("mend", _prepare, _make, _undo, crm=True),)
