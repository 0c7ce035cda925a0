"""Brings the rows of one file into its table: adds, updates, or leaves them as they are."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Index, Table

from storage.bulk import Bulk, DuplicateError
from storage.exchange.batch import Batch
from storage.exchange.history import Derived
from storage.exchange.layout import File
from storage.importing.marks import Marks
from storage.importing.report import Counts
from storage.tables import metadata

# From this many bytes on, indexes are made anew after the load instead of row by row.
LARGE = 2_000_000

# What is computed when a row is first seen, and stays as it was.
_ONLY_AT_FIRST = {"forecasts": {"team"}}
# What is computed from several rows, after all of them are in.
_SETTLED_LATER = {"stage_changes": set(Derived._fields)}
# Rows the bot wrote itself: no source changes or removes them.
OWN = {"forecasts": "t.origin = 'pilote'"}
# Rows that people added through the bot: a source may know more of them, but removes none.
KEPT = {**OWN, "contacts": "coalesce(t.origin, '') = 'pilote'"}


class Taken(NamedTuple):
    """What became of a batch: all its rows added in one go, or these of them changed the table."""

    at_once: bool
    changed: Sequence[int] = ()


class Load:
    """The load of one file, batch by batch."""

    def __init__(self, bulk: Bulk, file: File, counts: Counts, size: int) -> None:
        self.file = file
        self.table: Table = metadata.tables[file.name]
        self.counts = counts
        self.marks = Marks(bulk, self.table)
        self._bulk = bulk
        self._connection: Connection = bulk.connection
        self._dropped: list[Index] = []
        later = _SETTLED_LATER.get(file.name, set())
        self._not_compared = {*file.key, *_ONLY_AT_FIRST.get(file.name, ()), *later}
        self._own = OWN.get(file.name, "FALSE")
        if self.marks.was_empty and size >= LARGE:
            self._drop_indexes()

    def take(self, batch: Batch) -> Taken:
        """Brings in a batch of checked rows.

        A row whose key has been met before in this import is refused.
        """
        if not len(batch):
            return Taken(at_once=True)
        if self.marks.was_empty:
            try:
                self._bulk.insert(self.table, batch.columns)
            except DuplicateError:
                pass
            else:
                self._count(added=len(batch))
                return Taken(at_once=True)
        return self._merge(batch)

    def changed_anything(self) -> bool:
        """Whether rows were added or updated."""
        return bool(self.counts.added or self.counts.updated)

    def finish(self) -> None:
        """Makes the indexes again that stood in the way of a large load."""
        for index in self._dropped:
            self._bulk.create(index)
        if self._dropped:
            self._bulk.analyze(self.table)

    def keep_refused(self, keys: list[list[Any]]) -> None:
        """Marks stored rows with these keys: their new versions were refused, so they stay."""
        columns = dict(zip(self.file.key, keys, strict=True))
        found = self._bulk.find(self.table, columns, self._marks_columns(), f"NOT {self._met()}")
        unique = {tuple(row[1:]) for row in found}
        self.marks.mark_stored(sorted(unique))

    def _merge(self, batch: Batch) -> Taken:
        compared = [name for name in batch.columns if name not in self._not_compared]
        wanted = [*self._marks_columns(), self._met(), self._own]
        wanted += [f't."{name}"' for name in compared]
        keys = {name: batch.columns[name] for name in self.file.key}
        stored = {row[0]: row[1:] for row in self._bulk.find(self.table, keys, wanted)}
        width = len(self.marks.key)
        met: set[tuple[Any, ...]] = set()
        added, changed, touched = [], [], []
        new = list(zip(*(batch.columns[name] for name in compared), strict=True))
        for index, key in enumerate(zip(*keys.values(), strict=True)):
            row = stored.get(index)
            if key in met or (row is not None and row[width]):
                if not batch.repeats:
                    self._refuse_duplicate(batch, index)
                continue
            met.add(key)
            if row is None:
                added.append(index)
                continue
            touched.append(row[:width])
            if row[width + 2 :] != (new[index] if new else ()) and not row[width + 1]:
                changed.append((index, row[:width]))
        self._write(batch, compared, added, changed)
        self.marks.mark_stored(touched)
        self._count(len(added), len(changed), len(touched) - len(changed))
        return Taken(at_once=False, changed=[*added, *(index for index, _ in changed)])

    def _write(
        self,
        batch: Batch,
        compared: list[str],
        added: list[int],
        changed: list[tuple[int, tuple[Any, ...]]],
    ) -> None:
        if added:
            columns = {name: [c[i] for i in added] for name, c in batch.columns.items()}
            self._bulk.insert(self.table, columns)
            self.marks.mark_added(columns)
        if changed:
            keys = zip(*(key for _, key in changed), strict=True)
            self._bulk.update(
                self.table,
                dict(zip(self.marks.key, keys, strict=True)),
                {name: [batch.columns[name][i] for i, _ in changed] for name in compared},
            )

    def _refuse_duplicate(self, batch: Batch, index: int) -> None:
        key = self.file.key[0]
        column = next(column for column in self.file.columns if column.goes_into == key)
        value = batch.names.get(key, batch.columns[key])[index]
        batch.refuse(index, column.name, value, "duplicate", {})

    def _marks_columns(self) -> list[str]:
        return [f't."{name}"' for name in self.marks.key]

    def _met(self) -> str:
        return f"({self.marks.is_marked})"

    def _count(self, added: int = 0, updated: int = 0, unchanged: int = 0) -> None:
        self.counts.read += added + updated + unchanged
        self.counts.added += added
        self.counts.updated += updated
        self.counts.unchanged += unchanged

    def _drop_indexes(self) -> None:
        for index in sorted(self.table.indexes, key=lambda index: str(index.name)):
            if not index.unique:
                index.drop(self._connection)
                self._dropped.append(index)
