"""The open deals of an inquiry, with their money and what is known of them, group by group."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, case, literal, null, or_, select

from tools.engine.dimensions import dimension
from tools.engine.facts.called import in_forecast
from tools.engine.filtering import matching
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.projection.features import features, with_accounts
from tools.engine.projection.horizon import Horizon
from tools.engine.projection.landmarks import Features, histories
from tools.engine.refusal import Declined


@dataclass
class Group:
    """Open deals: money (ten-thousandths of the reporting currency), what is known of each, and
    the CRM's weight of those due by the end of the period, 0 for the others; how many are `due`
    within the period."""

    money: list[float] = field(default_factory=list)
    features: list[Features] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    due: int = 0


def open_by_group(inquiry: Inquiry, horizon: Horizon) -> dict[str | None, Group]:
    """In one query. Raises Declined where a currency has no rate."""
    found = _rows(inquiry, horizon)
    labels: Any = {None: TOTAL}
    if inquiry.by is not None:
        labels = dimension(inquiry.by).labels(inquiry, list({row[0] for row in found}))
    groups: dict[str | None, Group] = {}
    for key, money, amount, due, weight, *known in found:
        if money is None and amount is not None:
            raise Declined("no_exchange_rate")
        group = groups.setdefault(labels.get(key), Group())
        group.money.append(float(money or 0.0))
        group.weights.append(float(weight or 0.0))
        group.features.append(tuple(known))
        group.due += due
    return groups


def _rows(inquiry: Inquiry, horizon: Horizon) -> list[tuple[Any, ...]]:
    rows = in_forecast(inquiry)
    source: FromClause = rows.source
    key: ColumnElement[Any] = null()
    if inquiry.by is not None:
        by = dimension(inquiry.by)
        grouped_by = by.key(rows)
        if grouped_by is None:
            raise Declined("breakdown_not_honoured", dimension=inquiry.by)
        source, key = by.join(source, rows), grouped_by
    close_on, probability = rows.columns["close_on"], rows.columns["probability"]
    due = close_on.between(horizon.starts_on, horizon.ends_on)
    weight = case((or_(due, close_on <= horizon.day), probability))
    query = select(
        key,
        literal(None) if rows.money is None else rows.money,
        literal(None) if rows.amount is None else rows.amount,
        case((due, 1), else_=0),
        weight,
        *features(rows, horizon, histories(inquiry)).values(),
    ).select_from(with_accounts(source, rows))
    # In one order, so that draws fall on the same deals each time.
    query = query.where(matching(inquiry, rows)).order_by(rows.columns["pk"])
    return [tuple(row) for row in inquiry.connection.execute(query)]
