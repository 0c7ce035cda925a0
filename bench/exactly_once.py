"""What is sent unasked while the bot is killed again and again: how many each reader got.

python -m bench.exactly_once [KILLS] [PROCESSES]

The bot is a real process on a real store, Slack is played by `bot/workspace`. Week after week the
Monday comes on which every manager and executive has a digest and the rituals are due; the
processes are killed with -9 at random moments and started again, with claims that lapse quickly,
until everything of that Monday has come.
"""

import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Select, func, select

from bench.asking import TODAY
from bot.audience import leader_of, open_for
from bot.pilote import Pilote
from bot.schedules import store
from bot.schedules.rule import Rule
from bot.schedules.store import Plan
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from storage.database import Database
from storage.importing import import_source
from storage.sample import write_sample
from storage.tables import deliveries, people

MONDAY = datetime.fromisoformat("2026-11-23T10:00:00+01:00")
BEFORE = MONDAY - timedelta(days=1)
MONDAYS = Rule("FREQ=WEEKLY;BYDAY=MO", "09:00", "Europe/Paris")
HAPPENS = 20  # seconds waited for something to happen before a kill
PATIENCE = 300  # seconds in which what is left of a week goes out, once nobody is killed any more
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


@dataclass
class Tally:
    """How often the bot was killed, in how many of these cases over something that it was sending,
    and how many digests and messages of rituals came how many times."""

    kills: int = 0
    over_something: int = 0
    weeks: int = 0
    digests: Counter[int] = field(default_factory=Counter)
    rituals: Counter[int] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"Killed {self.kills} times in {self.weeks} weeks, {self.over_something} times while"
            f" something was being sent. Digests: {_times(self.digests)}."
            f" Rituals: {_times(self.rituals)}."
        )


def _times(counted: Counter[int]) -> str:
    return ", ".join(f"{many} came {times}×" for times, many in sorted(counted.items()))


class Killing:
    """One store, one Slack, and processes that live for moments."""

    def __init__(self, folder: Path, slack: Workspace, seed: int) -> None:
        self._dice = random.Random(seed)
        self._url = f"sqlite:///{folder / 'pilote.db'}"
        self.database = Database(self._url)
        self._slack = slack
        self._running: list[asyncio.subprocess.Process] = []

    async def week(self, monday: datetime, tally: Tally, *, processes: int, kills: int) -> None:
        """Kills until everything of this week is sent, or so many times."""
        environment = {**os.environ, **self._slack.environment, "PILOTE_DATABASE_URL": self._url}
        environment["PILOTE_NOW"] = monday.isoformat()
        self._running = [await _start(environment) for _ in range(processes)]
        expected = set(self.expected(monday))
        while kills and not expected <= self._sent():
            await self._moment()
            victim = self._running.pop(self._dice.randrange(len(self._running)))
            tally.over_something += self._sending() > 0
            victim.send_signal(signal.SIGKILL)
            await victim.wait()
            self._running.append(await _start(environment))
            tally.kills, kills = tally.kills + 1, kills - 1
        await self._served(expected)
        for process in self._running:
            process.terminate()
            await process.wait()
        tally.weeks += 1
        self._count(expected, tally)

    async def _moment(self) -> None:
        """Some moment, or shortly after something began to be sent, or came in Slack."""
        watched = self._dice.choice((None, self._attempts, self._came))
        if watched is None:
            await asyncio.sleep(self._dice.uniform(0.3, 2.2))
            return
        before, until = watched(), time.monotonic() + HAPPENS
        while watched() == before and time.monotonic() < until:
            await asyncio.sleep(0.02)
        await asyncio.sleep(self._dice.uniform(0, 0.3))

    def expected(self, monday: datetime) -> Iterator[str]:
        """The keys of all that is due on a Monday."""
        year, week, _ = monday.isocalendar()
        for _, email in readers(self.database):
            yield f"weekly_digest:{year}-W{week:02d}:{email}"
        for one in store.standing(self.database):
            for recipient in (one.plan.channel, one.plan.recipient, one.plan.about):
                if recipient:
                    yield f"{one.name}:{monday.date()}:{recipient}"

    def _keys(self) -> list[str]:
        given = [message.metadata for message in self._slack.posts()]
        return [one["event_payload"]["key"] for one in given if one]

    def _sent(self) -> set[str]:
        return set(self._keys())

    def _came(self) -> int:
        return len(self._keys())

    def _sending(self) -> int:
        return self._counted(select(func.count()).where(deliveries.c.state == "sending"))

    def _attempts(self) -> int:
        return self._counted(select(func.sum(deliveries.c.attempts)))

    def _counted(self, query: Select[Any]) -> int:
        with self.database.reading() as connection:
            return connection.scalar(query) or 0

    async def _served(self, expected: set[str]) -> None:
        """Returns once everything has come, and nothing more comes."""
        until = time.monotonic() + PATIENCE
        while (not expected <= self._sent() or self._sending()) and time.monotonic() < until:
            await asyncio.sleep(0.2)
        await asyncio.sleep(4)

    def _count(self, expected: set[str], tally: Tally) -> None:
        found = Counter(self._keys())
        for key in expected:
            (tally.digests if key.startswith("weekly") else tally.rituals)[found[key]] += 1


async def run(
    folder: Path, *, kills: int, processes: int, reps: int, seed: int = 1, weeks: int = 1_000
) -> Tally:
    """Week after week until so many kills are done; each week is served whole."""
    tally = Tally()
    async with Workspace(name="Kill") as slack:
        killing = Killing(folder, slack, seed)
        _filled(killing.database, folder / "sample", reps)
        for name, email in readers(killing.database):
            slack.add_user(name, email)
        set_rituals(killing.database, slack)
        while tally.kills < kills and tally.weeks < weeks:
            monday = MONDAY + timedelta(weeks=tally.weeks)
            left = kills - tally.kills
            await killing.week(monday, tally, processes=processes, kills=left)
            print(tally, file=sys.stderr)
        killing.database.close()
    return tally


def set_rituals(database: Database, slack: Workspace) -> None:
    """On Mondays at nine: a review in a channel, a forecast call to each manager, and a
    one-to-one of the two first."""
    (boss, chief), *managers = readers(database, "executive") + readers(database, "manager")
    channel = slack.add_channel("sales", boss)
    bot = Pilote(database, Clock(Settings(_env_file=None, pilote_now=BEFORE)))
    with database.reading() as connection:
        teams = connection.scalars(select(people.c.team).distinct().order_by(people.c.team)).all()
        team = next(team for team in teams if team and leader_of(connection, team, TODAY))
    open_for(bot, slack.core.team_id, channel.id, team, chief, BEFORE)
    where = (slack.core.team_id, channel.id, channel.name, None)
    plans = [Plan("pipeline_review", None, MONDAYS, *where, "en")]
    for _, email in managers:
        plans.append(Plan("forecast_call", None, MONDAYS, None, None, None, email, "en"))
    pair = (managers[0][1], MONDAYS, None, None, None, chief)
    plans.append(Plan("one_to_one", *pair, "en"))
    for plan in plans:
        store.add(database, plan, chief, BEFORE)


async def _start(environment: dict[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", SERVE),
        env=environment,
        cwd=Path(__file__).parents[1],
        stderr=asyncio.subprocess.DEVNULL,
    )


def readers(database: Database, *roles: str) -> list[tuple[str, str]]:
    """(name, email) of who has a digest by role."""
    wanted = people.c.role.in_(roles or ("manager", "executive")) & people.c.active_to.is_(None)
    query = select(people.c.name, people.c.email).where(wanted).order_by(people.c.pk)
    with database.reading() as connection:
        return [(row.name, row.email) for row in connection.execute(query)]


def _filled(database: Database, sample: Path, reps: int) -> None:
    write_sample(sample, reps=reps, opportunities=reps * 40, today=TODAY)
    import_source(database, sample)


def main() -> None:
    """Prints the tally."""
    kills, processes = (int(given) for given in (*sys.argv[1:], "300", "3")[:2])
    with tempfile.TemporaryDirectory() as folder:
        print(asyncio.run(run(Path(folder), kills=kills, processes=processes, reps=60)))


if __name__ == "__main__":
    main()
