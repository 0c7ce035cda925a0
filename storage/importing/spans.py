"""Keeps `deal_spans` in step: what the changed deals looked like on every past day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, select, text

from storage.bulk import Bulk
from storage.exchange.stages import Stages
from storage.importing.timeline import FIELDS, Change, Deal, Move, Seen, Timeline
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
            self._bulk.insert(deal_spans, _columns(self._bulk, timeline, where))
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


def _columns(writer: Bulk, timeline: Timeline, where: str) -> dict[str, list[Any]]:
    """The spans of some deals, column by column."""
    moves: dict[int, list[Move]] = defaultdict(list)
    for deal, at, on, from_stage, to_stage in writer.read(_MOVES.format(_deals(where))):
        moves[deal].append((at, on, from_stage, to_stage))
    changes: dict[int, list[Change]] = defaultdict(list)
    pushes: dict[int, list[str]] = defaultdict(list)
    for deal, at, on, field, old, new in writer.read(_CHANGES.format(_deals(where))):
        changes[deal].append((at, on, _PLACES[field], _value(field, old)))
        if field == "close_on" and old and new and new > old:
            pushes[deal].append(on)
    seen: dict[int, list[Seen]] = defaultdict(list)
    for deal, on, stage, *values in writer.read(_SEEN.format(_deals(where))):
        seen[deal].append((on, stage, tuple(values)))
    rows: list[tuple[Any, ...]] = []
    for row in writer.read(_DEALS_OF.format(_deals(where, "pk"))):
        pk, kind, stage_pk, created_on, closed_on, *todays = row
        told = Deal(kind, stage_pk, created_on, closed_on, tuple(todays[: len(FIELDS)]))
        spans = timeline.spans(told, moves.get(pk, ()), changes.get(pk, ()), seen.get(pk, ()))
        moved_on, pushed_on = [move[1] for move in moves.get(pk, ())], pushes.get(pk, ())
        for number, (*when, stage, now, before) in enumerate(spans, start=1):
            amount, close_on = before[:2] if before else (None, None)
            entries, put_off = (bisect_right(days, str(when[0])) for days in (moved_on, pushed_on))
            since = moved_on[entries - 1] if entries else None
            past = (amount, close_on, since, put_off)
            rows.append((pk, number, *when, stage, *now, *past, *todays[len(FIELDS) :]))
    columns = map(list, zip(*rows, strict=True)) if rows else ([] for _ in _NAMES)
    return dict(zip(_NAMES, columns, strict=True))


def _deals(where: str, column: str = "opportunity_pk") -> str:
    return f"{column} {where.format(column)}"


def _value(field: str, old: str | None) -> Any:  # noqa: ANN401
    if field == "amount" and old:
        return round(float(old) * MONEY_SCALE)
    return old or None


_PLACES = {field: place for place, field in enumerate(FIELDS)}
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
    "stage_since",
    "pushes",
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
    SELECT opportunity_pk, changed_at, CAST(changed_on AS TEXT), field, old_value, new_value
    FROM field_changes WHERE {} AND field <> 'owner_email' ORDER BY opportunity_pk, changed_at
"""
_SEEN = """
    SELECT opportunity_pk, CAST(from_on AS TEXT), stage_pk,
           amount, CAST(close_on AS TEXT), forecast_category
    FROM snapshots WHERE {} ORDER BY opportunity_pk, from_on
"""
