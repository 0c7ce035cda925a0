"""Open deals as columns: a million of them in some twenty megabytes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select

from tools.engine.projection.landmarks import Features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_AT_A_TIME = 10_000  # rows: more of them as objects take memory, and the interpreter for long


class Row(NamedTuple):
    """What is read of each deal, in the order of the columns; what is known of it comes after."""

    number: ColumnElement[int]  # of the horizon
    key: ColumnElement[Any]
    pk: ColumnElement[int]
    money: ColumnElement[float]  # null without an amount, and without a rate
    weight: ColumnElement[float]
    is_due: ColumnElement[int]
    has_amount: ColumnElement[int]


@dataclass(frozen=True, eq=False)
class OpenDeals:
    """Open deals, one in each place of the columns. Money in ten-thousandths of the reporting
    currency; `weight`: by the CRM, of what is due by the end of the period, else 0; `is_due`:
    within the period; `known`: the place in `features` of what is known of it."""

    features: Sequence[Features]
    pk: "NDArray[np.int32]"
    money: "NDArray[np.float64]"
    weight: "NDArray[np.float64]"
    is_due: "NDArray[np.bool_]"
    known: "NDArray[np.int32]"

    @property
    def columns(self) -> "tuple[NDArray[Any], ...]":
        """All of them, in order."""
        return self.pk, self.money, self.weight, self.is_due, self.known

    def taken(self, places: Any) -> "OpenDeals":  # noqa: ANN401 (whatever NumPy takes)
        """Those in some places."""
        return OpenDeals(self.features, *(column[places] for column in self.columns))


@dataclass(frozen=True, eq=False)
class Read:
    """What was read for one horizon: the deals, the key of each, and whether it has an amount in
    a currency without a rate."""

    keys: "NDArray[Any]"
    deals: OpenDeals
    unconverted: "NDArray[np.bool_]"

    def taken(self, places: Any) -> "Read":  # noqa: ANN401 (whatever NumPy takes)
        """Those in some places."""
        return Read(self.keys[places], self.deals.taken(places), self.unconverted[places])

    def __add__(self, other: "Read") -> "Read":
        import numpy as np  # noqa: PLC0415

        features = _Numbers(zip(self.deals.features, count()))
        renumbered = np.array([features[one] for one in other.deals.features], dtype=np.int32)
        known = renumbered[other.deals.known] if len(renumbered) else other.deals.known
        pairs = zip(self.deals.columns, (*other.deals.columns[:-1], known), strict=True)
        deals = OpenDeals(list(features), *map(np.concatenate, pairs))
        keys, unconverted = (self.keys, other.keys), (self.unconverted, other.unconverted)
        return Read(np.concatenate(keys), deals, np.concatenate(unconverted))


def read(
    connection: Connection, query: Select[Any], horizons: int, *, by_owner: bool = False
) -> list[Read]:
    """What a query of such rows finds, for each of so many horizons. `by_owner`: the keys are
    those of people, and numbers."""
    import numpy as np  # noqa: PLC0415 (a tenth of a second, for this figure alone)

    index = _Numbers()
    key = np.int32 if by_owner else object
    types = (np.int16, key, np.int32, np.float64, np.float64, np.bool_, np.bool_)
    chunks: list[list[NDArray[Any]]] = [[np.array((), dtype=one)] for one in (*types, np.int32)]
    for rows in _fetched(connection, query):
        values = list(zip(*rows, strict=True))
        for chunk, some, dtype in zip(chunks, values, types, strict=False):
            chunk.append(np.array(some, dtype=dtype))  # what is null is not a number
        known = map(index.__getitem__, zip(*values[len(types) :], strict=True))
        chunks[-1].append(np.fromiter(known, dtype=np.int32, count=len(rows)))
    number, *columns = map(np.concatenate, chunks)
    listed = list(index)
    found = []
    for one in range(horizons):
        here = np.flatnonzero(number == one)
        keys, pk, money, weight, is_due, has_amount, known_of = (c[here] for c in columns)
        is_none = np.isnan(money)
        money[is_none] = 0.0
        deals = OpenDeals(listed, pk, money, weight, is_due, known_of)
        found.append(Read(keys, deals, is_none & has_amount))
    return found


def _fetched(connection: Connection, query: Select[Any]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """Rows as the driver gives them: none of these columns is converted, and as SQLAlchemy's
    objects a million of them take seconds."""
    with connection.execute(query) as result:
        while result.cursor is not None and (rows := result.cursor.fetchmany(_AT_A_TIME)):
            yield rows


class _Numbers(dict[Features, int]):
    """What is looked up for the first time gets the next number: of a million rows no line of
    Python is run for each."""

    def __missing__(self, key: Features) -> int:
        self[key] = number = len(self)
        return number
