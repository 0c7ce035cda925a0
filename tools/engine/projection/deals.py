"""The open deals of an inquiry, each with its money and what is known of it, group by group."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select, true

from tools.engine.facts.called import in_forecast
from tools.engine.facts.deals import with_odds
from tools.engine.filtering import matching
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.projection.columns import OpenDeals, Read, Row, read
from tools.engine.projection.features import features, with_accounts
from tools.engine.projection.grouping import keyed, labels_of
from tools.engine.projection.horizon import Horizon
from tools.engine.projection.landmarks import histories
from tools.engine.projection.views import Views, past_views, views
from tools.engine.refusal import Declined
from tools.engine.rows import Rows

Groups = Mapping[str | None, OpenDeals]


def opened(inquiry: Inquiry, horizons: Sequence[Horizon], *, weighed: bool) -> list[Groups]:
    """Those open on the day of each horizon, in one query: now, where it is that of today alone,
    or as they stood. The CRM's weights are looked up where they are needed. Raises Declined where
    a currency has no rate."""
    at, rows = _seen(inquiry, horizons)
    source, key = keyed(inquiry, rows)
    query = _each(inquiry, replace(rows, source=source), at, key, weighed=weighed)
    found = read(inquiry.connection, query, len(horizons))
    if any(one.unconverted.any() for one in found):
        raise Declined("no_exchange_rate")
    if inquiry.by is None:
        return [{TOTAL: one.deals} for one in found]
    labels = labels_of(inquiry, {key for one in found for key in one.keys})
    return [_grouped(one, labels) for one in found]


def opened_with_owners(
    inquiry: Inquiry, horizons: Sequence[Horizon], only: Collection[int] | None = None
) -> list[Read]:
    """The same with the owner of each deal as its key, without weights, and with those whose
    currency has no rate: of all deals, or those with these keys only. The present is read by
    itself, as it is by who asks of that alone."""
    present = [one for one in horizons if inquiry.as_of is None and one.day == inquiry.today]
    past = [one for one in horizons if one not in present]
    found: dict[Horizon, Read] = {}
    for some in filter(None, (present, past)):
        at, rows = _seen(inquiry, some)
        query = _each(inquiry, rows, at, rows.owner, weighed=False)
        if only is not None:
            query = query.where(rows.columns["pk"].in_(only))
        each = read(inquiry.connection, query, len(some), by_owner=True)
        found |= zip(some, each, strict=True)
    return [found[one] for one in horizons]


def _grouped(found: Read, labels: Mapping[Hashable, str | None]) -> Groups:
    places: dict[str | None, list[int]] = {}
    for place, key in enumerate(found.keys):
        places.setdefault(labels.get(key), []).append(place)
    return {label: found.deals.taken(some) for label, some in places.items()}


def _each(
    inquiry: Inquiry, rows: Rows, at: Views, key: ColumnElement[Any], *, weighed: bool
) -> Select[Any]:
    close_on, amount = rows.columns["close_on"], rows.amount
    has_amount = literal(0) if amount is None else case((amount.is_not(None), 1), else_=0)
    due = close_on.between(at.starts_on, at.ends_on)
    by_end = case((or_(due, close_on <= at.day), rows.columns["probability"]))
    row = Row(
        number=at.number,
        key=key,
        pk=rows.columns["pk"],
        money=rows.columns["money"],
        weight=func.coalesce(by_end, 0.0) if weighed else literal(0.0),
        is_due=case((due, 1), else_=0),
        has_amount=has_amount,
    )
    known = features(rows, at, histories(inquiry))
    return (
        select(*(value.label(name) for name, value in (row._asdict() | dict(known)).items()))
        .select_from(with_accounts(rows.source, rows))
        .where(matching(inquiry, rows))
    )


def _seen(inquiry: Inquiry, horizons: Sequence[Horizon]) -> tuple[Views, Rows]:
    if inquiry.as_of or [one.day for one in horizons] != [inquiry.today]:
        at, rows = past_views(inquiry, horizons)
        return at, with_odds(rows)
    at, rows = views(horizons), with_odds(in_forecast(inquiry))
    return at, replace(rows, source=rows.source.join(at.table, true()))
