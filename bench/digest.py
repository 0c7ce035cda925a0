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
from tools.digest import FIGURES
from tools.engine.compute import compute, desk
from tools.engine.people import Person
from tools.engine.request import KpiRequest

MANAGERS, REPS = 200, 2_000
PROCESSES = 2
TARGET_SECONDS = 60


@dataclass(frozen=True)
class Run:
    """One digest run: seconds from the first question to the last answer."""

    seconds: float
    managers: int
    reps: int
    figures: int  # for each person

    def __str__(self) -> str:
        within = "within" if self.seconds <= TARGET_SECONDS else "over"
        return (
            f"{self.figures} figures each for {self.managers:,} managers and {self.reps:,} reps,"
            f" {PROCESSES} processes: {self.seconds:.1f} s, {within} the"
            f" {TARGET_SECONDS} s allowed."
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
    return Run(seconds, len(managers), len(reps), len(FIGURES))


def _answer(url: str, share: Sequence[Person]) -> None:
    requests = [KpiRequest(kpi=name, period=p) for name, p in FIGURES.items()]
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
