"""The open deals of an inquiry, each with its money and what is known of it, group by group."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, true

from tools.engine.facts.called import in_forecast
from tools.engine.facts.deals import with_odds
from tools.engine.filtering import matching
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.projection.features import features, with_accounts
from tools.engine.projection.grouping import keyed, labels_of
from tools.engine.projection.horizon import Horizon
from tools.engine.projection.landmarks import Features, histories
from tools.engine.projection.views import Views, past_views, views
from tools.engine.refusal import Declined
from tools.engine.rows import Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_A_TIME = 50_000  # rows: more of them as objects would take a lot of memory


@dataclass(frozen=True, eq=False)
class OpenDeals:
    """Open deals, one in each place of the columns. Money in ten-thousandths of the reporting
    currency; `weight`: by the CRM, of what is due by the end of the period, else 0; `is_due`:
    within the period; `known`: the place in `features` of what is known of it."""

    pk: "NDArray[np.int64]"
    money: "NDArray[np.float64]"
    weight: "NDArray[np.float64]"
    is_due: "NDArray[np.bool_]"
    known: "NDArray[np.int64]"
    features: Sequence[Features]

    def taken(self, places: Any) -> "OpenDeals":  # noqa: ANN401 (whatever NumPy takes)
        """Those in some places."""
        return OpenDeals(
            self.pk[places],
            self.money[places],
            self.weight[places],
            self.is_due[places],
            self.known[places],
            self.features,
        )


Groups = Mapping[str | None, OpenDeals]


def opened(inquiry: Inquiry, horizons: Sequence[Horizon], *, weighed: bool) -> list[Groups]:
    """Those open on the day of each horizon, in one query: now, where it is that of today alone,
    or as they stood. The CRM's weights are looked up where they are needed. Raises Declined where
    a currency has no rate."""
    at, rows = _seen(inquiry, horizons)
    source, key = keyed(inquiry, rows)
    query = _each(inquiry, replace(rows, source=source), at, key, weighed=weighed)
    table = _read(inquiry, query)
    labels = None if inquiry.by is None else labels_of(inquiry, set(table.keys))
    return [table.of(number, labels) for number in range(len(horizons))]


Owned = tuple["NDArray[np.int64]", OpenDeals]  # the key of each one's owner, in their order


def opened_by_owner(inquiry: Inquiry, horizons: Sequence[Horizon]) -> list[Owned]:
    """The same with the owner of each deal, without weights: the present read by itself, as it
    is by who asks of that alone."""
    present = [one for one in horizons if inquiry.as_of is None and one.day == inquiry.today]
    past = [one for one in horizons if one not in present]
    found: dict[Horizon, Owned] = {}
    for some in filter(None, (present, past)):
        at, rows = _seen(inquiry, some)
        table = _read(inquiry, _each(inquiry, rows, at, rows.owner, weighed=False))
        found |= zip(some, table.by_owner(len(some)), strict=True)
    return [found[one] for one in horizons]


class _Row(NamedTuple):
    """What is read of each deal, in the order of the columns."""

    number: ColumnElement[int]
    key: ColumnElement[Any]
    pk: ColumnElement[int]
    money: ColumnElement[float]
    weight: ColumnElement[float]
    is_due: ColumnElement[int]
    unconverted: ColumnElement[int]


@dataclass(frozen=True, eq=False)
class _Table:
    """All that was read: for each deal the number of its horizon, and the key of its group."""

    number: "NDArray[np.int64]"
    keys: Sequence[Hashable]
    deals: OpenDeals

    def of(self, number: int, labels: Mapping[Hashable, str | None] | None) -> Groups:
        """The deals of one horizon by the labels of their keys, or all together."""
        import numpy as np  # noqa: PLC0415

        here = np.flatnonzero(self.number == number)
        if labels is None:
            return {TOTAL: self.deals.taken(here)}
        groups: dict[str | None, list[int]] = {}
        for place in map(int, here):
            groups.setdefault(labels.get(self.keys[place]), []).append(place)
        return {label: self.deals.taken(places) for label, places in groups.items()}

    def by_owner(self, horizons: int) -> Iterator[Owned]:
        """The deals of each horizon, where their keys are owners."""
        import numpy as np  # noqa: PLC0415

        owners = np.array(self.keys, dtype=np.int64)
        for number in range(horizons):
            here = np.flatnonzero(self.number == number)
            places = here[np.argsort(owners[here], kind="stable")]
            yield owners[places], self.deals.taken(places)


class _Numbers(dict[Features, int]):
    """What is looked up for the first time gets the next number: of a million rows no line of
    Python is run for each."""

    def __missing__(self, key: Features) -> int:
        self[key] = number = len(self)
        return number


def _read(inquiry: Inquiry, query: Select[Any]) -> _Table:
    import numpy as np  # noqa: PLC0415

    index = _Numbers()
    columns: list[list[Any]] = [[] for _ in (*_Row._fields, "known")]
    width = len(_Row._fields)
    for rows in inquiry.connection.execute(query).partitions(_AT_A_TIME):
        values = list(zip(*rows, strict=True))
        for column, some in zip(columns, values[:width], strict=False):
            column.extend(some)
        columns[-1].extend(map(index.__getitem__, zip(*values[width:], strict=True)))
    number, keys, pk, money, weight, is_due, unconverted, known = columns
    if any(unconverted):
        raise Declined("no_exchange_rate")
    deals = OpenDeals(
        np.array(pk, dtype=np.int64),
        np.array(money, dtype=np.float64),
        np.array(weight, dtype=np.float64),
        np.array(is_due, dtype=np.bool_),
        np.array(known, dtype=np.int64),
        list(index),
    )
    return _Table(np.array(number, dtype=np.int64), keys, deals)


def _each(
    inquiry: Inquiry, rows: Rows, at: Views, key: ColumnElement[Any], *, weighed: bool
) -> Select[Any]:
    close_on = rows.columns["close_on"]
    money, units = (literal(None) if v is None else v for v in (rows.money, rows.amount))
    due = close_on.between(at.starts_on, at.ends_on)
    by_end = case((or_(due, close_on <= at.day), rows.columns["probability"]))
    row = _Row(
        number=at.number,
        key=key,
        pk=rows.columns["pk"],
        money=func.coalesce(money, 0.0),
        weight=func.coalesce(by_end, 0.0) if weighed else literal(0.0),
        is_due=case((due, 1), else_=0),
        unconverted=case((and_(money.is_(None), units.is_not(None)), 1), else_=0),
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
