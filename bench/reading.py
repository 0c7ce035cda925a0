"""How long the reader takes for a question, over the project's own bank."""

import json
import statistics
import time
from pathlib import Path

from bench.asking import TODAY, first_active
from bot.reader import Reader
from storage.database import Database
from tools.engine.company import load_company
from tools.engine.registry import kpis
from tools.names import NameIndex

BANKS = Path(__file__).parent.parent / "tests" / "banks"


def measure(database: Database) -> str:
    """Median and 95th percentile, in a sentence."""
    with database.reading() as connection:
        calendar = load_company(connection).calendar
        reader = Reader(NameIndex.build(connection), calendar, TODAY, kpis())
        person = first_active(connection, "rep")
    times = []
    for question in _questions():
        started = time.perf_counter()
        reader.read(question, asker=person)
        times.append((time.perf_counter() - started) * 1000)
    median, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return (
        f"Reading {len(times):,} questions of the bank: median {median:.2f} ms,"
        f" 95th percentile {slow:.2f} ms."
    )


def _questions() -> list[str]:
    lines = (line for bank in BANKS.glob("*.jsonl") for line in bank.open(encoding="utf-8"))
    items = (json.loads(line) for line in lines if line.strip())
    return [next(str(v) for k, v in item.items() if k in {"question", "q"}) for item in items]
