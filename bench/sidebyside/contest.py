"""What a contender is given and what it hands back; runs in both environments, so it needs
nothing but Python.

A contender is one file with one function for each question. It runs as a process of its own,
`python -m bench.sidebyside.contenders.NAME FOLDER`, and prints one JSON object.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.timing import median_ms

# Each question's name, as the table has it.
QUESTIONS = {
    "pipeline": "pipeline, company",
    "pipeline_by_rep": "pipeline by rep",
    "pipeline_of_segment": "pipeline of one segment",
    "pipeline_of_rep": "pipeline of one rep",
    "bookings": "bookings, company",
    "bookings_by_segment": "bookings by segment",
    "win_rate": "win rate, company",
    "win_rate_by_rep": "win rate by rep",
    "coverage": "coverage, company",
    "average_deal_trend": "average deal by quarter, two years",
}

STARTED = "BENCH_STARTED"  # environment: when the process was asked for, seconds since 1970

Rows = list[tuple[str | None, float | None]]  # (group, or None for everything; value)
Ask = Callable[[], Any]  # whatever the contender calls an answer, fetched to the last row


@dataclass(frozen=True)
class Given:
    """The questions' constants, and where the data are."""

    today: date
    first: date  # of the quarter in question
    last: date
    trend_first: date
    trend_last: date
    rep: str
    segment: str
    sqlite: str
    postgresql: str
    duckdb: str

    def save(self, folder: Path) -> None:
        """Writes it where contenders read it."""
        text = json.dumps(asdict(self), default=str)
        (folder / "given.json").write_text(text, encoding="utf-8")


def given(folder: Path) -> Given:
    """What was saved in that folder."""
    found: dict[str, Any] = json.loads((folder / "given.json").read_text(encoding="utf-8"))
    days = ("today", "first", "last", "trend_first", "trend_last")
    return Given(**{**found, **{name: date.fromisoformat(found[name]) for name in days}})


@dataclass(frozen=True)
class Result:
    """What one contender did. Milliseconds and rows for each question it can be asked."""

    libraries: dict[str, str] = field(default_factory=dict)
    ready_s: float = 0.0  # from the start of the process to the first question
    peak_mib: float = 0.0
    ms: dict[str, float] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)


def compete(
    asks: Mapping[str, Ask], as_rows: Callable[[Any], Rows], libraries: Sequence[str] = ()
) -> None:
    """Times each question and prints the result; `as_rows` reads an answer, untimed."""
    ready_s = time.time() - float(os.environ.get(STARTED, time.time()))
    ms, rows = {}, {}
    for name, ask in asks.items():
        rows[name] = as_rows(ask())
        ms[name] = median_ms(ask)
    named = {library: version(library) for library in libraries}
    json.dump(asdict(Result(named, ready_s, _peak_mib(), ms, rows)), sys.stdout)


def _peak_mib() -> float:
    """The most memory this process has held; `getrusage` would count its starter's too."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak_kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak_kib) / 1024


def folder() -> Path:
    """The folder named on the command line."""
    return Path(sys.argv[1])


def quarter(day: date) -> str:
    """The label of the calendar quarter, as Pilote writes it."""
    return f"{day.year}-Q{(day.month + 2) // 3}"
