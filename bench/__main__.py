"""`make bench`: makes a sample company, brings it in, and measures what the README says."""

import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from bench import calibration, figures, reading
from storage.database import Database
from storage.importing import import_source
from storage.sample import write_sample

FOLDER = Path(os.environ.get("BENCH_FOLDER", ".bench"))
OPPORTUNITIES = int(os.environ.get("BENCH_OPPORTUNITIES", "1000000"))
TODAY = date(2026, 11, 23)


def main() -> None:
    """Prints one Markdown table a subject."""
    source = FOLDER / f"sample-{OPPORTUNITIES}"
    store = FOLDER / f"store-{OPPORTUNITIES}.db"
    if not source.is_dir():
        _timed(
            "sample",
            lambda: write_sample(
                source, today=TODAY, opportunities=OPPORTUNITIES, reps=max(1, OPPORTUNITIES // 500)
            ),
        )
    database = Database(os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{store}"))
    with database.reading() as connection:
        empty = not connection.exec_driver_sql("SELECT count(*) FROM company").scalar()
    if empty:
        seconds = _timed("import", lambda: import_source(database, source))
        print(f"import: {OPPORTUNITIES / seconds:,.0f} opportunities a second with their history")
    print(f"\n{OPPORTUNITIES:,} opportunities on {database.engine.dialect.name}\n")
    print("| question | engine, ms | by hand, ms | ratio |\n|---|---:|---:|---:|")
    for name, ours, hand in figures.measure(database, TODAY):
        print(f"| {name} | {ours:.1f} | {hand:.1f} | {ours / hand:.2f} |")
    median, slow, count = reading.measure(database, TODAY, _asker(database))
    print(f"\nreading {count} questions: median {median:.2f} ms, p95 {slow:.2f} ms")
    print(f"\ncold start of `pilote ask`: {_cold_start(database):.2f} s")
    calibration.main()


def _timed(name: str, run: object) -> float:
    started = time.perf_counter()
    assert callable(run)
    run()
    seconds = time.perf_counter() - started
    print(f"{name}: {seconds:.1f} s")
    return seconds


def _cold_start(database: Database) -> float:
    url = database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "bot", "ask", "what's my coverage?", "--as", _asker(database)]
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(  # noqa: S603
            [*command, "--database", url, "--today", str(TODAY)], check=False, capture_output=True
        )
        times.append(time.perf_counter() - started)
    return sorted(times)[2]


def _asker(database: Database) -> str:
    with database.reading() as connection:
        query = "SELECT email FROM people WHERE role = 'rep' AND active_to IS NULL ORDER BY pk"
        return str(connection.exec_driver_sql(query).scalars().first())


if __name__ == "__main__":
    main()
