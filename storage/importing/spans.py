"""Keeps `deal_spans` in step: what the changed deals looked like on every past day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, select, text

from storage.bulk import Bulk
from storage.exchange.stages import Stages
from storage.importing.timeline import FIELDS, Change, Deal, Move, Seen, Span, Timeline
from storage.tables import deal_spans, opportunities
from storage.types import MONEY_SCALE

_DEALS = 5_000  # a page


class Spans:
    """The deals whose past has to be told again, kept in a temporary table."""

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk
        self._all = False
        self._table = Table("retold", MetaData(), Column("deal", Integer), prefixes=["TEMPORARY"])
        self._table.create(bulk.connection)

    def note(self, deals: Iterable[int]) -> None:
        """Notes deals with anything new about them."""
        if not self._all and (found := list(set(deals))):
            self._bulk.insert(self._table, {"deal": found})

    def note_all(self) -> None:
        """Notes every deal."""
        self._all = True

    def note_unmet(self, table: str, is_met: str) -> None:
        """Notes the deals of the rows of a history that are about to be removed."""
        query = f"SELECT t.opportunity_pk FROM {table} AS t WHERE NOT {is_met}"  # noqa: S608
        self._bulk.connection.execute(text(f"INSERT INTO retold {query}"))

    def settle(self, stages: Stages) -> None:
        """Writes the spans of the noted deals anew."""
        connection = self._bulk.connection
        if self._all:
            connection.execute(deal_spans.delete().where(deal_spans.c.opportunity_pk > 0))
        else:
            connection.execute(text("CREATE INDEX retold_deal ON retold (deal)"))
            gone = select(self._table.c.deal)
            connection.execute(deal_spans.delete().where(deal_spans.c.opportunity_pk.in_(gone)))
        with self._without_indexes():
            self._write(connection, Timeline(stages))
        self._table.drop(connection)

    def _write(self, connection: Connection, timeline: Timeline) -> None:
        noted = opportunities.c.pk if self._all else self._table.c.deal
        last = 0
        while deals := _page(connection, noted, last):
            where = f"BETWEEN {deals[0]} AND {deals[-1]}"
            if not self._all:
                where += f" AND {{0}} IN (SELECT deal FROM retold WHERE deal {where})"  # noqa: S608
            self._bulk.insert(deal_spans, _columns(connection, timeline, where))
            last = deals[-1]

    @contextmanager
    def _without_indexes(self) -> Iterator[None]:
        """Indexes of an empty table are made after a large load instead of row by row."""
        connection = self._bulk.connection
        is_empty = connection.execute(select(deal_spans).limit(1)).first() is None
        dropped = []
        if is_empty and len(_page(connection, opportunities.c.pk, 0)) == _DEALS:
            dropped = sorted(deal_spans.indexes, key=lambda index: str(index.name))
        for index in dropped:
            index.drop(connection)
        yield
        for index in dropped:
            self._bulk.create(index)
        if dropped:
            self._bulk.analyze(deal_spans)


def _page(connection: Connection, deal: Any, last: int) -> Sequence[int]:  # noqa: ANN401
    query = select(deal).distinct().where(deal > last).order_by(deal).limit(_DEALS)
    return connection.execute(query).scalars().all()


def _columns(connection: Connection, timeline: Timeline, where: str) -> dict[str, list[Any]]:
    """The spans of some deals, column by column."""
    moves = _by_deal(connection, _MOVES, where, Move)
    changes = _by_deal(connection, _CHANGES, where, _change)
    seen = _by_deal(connection, _SEEN, where, lambda on, stage, *v: Seen(on, stage, tuple(v)))
    rows: list[tuple[Any, ...]] = []
    for row in connection.execute(text(_DEALS_OF.format(_where("pk", where)))):
        pk, kind, stage, created_on, closed_on, *rest = row
        deal = Deal(pk, kind, stage, created_on, closed_on, tuple(rest[: len(FIELDS)]))
        spans = timeline.spans(deal, moves.get(pk, ()), changes.get(pk, ()), seen.get(pk, ()))
        todays = rest[len(FIELDS) :]
        rows.extend((pk, n, *_cells(span), *todays) for n, span in enumerate(spans, start=1))
    if not rows:
        return {name: [] for name in _NAMES}
    return dict(zip(_NAMES, map(list, zip(*rows, strict=True)), strict=True))


def _cells(span: Span) -> tuple[Any, ...]:
    before = span.before or (None,) * len(FIELDS)
    return (*span[:5], *span.values, before[0], before[1])


def _by_deal(
    connection: Connection, query: str, where: str, make: Callable[..., Any]
) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for deal, *cells in connection.execute(text(query.format(_where("opportunity_pk", where)))):
        found[deal].append(make(*cells))
    return found


def _where(column: str, where: str) -> str:
    return f"{column} {where.format(column)}"


def _change(at: int, on: str, field: str, old: str | None) -> Change:
    value: Any = old or None
    if field == "amount" and value is not None:
        value = round(float(value) * MONEY_SCALE)
    return Change(at, on, FIELDS.index(field), value)


_NAMES = (
    "opportunity_pk",
    "number",
    "from_on",
    "to_on",
    "begins",
    "ends",
    "stage_pk",
    "amount",
    "close_on",
    "forecast_category",
    "previous_amount",
    "previous_close_on",
    "owner_pk",
    "account_pk",
    "product_pk",
    "currency",
    "probability",
    "lead_source",
)

# Days as text, whatever the database: they are compared and written as such.
_DEALS_OF = """
    SELECT pk, kind, stage_pk, CAST(created_on AS TEXT), CAST(closed_on AS TEXT),
           amount, CAST(close_on AS TEXT), forecast_category,
           owner_pk, account_pk, product_pk, currency, probability, lead_source
    FROM opportunities WHERE {} ORDER BY pk
"""
_MOVES = """
    SELECT opportunity_pk, changed_at, CAST(changed_on AS TEXT), from_stage_pk, to_stage_pk
    FROM stage_changes WHERE {} ORDER BY opportunity_pk, changed_at
"""
_CHANGES = """
    SELECT opportunity_pk, changed_at, CAST(changed_on AS TEXT), field, old_value
    FROM field_changes WHERE {} AND field <> 'owner_email' ORDER BY opportunity_pk, changed_at
"""
_SEEN = """
    SELECT opportunity_pk, CAST(from_on AS TEXT), stage_pk,
           amount, CAST(close_on AS TEXT), forecast_category
    FROM snapshots WHERE {} ORDER BY opportunity_pk, from_on
"""
