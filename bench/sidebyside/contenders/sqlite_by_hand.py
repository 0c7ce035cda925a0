"""SQL by hand on SQLite: the driver alone, on Pilote's own tables and indexes."""

import sqlite3
from functools import partial

from bench.sidebyside.by_hand import SQLITE, statements, values
from bench.sidebyside.contest import compete, folder, given

given_ = given(folder())
store = sqlite3.connect(f"file:{given_.sqlite}?mode=ro", uri=True)
store.execute("PRAGMA cache_size=-65536")
store.execute("PRAGMA mmap_size=8589934592")


def ask(text: str, named: dict[str, str]) -> list[tuple[str | None, float | None]]:
    return store.execute(text, named).fetchall()


if __name__ == "__main__":
    asks = {
        name: partial(ask, text, values(given_, text, as_text=True))
        for name, text in statements(SQLITE).items()
    }
    compete(asks, list)
