"""The company to measure on: invented once, brought into both databases, kept for the next run."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, select

from bench.asking import TODAY
from storage.database import Database
from storage.tables import metadata

OPPORTUNITIES = int(os.environ.get("BENCH_OPPORTUNITIES", "1000000"))
FOLDER = Path(os.environ.get("BENCH_FOLDER", ".bench")).resolve()
OPPORTUNITIES_A_REP = 500


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds, and the memory of its largest process."""

    seconds: float
    peak_mib: float


def sample() -> tuple[Path, Cost]:
    """The folder of the invented company, and what writing it took when it was written."""
    source = FOLDER / f"sample-{OPPORTUNITIES}"
    reps = max(1, OPPORTUNITIES // OPPORTUNITIES_A_REP)
    size = ["--reps", str(reps), "--opportunities", str(OPPORTUNITIES), "--today", str(TODAY)]
    return source, _once(source.name, ["sample", str(source), *size])


def filled(url: str, source: Path) -> Cost:
    """Brings the company into that store, unless it is there; what it took then."""
    name = f"import-{OPPORTUNITIES}-{url.partition(':')[0].partition('+')[0]}"
    return _once(name, ["import", str(source), "--database", url])


def named_store() -> str:
    """The URL of a store with 500 people and 20,000 accounts, for reading by name."""
    source, url = FOLDER / "sample-names", f"sqlite:///{FOLDER / 'store-names.db'}"
    size = ["--reps", "430", "--opportunities", "57200", "--today", str(TODAY)]
    _once(source.name, ["sample", str(source), *size])
    _once("import-names", ["import", str(source), "--database", url])
    return url


def counts(database: Database) -> dict[str, int]:
    """Rows of each table of the source, largest first."""
    with database.reading() as connection:
        found = {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in metadata.tables.items()
        }
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _once(name: str, arguments: list[str]) -> Cost:
    """Runs `pilote` with these arguments once and for all, remembering what it took."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    record = FOLDER / "made.json"
    made = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    if name not in made:
        made[name] = asdict(_measured([sys.executable, "-m", "bot", *arguments]))
        record.write_text(json.dumps(made, indent=1), encoding="utf-8")
    return Cost(**made[name])


def _measured(command: list[str]) -> Cost:
    measuring = [sys.executable, "-m", "bench.measured", *command]
    done = subprocess.run(measuring, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return Cost(**json.loads(done.stdout))
