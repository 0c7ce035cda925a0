"""The scores on docs/reading.md: every language's vocabulary and its question banks."""

import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.reader import Reader
from bot.reader.validators import Findings, validated
from prompts import available
from tests.bot.reader.bank import BANKS, verdicts
from tests.bot.reader.helvia import TODAY, store
from tools.engine.calendar import Calendar
from tools.engine.registry import kpis
from tools.names import NameIndex

PAGE = Path(__file__).with_name("reading.md")
BEGIN, END = "<!-- scores: make docs -->\n", "<!-- end of scores -->\n"


def with_scores(page: str) -> str:
    """The page with its scores as they are now."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + _scores() + END + rest.partition(END)[2]


def vocabulary_row(code: str, found: Findings) -> str:
    """The line of a language: what the validators found in it."""
    faults = (len(found.overlaps), len(found.unreachable), len(found.missing))
    return f"| {code} | {found.phrases} | {' | '.join(map(str, faults))} | {found.score:.1%} |"


def bank_row(name: str, verdicts: Iterable[str]) -> str:
    """The line of a bank: how its questions are read."""
    found = Counter(verdicts)
    cells = (found.total(), *(found[kind] for kind in ("right", "asked back", "wrong")))
    return f"| {name}.jsonl | {' | '.join(map(str, cells))} |"


def _scores() -> str:
    with tempfile.TemporaryDirectory() as folder:
        database = store(Path(folder))
        with database.reading() as connection:
            reader = Reader(NameIndex.build(connection), Calendar(1), TODAY, kpis())
        banks = [bank_row(name, verdicts(reader, database, name)) for name in BANKS]
        database.close()
    return "\n".join(
        [
            "| language | phrases | overlaps | out of reach | missing | score |",
            "|---|---|---|---|---|---|",
            *(vocabulary_row(code, validated(code, kpis())) for code in available()),
            "",
            "| bank | questions | right | asked back though answerable | silently wrong |",
            "|---|---|---|---|---|",
            *banks,
            "",
        ]
    )
