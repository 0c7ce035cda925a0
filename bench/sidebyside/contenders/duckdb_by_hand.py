"""SQL by hand on DuckDB: the same tables, copied; DuckDB keeps no such indexes."""

from functools import partial
from typing import Any

import duckdb

from bench.sidebyside.by_hand import DUCKDB, statements, values
from bench.sidebyside.contest import Rows, compete, folder, given

given_ = given(folder())
store = duckdb.connect(given_.duckdb, read_only=True)


def ask(text: str, named: dict[str, Any]) -> Rows:
    found: Rows = store.execute(text, named).fetchall()
    return found


if __name__ == "__main__":
    asks = {
        name: partial(ask, text, values(given_, text)) for name, text in statements(DUCKDB).items()
    }
    compete(asks, list, ["duckdb"])
