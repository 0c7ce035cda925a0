"""The scores on docs/reading.md: every language's vocabulary and its question banks."""

import tempfile
from collections import Counter
from pathlib import Path

from bot.reader import Reader
from bot.reader.validators import validated
from prompts import available
from storage.database import Database
from tests.bot.reader.bank import asked, lines, verdict
from tests.bot.reader.helvia import TODAY, store
from tools.engine.calendar import Calendar
from tools.engine.registry import kpis
from tools.names import NameIndex

PAGE = Path(__file__).with_name("reading.md")
BEGIN, END = "<!-- scores: make docs -->\n", "<!-- end of scores -->\n"


def with_scores(page: str) -> str:
    """The page with its scores as they are now."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + scores() + END + rest.partition(END)[2]


def scores() -> str:
    """Two tables: what the validators find, and how the banks are read."""
    with tempfile.TemporaryDirectory() as folder:
        database = store(Path(folder))
        with database.reading() as connection:
            reader = Reader(NameIndex.build(connection), Calendar(1), TODAY, kpis())
        scored = [_bank(reader, database, name) for name in _banks()]
        database.close()
    return "\n".join(
        [
            "| language | phrases | overlaps | out of reach | missing | score |",
            "|---|---|---|---|---|---|",
            *(_vocabulary(code) for code in available()),
            "",
            "| bank | questions | right | asked back though answerable | silently wrong |",
            "|---|---|---|---|---|",
            *scored,
            "",
        ]
    )


def _banks() -> list[str]:
    return [f"{kind}{code}" for code in available() for kind in ("", "blind.", "fresh.")]


def _vocabulary(code: str) -> str:
    found = validated(code, kpis())
    faults = (len(found.overlaps), len(found.unreachable), len(found.missing))
    return f"| {code} | {found.phrases} | {' | '.join(map(str, faults))} | {found.score:.1%} |"


def _bank(reader: Reader, database: Database, name: str) -> str:
    bank = [line for line in lines(name) if not line.awaits(kpis())]
    found = Counter(verdict(line, asked(reader, database, line)) for line in bank)
    cells = (len(bank), *(found[kind] for kind in ("right", "asked back", "wrong")))
    return f"| {name}.jsonl | {' | '.join(map(str, cells))} |"
