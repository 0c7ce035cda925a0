"""Finds the rows that other rows refer to by id, email or name, a batch at a time."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from storage.bulk import Bulk
from storage.exchange.batch import Batch
from storage.exchange.layout import BY_NAME, File
from storage.tables import metadata

_REMEMBERED = 50_000
_MANY = 500

UNKNOWN = {
    "people": "unknown_person",
    "accounts": "unknown_account",
    "products": "unknown_product",
    "opportunities": "unknown_opportunity",
}


class Directory:
    """The rows of one table by the key people use, remembered up to a bound."""

    def __init__(self, bulk: Bulk, file: str, where: str) -> None:
        self._bulk = bulk
        self._table = metadata.tables[file]
        self._key = BY_NAME[file].key[0]
        self._where = where
        self._known: dict[Any, int] = {}
        self._in_order = True

    def pks(self, names: Iterable[Any]) -> Mapping[Any, int]:
        """At least these names' keys; names that are not there are left out."""
        wanted = set(names)
        wanted.discard(None)
        missing = wanted - self._known.keys()
        if len(self._known) + len(missing) > _REMEMBERED:
            self._known.clear()
            missing = wanted
        if len(missing) > _MANY and self._in_order:
            missing = self._read_on(missing)
        if missing:
            asked = list(missing)
            found = self._bulk.find(self._table, {self._key: asked}, ["t.pk"], self._where)
            self._known.update((asked[place], pk) for place, pk in found)
        return self._known

    def _read_on(self, missing: set[Any]) -> set[Any]:
        """Reads as many names from the first one on; tells which are still missing.

        Histories mostly come in the order of their deals, and reading on in the index is
        several times quicker than looking up one by one. Where they do not, it is left alone.
        """
        rows = self._bulk.read_on(
            self._table, self._key, min(missing), 2 * len(missing), self._where
        )
        self._known.update(rows)
        still = missing - self._known.keys()
        self._in_order = len(still) < len(missing) // 2
        return still


class References:
    """Directories of all tables rows can refer to.

    `conditions` say in SQL which rows of a table count (called `t`): with `replace`, what is
    not in the new folder is as unknown as if it had never been there.
    """

    def __init__(self, bulk: Bulk) -> None:
        self._bulk = bulk
        self._directories: dict[str, Directory] = {}
        self._conditions: dict[str, str] = {}

    def restrict(self, file: str, condition: str) -> None:
        """From now on only these rows of a file count."""
        self._conditions[file] = condition
        self._directories.pop(file, None)

    def condition(self, file: str) -> str:
        """Which rows of a file count, as SQL."""
        return self._conditions.get(file, "TRUE")

    def directory(self, file: str) -> Directory:
        """The directory of one file's rows."""
        if file not in self._directories:
            self._directories[file] = Directory(self._bulk, file, self.condition(file))
        return self._directories[file]

    def resolve(self, batch: Batch, file: File) -> None:
        """Puts keys in the place of names; rows that refer to nothing known are refused."""
        for column in file.columns:
            names = batch.columns.get(column.goes_into)
            if column.kind == "reference" and names is not None:
                known = self.directory(column.refers).pks(names)
                pks = list(map(known.get, names))
                is_manager = column.name == "manager_email"
                code = "unknown_manager" if is_manager else UNKNOWN[column.refers]
                refuse_unknown(batch, column.name, names, pks, code)
                batch.names[column.goes_into] = names
                batch.columns[column.goes_into] = pks
        batch.drop_refused()

    def resolve_keys(self, file: File, keys: Sequence[Sequence[Any]]) -> list[list[Any]]:
        """The keys of refused rows as the table has them; unknown references become None."""
        columns = [list(column) for column in zip(*keys, strict=True)]
        for place, name in enumerate(file.key):
            column = next(column for column in file.columns if column.goes_into == name)
            if column.kind == "reference":
                names = columns[place]
                columns[place] = list(map(self.directory(column.refers).pks(names).get, names))
        return columns


def refuse_unknown(
    batch: Batch, column: str, names: Sequence[Any], found: Sequence[Any], code: str
) -> None:
    """Refuses the rows that name somebody or something nobody knows."""
    if found.count(None) != names.count(None):
        for index, name in enumerate(names):
            if name is not None and found[index] is None:
                batch.refuse(index, column, name, code, {})
