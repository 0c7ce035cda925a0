"""Digests while the bot is killed again and again: how many each person got.

python -m bench.exactly_once [KILLS] [PROCESSES]

The bot is a real process on a real store, Slack is played by `bot/workspace`; the process is
killed with -9 at a random moment, and started again, with claims that lapse quickly.
"""

import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from bench.asking import TODAY
from bot.workspace import Workspace
from storage.database import Database
from storage.importing import import_source
from storage.sample import write_sample
from storage.tables import people

NOW = "2026-11-23T10:00:00+01:00"
SERVE = """
from datetime import timedelta
from bot.digests import ledger
from bot import schedule
ledger.LAPSE, ledger.AGAIN, schedule.EVERY = timedelta(seconds=3), timedelta(0), 1
from bot.__main__ import main
import sys
sys.argv = ["pilote", "serve"]
main()
"""


@dataclass(frozen=True)
class Tally:
    """How often the bot was killed, and how many of the readers got how many digests."""

    kills: int
    digests: dict[int, int]

    def __str__(self) -> str:
        got = ", ".join(f"{people} had {many}" for many, people in sorted(self.digests.items()))
        return f"Killed {self.kills} times: of the readers {got}."


async def run(folder: Path, *, kills: int, processes: int, reps: int, seed: int = 1) -> Tally:
    """Kills until so many kills are done and every reader was served."""
    dice = random.Random(seed)
    url = f"sqlite:///{folder / 'pilote.db'}"
    readers = _filled(url, folder / "sample", reps)
    async with Workspace(name="Kill") as slack:
        for name, email in readers:
            slack.add_user(name, email)
        environment = {**os.environ, **slack.environment, "PILOTE_DATABASE_URL": url}
        environment["PILOTE_NOW"] = NOW
        running = [await _start(environment) for _ in range(processes)]
        for _ in range(kills):
            await asyncio.sleep(dice.uniform(0.3, 2.2))
            victim = running.pop(0)
            victim.send_signal(signal.SIGKILL)
            await victim.wait()
            running.append(await _start(environment))
        await _served(slack, len(readers))
        for process in running:
            process.terminate()
            await process.wait()
        counted = Counter(message.channel for message in slack.posts())
        return Tally(kills, dict(Counter(counted[slack.im(email).id] for _, email in readers)))


async def _start(environment: dict[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", SERVE),
        env=environment,
        cwd=Path(__file__).parents[1],
        stderr=asyncio.subprocess.DEVNULL,
    )


async def _served(slack: Workspace, readers: int, seconds: float = 120) -> None:
    """Returns once as many have something as there are readers, and nothing more comes."""
    until = time.monotonic() + seconds
    while len({m.channel for m in slack.posts()}) < readers and time.monotonic() < until:
        await asyncio.sleep(0.2)
    await asyncio.sleep(4)


def _filled(url: str, sample: Path, reps: int) -> list[tuple[str, str]]:
    write_sample(sample, reps=reps, opportunities=reps * 40, today=TODAY)
    database = Database(url)
    import_source(database, sample)
    reads = people.c.role.in_(("manager", "executive")) & people.c.active_to.is_(None)
    with database.reading() as connection:
        found = [
            tuple(row)
            for row in connection.execute(select(people.c.name, people.c.email).where(reads))
        ]
    database.close()
    return found


def main() -> None:
    """Prints the tally."""
    kills, processes = (int(given) for given in (*sys.argv[1:], "100", "2")[:2])
    with tempfile.TemporaryDirectory() as folder:
        print(asyncio.run(run(Path(folder), kills=kills, processes=processes, reps=120)))


if __name__ == "__main__":
    main()
