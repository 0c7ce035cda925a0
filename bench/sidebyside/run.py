"""Everybody asked the same, one after the other; times count only where the answers agree."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import isclose
from pathlib import Path

from bench.asking import TODAY, first_active
from bench.sidebyside.contest import QUESTIONS, STARTED, Given, Result, Rows
from bench.timing import shown
from storage.database import Database
from tools.engine.company import load_company

# The other libraries' own environment: `make bench` fills it.
OTHERS = os.environ.get("BENCH_PYTHON", ".venv-bench/bin/python")
TOLERANCE = 1e-6  # relative
SEGMENT = "SMB"
TREND_YEARS = 2


@dataclass(frozen=True)
class Contender:
    """One column of the table. `note` says what has to be known about it."""

    title: str
    module: str
    python: str = OTHERS
    arguments: tuple[str, ...] = ()
    note: str = ""


US = "pilote"
CONTENDERS = (
    Contender("Pilote, SQLite", US, sys.executable, ("sqlite",)),
    Contender("Pilote, PostgreSQL", US, sys.executable, ("postgresql",)),
    Contender("SQL by hand, SQLite", "sqlite_by_hand", sys.executable),
    Contender("SQL by hand, PostgreSQL", "postgresql_by_hand", sys.executable),
    Contender("SQL by hand, DuckDB", "duckdb_by_hand"),
    Contender("pandas", "pandas_in_memory", note="everything in memory before the first question"),
    Contender(
        "MetricFlow, DuckDB",
        "metricflow_on_duckdb",
        note="asked through its engine in Python; its command `mf query` reads the project anew"
        ' for each question, which takes the seconds under "ready after"',
    ),
    Contender(
        "boring-semantic-layer, DuckDB",
        "bsl_on_duckdb",
        note="coverage needs a calendar between deals and quotas: a cross join of the two gives"
        " 1.0, silently",
    ),
    Contender(
        "sidemantic, DuckDB",
        "sidemantic_on_duckdb",
        note="the segment stands in the deals' own SQL: over its relationship to accounts, deals"
        " without an account are left out, silently; coverage needs a calendar, as above",
    ),
)


def measure(folder: Path, sqlite: Path, postgresql: str) -> str:
    """The table of all contenders, in Markdown. Makes the DuckDB file in `folder` first."""
    folder.mkdir(parents=True, exist_ok=True)
    store = Database(f"sqlite:///{sqlite}")
    with store.reading() as connection:
        rep = first_active(connection, "rep").email
    about = constants(store, rep, folder)
    store.close()
    replace(about, sqlite=str(sqlite), postgresql=postgresql).save(folder)
    _run(OTHERS, "bench.sidebyside.export", str(folder))
    results = [_result(contender, folder) for contender in CONTENDERS]
    return "\n".join([*_table(results), "", *_notes(results)])


def constants(store: Database, rep: str, folder: Path) -> Given:
    """What the questions are about in that company; the addresses of its stores come later."""
    with store.reading() as connection:
        calendar = load_company(connection).calendar
    first, last = calendar.span("quarter", TODAY)
    return Given(
        today=TODAY,
        first=first,
        last=last,
        trend_first=calendar.span("year", TODAY, 1 - TREND_YEARS)[0],
        trend_last=calendar.span("year", TODAY)[1],
        rep=rep,
        segment=SEGMENT,
        sqlite="",
        postgresql="",
        duckdb=str(folder / "side.duckdb"),
    )


def _result(contender: Contender, folder: Path) -> Result:
    print(f"side by side: {contender.title}", file=sys.stderr)
    module = f"bench.sidebyside.contenders.{contender.module}"
    return Result(**json.loads(_run(contender.python, module, str(folder), *contender.arguments)))


def _run(python: str, module: str, *arguments: str) -> str:
    """What a module printed last."""
    command = [python, "-m", module, *arguments]
    environment = {**os.environ, STARTED: str(time.time())}
    done = subprocess.run(  # noqa: S603
        command, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return (done.stdout.splitlines() or [""])[-1]


def agree(ours: Rows, theirs: Rows) -> bool:
    """Whether both have the same groups with the same values."""
    one = {key: value or 0.0 for key, value in ours}
    other = {key: value or 0.0 for key, value in theirs}
    return (
        len(ours) == len(theirs)
        and one.keys() == other.keys()
        and all(isclose(one[key], other[key], rel_tol=TOLERANCE) for key in one)
    )


def _table(results: list[Result]) -> Iterator[str]:
    yield "| ms | " + " | ".join(contender.title for contender in CONTENDERS) + " |"
    yield "|---|" + "---:|" * len(CONTENDERS)
    for name, title in QUESTIONS.items():
        yield f"| {title} | " + " | ".join(_cell(r, results[0], name) for r in results) + " |"
    yield "| ready after, s | " + " | ".join(f"{r.ready_s:.1f}" for r in results) + " |"
    yield (
        "| memory of its process, MiB | " + " | ".join(f"{r.peak_mib:.0f}" for r in results) + " |"
    )


def _cell(result: Result, reference: Result, name: str) -> str:
    if name not in result.ms:
        return "—"
    right = agree(reference.rows[name], result.rows[name])
    return shown(result.ms[name]) if right else "≠"


def _notes(results: list[Result]) -> Iterator[str]:
    yield (
        f"All answers that are timed agree to {TOLERANCE:g} with Pilote's on SQLite; ≠ is a wrong"
        " answer, — a question that cannot be put. SQL by hand knows no scope, no names and no"
        " rows as objects; on SQLite and PostgreSQL it uses Pilote's own tables and indexes, and"
        " the closing rate in them. The semantic layers get one view of deals in the reporting"
        " currency, and quotas that are whole quarters. The memory of PostgreSQL is its"
        " server's and not shown."
    )
    yield ""
    for contender, result in zip(CONTENDERS, results, strict=True):
        libraries = ", ".join(f"{name} {number}" for name, number in result.libraries.items())
        if libraries or contender.note:
            yield f"- {contender.title}: " + "; ".join(filter(None, (libraries, contender.note)))
