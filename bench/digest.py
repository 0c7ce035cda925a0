"""All figures of a weekly digest, for every manager and rep, in one run.

python -m bench.digest DATABASE_URL
"""

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from bench.asking import TODAY, people
from storage.database import Database
from tools.engine.compute import compute, desk
from tools.engine.people import Person
from tools.engine.registry import kpis
from tools.engine.request import KpiRequest

MANAGERS, REPS = 200, 2_000
PROCESSES = 2
TARGET_SECONDS = 60

# answers.md, "Digest": name and period of each figure.
FIGURES = {
    "quota": "this_quarter",
    "bookings": "this_quarter",
    "quota_attainment": "this_quarter",
    "gap_to_quota": "this_quarter",
    "commit": "this_quarter",
    "best_case": "this_quarter",
    "submitted_commit": "this_quarter",
    "forecast": "this_quarter",
    "coverage": "this_quarter",
    "remaining_coverage": "this_quarter",
    "forecast_variance": "this_quarter",
    "forecast_accuracy": "last_quarter",
}


@dataclass(frozen=True)
class Run:
    """One digest run: seconds from the first question to the last answer."""

    seconds: float
    managers: int
    reps: int
    figures: int  # for each person
    missing: tuple[str, ...]  # figures of the digest that there are not yet

    def __str__(self) -> str:
        left_out = f" Not there yet: {', '.join(self.missing)}." if self.missing else ""
        within = "within" if self.seconds <= TARGET_SECONDS else "over"
        return (
            f"{self.figures} figures each for {self.managers:,} managers and {self.reps:,} reps,"
            f" {PROCESSES} processes: {self.seconds:.1f} s, {within} the"
            f" {TARGET_SECONDS} s allowed.{left_out}"
        )


def measure(url: str) -> Run:
    """Everybody's figures, each person's share in one of the processes."""
    database = Database(url)
    with database.reading() as connection:
        managers = people(connection, "manager", most=MANAGERS)
        reps = people(connection, "rep", most=REPS)
    database.close()
    everybody = [*managers, *reps]
    shares = [everybody[place::PROCESSES] for place in range(PROCESSES)]
    started = time.perf_counter()
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(pool.map(_answer, [url] * PROCESSES, shares))
    seconds = time.perf_counter() - started
    missing = tuple(name for name in FIGURES if name not in kpis())
    return Run(seconds, len(managers), len(reps), len(FIGURES) - len(missing), missing)


def _answer(url: str, share: Sequence[Person]) -> None:
    requests = [KpiRequest(kpi=name, period=p) for name, p in FIGURES.items() if name in kpis()]
    database = Database(url)
    with database.reading() as connection:
        at = desk(connection, TODAY)
        for person in share:
            for request in requests:
                compute(at, person, request)
    database.close()


def main() -> None:
    """Prints what one store takes."""
    print(measure(sys.argv[1]))


if __name__ == "__main__":
    main()
