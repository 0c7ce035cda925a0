"""`make bench`: invents a company, brings it in, measures, and writes `bench/results.md`.

BENCH_OPPORTUNITIES (1,000,000) says how large the company is, BENCH_FOLDER (.bench) where it is
kept from run to run, BENCH_RESULTS (bench/results.md) where the tables go.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import (
    calibration,
    cold_start,
    digest,
    forecast,
    load,
    machine,
    matrix,
    postgresql,
    reading,
)
from bench.sidebyside import run as sidebyside
from bench.stores import FOLDER, OPPORTUNITIES, Cost, counts, filled, sample
from storage.database import Database

RESULTS = Path(os.environ.get("BENCH_RESULTS", "bench/results.md"))
STORES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def main() -> None:
    """Measures everything, one thing after the other."""
    with postgresql.server(FOLDER / "postgresql" / str(OPPORTUNITIES)) as server:
        sections = []
        for section in _sections(server):
            print(f"{section}\n", flush=True)
            sections.append(section)
    RESULTS.write_text("\n\n".join(sections) + "\n", encoding="utf-8")


def _sections(server: str) -> Iterator[str]:
    yield f"# Measurements\n\nMade by `make bench`. {machine.facts(postgresql.version(server))}"
    yield _load()
    sqlite = FOLDER / f"store-{OPPORTUNITIES}.db"
    urls = {"sqlite": f"sqlite:///{sqlite}", "postgresql": server}
    source, written = sample()
    imports = {name: filled(url, source) for name, url in urls.items()}
    postgresql.tidy(server)
    databases = {name: Database(url) for name, url in urls.items()}
    yield _company(databases["sqlite"])
    yield _costs(
        written, imports, {"sqlite": machine.mib(sqlite), "postgresql": postgresql.mib(server)}
    )
    for name, database in databases.items():
        _say(f"every figure on {STORES[name]}")
        yield (
            f"## Every figure, on {STORES[name]}\n\nMilliseconds, for a quarter (limits in the"
            f" head of the table).\n\n{matrix.table(matrix.measure(database))}"
        )
    yield "## All figures of a weekly digest"
    for name, url in urls.items():
        _say(f"digest on {STORES[name]}")
        yield f"On {STORES[name]}: {digest.measure(url)}"
    yield f"## Side by side\n\n{sidebyside.measure(FOLDER / 'side', sqlite, server)}"
    yield f"## Win probability against what came after\n\n{calibration.measure()}"
    yield f"## Forecasts against what was booked\n\n{forecast.measure()}"
    yield f"## Reading and starting\n\n{reading.measure()}"
    yield cold_start.measure(databases["sqlite"])
    yield f"## Many questions at once\n\n{load.measure()}"
    for database in databases.values():
        database.close()
    yield _load()


def _load() -> str:
    return f"Processes that wanted a core at this point: {machine.load():.1f}."


def _say(what: str) -> None:
    print(what, file=sys.stderr)


def _company(database: Database) -> str:
    rows = {name: count for name, count in counts(database).items() if count >= 1_000}
    named = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in rows.items())
    return f"## The company\n\n`pilote sample` with {OPPORTUNITIES:,} opportunities: {named}."


def _costs(written: Cost, imports: dict[str, Cost], sizes: dict[str, float]) -> str:
    lines = [
        "| | seconds | opportunities a second | memory, MiB | on disk, MiB |",
        "|---|---:|---:|---:|---:|",
        _cost("writing the sample", written, None),
        *(_cost(f"import into {STORES[n]}", cost, sizes[n]) for n, cost in imports.items()),
    ]
    return "\n".join(lines) + "\n\nMemory is that of Pilote's largest process."


def _cost(what: str, cost: Cost, size: float | None) -> str:
    speed = OPPORTUNITIES / cost.seconds
    disk = "" if size is None else f"{size:,.0f}"
    return f"| {what} | {cost.seconds:,.0f} | {speed:,.0f} | {cost.peak_mib:,.0f} | {disk} |"


if __name__ == "__main__":
    main()
