"""Many questions at once: the bot over HTTP as a process of its own, Slack and the model beside it.

python -m bench.load
"""

import asyncio
import os
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientConnectionError, ClientSession, ClientTimeout, TCPConnector

from bench import machine
from bench.asking import TODAY, people
from bench.playing import SECRET, Playing, noting, playing, send
from storage.database import Database
from storage.importing import import_source
from storage.sample import write_sample

QUESTIONS, HALF = 500, 250
WARM = 120
MODEL_SECONDS = 2.0
PATIENCE = 180.0  # seconds for all answers
PILOTE, ECHO = ("-m", "bot", "serve", "--http"), ("-m", "bench.echo")
TWO = (*PILOTE, "--processes", "2")
READ, LEFT = "bookings this quarter", "zorglub the team vibe"


@dataclass(frozen=True)
class Load:
    """What came of so many questions at once; seconds, those of the bot's processor too."""

    asked: int
    once: int
    acks: Sequence[float]
    answers: Sequence[float]
    seconds: float
    processor: float
    calls: int  # of Slack's Web API

    @property
    def rate(self) -> float:
        """Answered questions a second."""
        return len(self.answers) / self.seconds

    def row(self, name: str) -> str:
        """Of the table."""
        p95 = statistics.quantiles(self.answers, n=20)[-1]
        median = statistics.median(self.answers)
        return (
            f"| {name} | {self.once} of {self.asked} | {max(self.acks):.2f} | {median:.2f} |"
            f" {p95:.2f} | {self.rate:,.0f} | {1000 * self.processor / self.asked:.1f} |"
            f" {self.calls / self.asked:.1f} |"
        )


def measure() -> str:
    """The table, with the ratio to the bare bot and how busy the machine was."""
    before = machine.load()
    with tempfile.TemporaryDirectory() as folder:
        reader, two, model, two_model, half, echo = asyncio.run(_measured(Path(folder)))
    lines = [
        f"{QUESTIONS} direct messages at the same moment from 60 people, over signed HTTP on"
        " loopback; `pilote serve --http` on SQLite, Slack and the model played by one other"
        " process. Seconds from sending to the acknowledgement and to the posted answer.",
        "",
        "| | answered once | slowest ack | median answer | p95 answer | answers a second"
        " | processor ms an answer | calls of Slack an answer |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
        reader.row("the reader answers"),
        two.row("the reader answers, `--processes 2`"),
        model.row(f"a model that takes {MODEL_SECONDS:.0f} s"),
        two_model.row(f"a model that takes {MODEL_SECONDS:.0f} s, `--processes 2`"),
        half.row(f"the same, {HALF} questions"),
        echo.row("a bare Bolt echo bot"),
        "",
        f"The echo bot answers {echo.rate / reader.rate:.1f} times as many a second as the reader"
        " in one process."
        f" Processes that wanted a core before and after: {before:.1f}, {machine.load():.1f}.",
    ]
    return "\n".join(lines)


async def _measured(folder: Path) -> list[Load]:
    url = f"sqlite:///{folder / 'pilote.db'}"
    emails = _filled(url, folder / "sample")
    async with playing(emails, MODEL_SECONDS) as slack:
        environment = {"PILOTE_DATABASE_URL": url, "PILOTE_TODAY": str(TODAY)}
        loads = []
        with_model = {"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": f"{slack.url}/v1"}
        for command, more, text, many in (
            (PILOTE, {}, READ, QUESTIONS),
            (TWO, {}, READ, QUESTIONS),
            (PILOTE, with_model, LEFT, QUESTIONS),
            (TWO, with_model, LEFT, QUESTIONS),
            (TWO, with_model, LEFT, HALF),
            (ECHO, {}, READ, QUESTIONS),
        ):
            async with _serving(slack, command, {**environment, **more}) as (port, pid):
                events = f"http://127.0.0.1:{port}/slack/events"
                await _asked(slack, events, text, WARM, pid)  # everybody is known by then
                loads.append(await _asked(slack, events, text, many, pid))
    return loads


async def _asked(slack: Playing, url: str, text: str, many: int, pid: int) -> Load:
    slack.posted.clear()
    slack.calls, used = 0, machine.processor_seconds(pid)
    users = list(slack.emails)
    stamps = [f"{time.time():.3f}{n:03d}" for n in range(many)]
    async with ClientSession(
        connector=TCPConnector(limit=0),
        timeout=ClientTimeout(PATIENCE),
        trace_configs=[noting()],
    ) as session:
        sent = await asyncio.gather(
            *(send(session, url, users[n % len(users)], s, text) for n, s in enumerate(stamps))
        )
    until = time.perf_counter() + PATIENCE
    while len(slack.posted) < many and time.perf_counter() < until:
        await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)  # for what would come twice
    at = {stamp: one.at for stamp, one in zip(stamps, sent, strict=True)}
    first = {stamp: moments[0] for stamp, moments in slack.posted.items()}
    return Load(
        asked=many,
        once=sum(len(moments) == 1 for moments in slack.posted.values()),
        acks=[one.acknowledged - one.at for one in sent],
        answers=[moment - at[stamp] for stamp, moment in first.items()],
        seconds=max(first.values()) - min(at.values()),
        processor=machine.processor_seconds(pid) - used,
        calls=slack.calls,
    )


@asynccontextmanager
async def _serving(
    slack: Playing, command: Sequence[str], environment: dict[str, str]
) -> AsyncIterator[tuple[int, int]]:
    """The port on which it listens, and the process."""
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        port = int(some.getsockname()[1])
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *command),
        env={
            **os.environ,
            **environment,
            "SLACK_BOT_TOKEN": "xoxb-load",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": f"{slack.url}/api/",
            "PILOTE_PORT": str(port),
        },
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        await _healthy(port)
        yield port, process.pid
    finally:
        process.terminate()
        await process.wait()


async def _healthy(port: int) -> None:
    async with ClientSession() as session:
        for _ in range(600):
            try:
                async with session.get(f"http://127.0.0.1:{port}/health") as answer:
                    if answer.ok:
                        return
            except ClientConnectionError:
                pass
            await asyncio.sleep(0.1)


def _filled(url: str, sample: Path) -> dict[str, str]:
    """A company of 60 reps in the store: their emails by Slack ids made up for them."""
    write_sample(sample, reps=60, opportunities=3_000, today=TODAY)
    database = Database(url)
    import_source(database, sample)
    with database.reading() as connection:
        reps = people(connection, "rep", most=60)
    database.close()
    working = [one.email for one in reps if one.is_active(TODAY)]
    return {f"U0LOAD{n}": email for n, email in enumerate(working)}


if __name__ == "__main__":
    print(measure())
