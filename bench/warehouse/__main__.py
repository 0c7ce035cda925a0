"""`make warehouse`: every figure on a Spark cluster against the same figure on SQLite."""

import os
import signal
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from datetime import date
from math import isclose
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from bench.warehouse.load import load
from bench.warehouse.questions import Asked, questions
from bench.warehouse.spark import WORKERS, cluster
from storage.database import Database
from storage.importing import import_source
from storage.sample import write_sample
from tools.engine.compute import Desk, compute, desk
from tools.engine.figure import Figure, Line
from tools.engine.warehouse import Warehouse

OPPORTUNITIES = int(os.environ.get("BENCH_OPPORTUNITIES", "20000"))
TODAY = date(2026, 11, 23)


def main() -> int:
    """Prints one Markdown table; exit status 1 where any figure differs."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the cluster ends with us
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = _filled(folder)
        with cluster(folder) as url:
            started = time.perf_counter()
            engine = create_engine(url)
            with engine.connect() as spark:
                load(store, spark, folder / "rows")
                version = spark.exec_driver_sql("SELECT version()").scalar()
            engine.dispose()
            print(f"Spark {str(version).split()[0]}, {WORKERS} workers; {OPPORTUNITIES:,}", end="")
            print(f" opportunities loaded in {time.perf_counter() - started:.0f} s\n")
            warehouse = Warehouse(url)
            differing = _compared(store, warehouse)
            warehouse.close()
        store.close()
    return 1 if differing else 0


def _filled(folder: Path) -> Database:
    reps = max(10, OPPORTUNITIES // 500)
    write_sample(folder / "sample", today=TODAY, opportunities=OPPORTUNITIES, reps=reps)
    store = Database(f"sqlite:///{folder / 'store.db'}")
    import_source(store, folder / "sample")
    return store


def _compared(store: Database, warehouse: Warehouse) -> int:
    times: dict[str, list[tuple[float, float]]] = defaultdict(list)
    differing: dict[str, list[str]] = defaultdict(list)
    with store.reading() as here, warehouse.reading() as there:
        at_home, away = desk(here, TODAY), desk(there, TODAY)
        for asked in questions(at_home):
            ours, quick = _timed(at_home, asked)
            theirs, slow = _timed(away, asked)
            times[asked[1].kpi].append((quick, slow))
            if isinstance(theirs, str) or isinstance(ours, str) or not _same(ours, theirs):
                found = theirs if isinstance(theirs, str) else ""
                differing[asked[1].kpi].append(f"{asked[0].role}: {asked[1]!r} {found}")
    _print(times, differing)
    return sum(map(len, differing.values()))


def _print(times: dict[str, list[tuple[float, float]]], differing: dict[str, list[str]]) -> None:
    print("| figure | asked | same | SQLite, ms | Spark, ms |\n|---|---:|---:|---:|---:|")
    for kpi, measured in times.items():
        home, away = (statistics.median(one) for one in zip(*measured, strict=True))
        same = len(measured) - len(differing[kpi])
        print(f"| `{kpi}` | {len(measured)} | {same} | {home:.1f} | {away:.0f} |")
    asked = sum(map(len, times.values()))
    print(f"\n{asked} figures, {sum(map(len, differing.values()))} differ")
    for line in (line for lines in differing.values() for line in lines):
        print(line, file=sys.stderr)


def _timed(at: Desk, asked: Asked) -> tuple[Figure | str, float]:
    """The figure, or the driver's complaint, and how many milliseconds it took."""
    started = time.perf_counter()
    figure: Figure | str
    try:
        figure = compute(at, *asked)
    except DBAPIError as error:
        figure = str(error.orig)
    return figure, (time.perf_counter() - started) * 1000


def _same(one: Figure, other: Figure) -> bool:
    """Status, reason, counts and labels alike; values too, but for the order floats add up in."""
    if (one.status, one.reason, one.n) != (other.status, other.reason, other.n):
        return False
    compared = [(f.compared_to.value if f.compared_to else None) for f in (one, other)]
    return (
        _close(one.value, other.value)
        and _close(*compared)
        and _lines(one.rows).keys() == _lines(other.rows).keys()
        and all(_close(v, _lines(other.rows)[k]) for k, v in _lines(one.rows).items())
    )


def _lines(rows: list[Line] | None) -> dict[tuple[str, str | None, int], float | None]:
    return {(*next(iter(row.by.items())), row.n): row.value for row in rows or []}


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


if __name__ == "__main__":
    sys.exit(main())
