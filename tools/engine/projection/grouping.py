"""The breakdown of an inquiry in a query of its own: what to group by, and what that is called."""

from collections.abc import Collection, Hashable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, FromClause, null

from tools.engine.dimensions import dimension
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.refusal import Declined
from tools.engine.rows import Rows


def keyed(inquiry: Inquiry, rows: Rows) -> tuple[FromClause, ColumnElement[Any]]:
    """The source with what the key needs, and the key: null without a breakdown. Raises Declined
    where these rows lack it."""
    if inquiry.by is None:
        return rows.source, null()
    by = dimension(inquiry.by)
    key = by.key(rows)
    if key is None:
        raise Declined("breakdown_not_honoured", dimension=inquiry.by)
    return by.join(rows.source, rows), key


def labels_of(inquiry: Inquiry, keys: Collection[Hashable]) -> Mapping[Hashable, str | None]:
    """The label of each key that came back; several may have the same."""
    if inquiry.by is None:
        return {None: TOTAL}
    return dimension(inquiry.by).labels(inquiry, list(keys))
