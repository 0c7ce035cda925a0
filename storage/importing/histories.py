"""Derives the histories of stages that one batch of rows could not settle alone."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Table, select, text

from storage.bulk import Bulk
from storage.exchange.history import Derived, History
from storage.exchange.stages import Stages
from storage.tables import stage_changes

_DEALS = 5_000  # a page
_DERIVED = Derived._fields


class Histories:
    """The deals whose stage changes have to be looked at again, kept in a temporary table."""

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk
        self._highest = 0
        self._any = False
        self._table = Table(
            "unsettled", MetaData(), Column("deal", Integer), prefixes=["TEMPORARY"]
        )
        self._table.create(bulk.connection)

    def note_added(self, deals: Sequence[int]) -> None:
        """Notes, of rows added with their history derived among themselves, what is unsure.

        Rows of the first and the last deal may go on in another batch; a deal that comes after
        one with a higher key may have been here before.
        """
        visits = [deal for deal, _ in groupby(deals)]
        unsure = {visits[0], visits[-1]}
        for deal in visits:
            if deal > self._highest:
                self._highest = deal
            else:
                unsure.add(deal)
        self.note(unsure)

    def note(self, deals: set[int]) -> None:
        """Notes deals to be settled."""
        if deals:
            self._any = True
            self._bulk.insert(self._table, {"deal": list(deals)})

    def note_unmet(self, is_met: str) -> None:
        """Notes the deals of the rows that are about to be removed."""
        self._insert(f"SELECT t.opportunity_pk FROM stage_changes AS t WHERE NOT {is_met}")  # noqa: S608

    def note_all(self) -> None:
        """Notes every deal that has a history."""
        self._insert("SELECT DISTINCT opportunity_pk FROM stage_changes")

    def _insert(self, deals: str) -> None:
        self._any = True
        self._bulk.connection.execute(text(f"INSERT INTO unsettled {deals}"))

    def settle(self, stages: Stages) -> None:
        """Derives what is due and writes what differs."""
        connection = self._bulk.connection
        if self._any:
            connection.execute(text("CREATE INDEX unsettled_deal ON unsettled (deal)"))
            history = History(stages)
            last = 0
            while deals := self._page(connection, last):
                self._settle_page(connection, history, last, deals[-1])
                last = deals[-1]
        self._table.drop(connection)

    def _page(self, connection: Connection, last: int) -> Sequence[int]:
        deal = self._table.c.deal
        query = select(deal).distinct().where(deal > last).order_by(deal).limit(_DEALS)
        return connection.execute(query).scalars().all()

    def _settle_page(
        self, connection: Connection, history: History, after: int, until: int
    ) -> None:
        rows = connection.execute(_ROWS, {"after": after, "until": until}).all()
        if not rows:
            return
        deals, moments, days, to_stages, *stored = zip(*rows, strict=True)
        derived = history.derive(deals, moments, [str(day) for day in days], to_stages)
        due = list(zip(*derived, strict=True))
        stored_rows = list(zip(*map(_as_text_days, stored), strict=True))
        changed = [i for i, values in enumerate(due) if values != stored_rows[i]]
        if changed:
            self._bulk.update(
                stage_changes,
                {
                    "opportunity_pk": [deals[i] for i in changed],
                    "changed_at": [moments[i] for i in changed],
                },
                {name: [due[i][n] for i in changed] for n, name in enumerate(_DERIVED)},
            )


def _as_text_days(column: Sequence[Any]) -> list[Any]:
    return [value if value is None or isinstance(value, int) else str(value) for value in column]


# As text, so that SQLite gives plain values and PostgreSQL its days, which are then shown.
_ROWS = text("""
    SELECT c.opportunity_pk, c.changed_at, c.changed_on, c.to_stage_pk,
           c.left_at, c.left_on, c.whole_days, c.advanced_on, c.previous_entry_on
    FROM stage_changes AS c
    WHERE c.opportunity_pk > :after AND c.opportunity_pk <= :until
      AND c.opportunity_pk IN (SELECT deal FROM unsettled WHERE deal > :after AND deal <= :until)
    ORDER BY c.opportunity_pk, c.changed_at
""")
