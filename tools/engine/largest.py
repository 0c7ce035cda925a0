"""The deals of a kind with the most money, as answers show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    Float,
    Integer,
    Select,
    Text,
    bindparam,
    column,
    func,
    null,
    select,
    table,
    type_coerce,
)

from storage.tables import accounts, opportunities, people, stages
from storage.types import Money
from tools.engine.deal import Deal
from tools.engine.deal_address import address_of
from tools.engine.everybody import Everybody, of_company
from tools.engine.filtering import during, matching
from tools.engine.inquiry import Inquiry
from tools.engine.measure import Fact
from tools.engine.rows import Rows

_TRIED = 20  # times as many as are wanted: one deal in twenty is at risk, and mostly many more


class Found(NamedTuple):
    """A deal with its place: money in ten-thousandths of the reporting currency, its day (the
    last there is where it has none), its key, and the key of its owner."""

    money: float
    day: date
    pk: int
    owner: int
    deal: Deal


def largest(inquiry: Inquiry, fact: Fact, most: int, *, largest_first: bool) -> list[Found]:
    """The largest deals of the inquiry, or the smallest; of equal amounts, the one whose day
    comes first."""
    shared = inquiry.everybody
    if shared is not None and shared.knows(inquiry) and largest_first:
        return _of_scope(shared, inquiry, fact, most)
    rows = fact(inquiry)
    if rows.costly:
        found = _among_the_first(inquiry, rows, most, largest_first=largest_first)
        if len(found) == most:
            return found
    chosen, order = _chosen(inquiry, rows, largest_first=largest_first)
    return list(_read(inquiry, chosen.order_by(*order).limit(most)))


def _among_the_first(
    inquiry: Inquiry, rows: Rows, most: int, *, largest_first: bool
) -> list[Found]:
    """Those among the first of all that a costly condition is worth looking at; where they are as
    many as are wanted, they are the ones."""
    some, order = _chosen(inquiry, replace(rows, costly=()), largest_first=largest_first)
    first = some.order_by(*order).limit(most * _TRIED).subquery()
    risky = select(*first.c).join(rows.source, rows.columns["pk"] == first.c.pk).where(*rows.costly)
    by = [first.c.money.desc() if largest_first else first.c.money]
    by += [] if rows.day is None else [first.c.day.asc().nulls_last()]
    return list(_read(inquiry, risky.order_by(*by, first.c.pk).limit(most)))


def _of_scope(shared: Everybody, inquiry: Inquiry, fact: Fact, most: int) -> list[Found]:
    """The same out of everybody's own largest ones, which are read once."""

    def by_owner() -> Mapping[int, Sequence[Found]]:
        company = of_company(inquiry)
        rows = fact(company)
        chosen, order = _chosen(company, rows, largest_first=True)
        place = func.row_number().over(partition_by=rows.owner, order_by=order)
        placed = chosen.add_columns(place.label("place")).subquery()
        found: dict[int, list[Found]] = {}
        for one in _read(company, select(placed).where(placed.c.place <= most)):
            found.setdefault(one.owner, []).append(one)
        return found

    everybody = shared.once(("largest", fact, inquiry.period, inquiry.as_of, most), by_owner)
    members = shared.members(inquiry.connection, inquiry.scope)
    found = [deal for one in members for deal in everybody.get(one.pk, ())]
    return sorted(found, key=lambda one: (-one.money, one.day, one.pk))[:most]


def _chosen(
    inquiry: Inquiry, rows: Rows, *, largest_first: bool
) -> tuple[Select[Any], Sequence[ColumnElement[Any]]]:
    """The deals, and in which order they are wanted."""
    money = func.coalesce(rows.money, 0.0)
    chosen = select(
        rows.columns["pk"].label("pk"),
        money.label("money"),
        # As the figure counts it: as of a past day, what it was then.
        type_coerce(rows.amount, Money).label("amount"),
        (null() if rows.stage is None else rows.stage).label("stage_pk"),
        rows.columns["close_on"].label("close_on"),
        (null() if rows.day is None else rows.day).label("day"),
    )
    chosen = chosen.select_from(rows.source).where(matching(inquiry, rows))
    in_period = during(inquiry, rows.day)
    if in_period is not None:
        chosen = chosen.where(in_period)
    order: list[ColumnElement[Any]] = [money.desc() if largest_first else money]
    if rows.day is not None:
        order.append(rows.day.asc().nulls_last())
    return chosen, [*order, rows.columns["pk"]]


def _read(inquiry: Inquiry, chosen: Select[Any]) -> Iterable[Found]:
    query = _told(was_then=inquiry.as_of is not None).add_cte(chosen.cte(_CHOSEN.name))
    given = {"currency": inquiry.company.currency}
    for row in inquiry.connection.execute(query, given).mappings():
        shown = {name: row[name] for name in Deal.model_fields if name in row}
        shown["url"] = address_of(inquiry.company.deal_url, row["id"])
        day = row["day"] or date.max
        yield Found(float(row["money"]), day, row["pk"], row["owner_pk"], Deal(**shown))


_CHOSEN = table(
    "chosen",
    column("pk", Integer),
    column("money", Float),
    column("amount", Money),
    column("stage_pk", Integer),
    column("close_on", Date),
    column("day", Date),
)


@cache  # putting it together takes longer than carrying it out
def _told(*, was_then: bool) -> Select[Any]:
    """What is told of the chosen deals: `chosen` is still to be said. `was_then`: as of a past day,
    when it was not known when they would be closed."""
    chosen, o = _CHOSEN.c, opportunities.c
    query = select(
        chosen.money,
        chosen.day,
        o.pk,
        o.owner_pk,
        o.id,
        o.name,
        accounts.c.name.label("account"),
        people.c.name.label("owner"),
        stages.c.name.label("stage"),
        chosen.amount,
        func.coalesce(o.currency, bindparam("currency", type_=Text)).label("currency"),
        chosen.close_on,
        null() if was_then else o.closed_on,
    )
    return (
        query.select_from(_CHOSEN.join(opportunities, o.pk == chosen.pk))
        .join(people, people.c.pk == o.owner_pk)
        .outerjoin(stages, stages.c.pk == chosen.stage_pk)
        .outerjoin(accounts, accounts.c.pk == o.account_pk)
    )
