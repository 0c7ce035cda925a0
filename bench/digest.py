"""The weekly digests of every manager and rep, whole, in one run.

python -m bench.digest DATABASE_URL
"""

import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from bench.asking import TODAY, people
from storage.database import Database
from tools.engine.compute import desk
from tools.engine.everybody import Everybody
from tools.engine.people import Person
from tools.toolbox import run_tool

MANAGERS, REPS = 200, 2_000
PROCESSES = 2
TARGET_SECONDS = 60


@dataclass(frozen=True)
class Run:
    """One digest run: seconds from the first question to the last answer, and seconds of
    processor time of each process."""

    seconds: float
    busy: Sequence[float]
    managers: int
    reps: int

    def __str__(self) -> str:
        within = "within" if self.seconds <= TARGET_SECONDS else "over"
        busy = " and ".join(f"{seconds:.1f}" for seconds in self.busy)
        return (
            f"Whole digests for {self.managers:,} managers and {self.reps:,} reps,"
            f" {PROCESSES} processes: {self.seconds:.1f} s, {within} the"
            f" {TARGET_SECONDS} s allowed; {busy} s of processor time."
        )


def measure(url: str) -> Run:
    """Everybody's digest, each person's in one of the processes."""
    database = Database(url)
    with database.reading() as connection:
        managers = people(connection, "manager", most=MANAGERS)
        reps = people(connection, "rep", most=REPS)
    database.close()
    everybody = [*managers, *reps]
    shares = [everybody[place::PROCESSES] for place in range(PROCESSES)]
    started = time.perf_counter()
    with ProcessPoolExecutor(PROCESSES) as pool:
        busy = list(pool.map(_answer, [url] * PROCESSES, shares))
    seconds = time.perf_counter() - started
    return Run(seconds, busy, len(managers), len(reps))


def _answer(url: str, share: Sequence[Person]) -> float:
    database = Database(url)
    with database.reading() as connection:
        at = replace(desk(connection, TODAY), everybody=Everybody(TODAY))
        for person in share:
            run_tool("digest", at, person, {})
    database.close()
    return time.process_time()


def main() -> None:
    """Prints what one store takes."""
    print(measure(sys.argv[1]))


if __name__ == "__main__":
    main()
