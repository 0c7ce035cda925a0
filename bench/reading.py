"""How long the reader takes for a question, over the project's own bank."""

import json
import statistics
import time
from datetime import date
from pathlib import Path

from bot.reader import Reader
from storage.database import Database
from tools.engine.company import load_company
from tools.engine.people import person_by_email
from tools.engine.registry import kpis
from tools.names import NameIndex

BANKS = Path(__file__).parent.parent / "tests" / "banks"


def measure(database: Database, today: date, asker: str) -> tuple[float, float, int]:
    """(median, 95th percentile) in milliseconds, and how many questions."""
    with database.reading() as connection:
        calendar = load_company(connection).calendar
        reader = Reader(NameIndex.build(connection), calendar, today, kpis())
        person = person_by_email(connection, asker)
    if person is None:
        raise LookupError(asker)
    times = []
    for question in _questions():
        started = time.perf_counter()
        reader.read(question, asker=person)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1], len(times)


def _questions() -> list[str]:
    lines = (line for bank in BANKS.glob("*.jsonl") for line in bank.open(encoding="utf-8"))
    items = (json.loads(line) for line in lines if line.strip())
    return [next(str(v) for k, v in item.items() if k in {"question", "q"}) for item in items]
