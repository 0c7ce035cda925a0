"""Measures an import beside the sqlite3 shell's own `.import` of the same files.

python -m bench.imports FOLDER [DATABASE_URL]
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from storage.database import Database
from storage.importing import ImportReport, import_source


def measure(source: Path, url: str) -> tuple[float, ImportReport]:
    """Seconds of an import into that store, and what it said."""
    database = Database(url)
    start = time.perf_counter()
    report = import_source(database, source)
    seconds = time.perf_counter() - start
    database.close()
    return seconds, report


def measure_shell(source: Path, store: Path) -> float:
    """Seconds of the sqlite3 shell for the same files, into tables without any index."""
    files = sorted(source.glob("*.csv"))
    commands = "".join(f".import --csv '{path}' {path.stem}\n" for path in files)
    start = time.perf_counter()
    shell = shutil.which("sqlite3") or "sqlite3"
    subprocess.run([shell, str(store)], input=commands, text=True, check=True)  # noqa: S603
    return time.perf_counter() - start


def main() -> None:
    """Prints what was measured."""
    source = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(dir=".") as folder:
        url = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder}/pilote.db"
        seconds, report = measure(source, url)
        again, _ = measure(source, url)
        shell = measure_shell(source, Path(folder) / "shell.db") if shutil.which("sqlite3") else 0.0
    rows = sum(counts.read for counts in report.counts.values())
    deals = report.counts["opportunities.csv"].read
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows:,} rows, {deals:,} opportunities: {seconds:.1f} s")
    print(f"{deals / seconds:,.0f} opportunities a second with their history")
    print(f"the same again, unchanged: {again:.1f} s")
    print(f"largest memory of the process: {memory:.0f} MB")
    if shell:
        print(f"sqlite3 .import: {shell:.1f} s, {seconds / shell:.1f} times as quick")


if __name__ == "__main__":
    main()
