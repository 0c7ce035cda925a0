"""What a measurement was made with: cores, memory, versions. No names and no paths."""

import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

_OURS = ("sqlalchemy", "psycopg")


def facts(postgresql: str) -> str:
    """One sentence; `postgresql` is the server's version."""
    parts = [
        f"{os.cpu_count()} cores",
        f"{_memory_gib():.0f} GiB of memory",
        platform.system(),
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
        f"PostgreSQL {postgresql}",
        *(f"{name} {version(name)}" for name in _OURS),
    ]
    return ", ".join(parts) + "."


def load() -> float:
    """How busy the machine is with anything at all: processes that want a core."""
    return os.getloadavg()[0]


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def mib(file: Path) -> float:
    """Size of a file."""
    return file.stat().st_size / 2**20


def processor_seconds(pid: int) -> float:
    """What a running process and those it began have used of the processor so far, all their
    threads (Linux)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return sum(_own_seconds(one) for one in (pid, *map(int, children)))


def _own_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
