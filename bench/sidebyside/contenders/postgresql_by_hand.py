"""SQL by hand on PostgreSQL: the driver alone, on Pilote's own tables and indexes."""

from functools import partial
from typing import Any

import psycopg

from bench.sidebyside.by_hand import POSTGRESQL, statements, values
from bench.sidebyside.contest import Rows, compete, folder, given

given_ = given(folder())
store = psycopg.connect(given_.postgresql.replace("+psycopg", "", 1))


def ask(text: str, named: dict[str, Any]) -> list[tuple[Any, ...]]:
    return store.execute(text, named).fetchall()


def rows(found: list[tuple[Any, ...]]) -> Rows:
    return [(key, float(value)) for key, value in found]  # an average of integers is a Decimal


if __name__ == "__main__":
    asks = {
        name: partial(ask, text, values(given_, text))
        for name, text in statements(POSTGRESQL).items()
    }
    compete(asks, rows)
