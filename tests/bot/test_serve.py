"""Starting, being healthy, being told to stop; and what is missing is named."""

import asyncio
import os
import re
import signal
import socket
import sys
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.cores import own_cores, shares
from bot.pilote import Pilote
from bot.serve import serve, serving
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from storage.database import Database
from storage.errors import SetupError
from tests.bot.conftest import fill

SERVE = """
from bot.pilote import Pilote
from bot.serve import serve
from bot.settings import Clock, load_settings
from storage.database import Database
settings = load_settings()
serve(settings, Pilote(Database(settings.pilote_database_url), Clock(settings)), http=True)
"""


async def status(workspace: Workspace) -> int:
    url = str(workspace.request_url).replace("/slack/events", "/health")
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status


async def test_health_is_200_with_a_database_and_503_without(
    served_http: Workspace, bot: Pilote
) -> None:
    assert await status(served_http) == 200
    with bot.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE company RENAME TO elsewhere")
    assert await status(served_http) == 503


async def test_health_is_503_once_the_store_is_gone(served_http: Workspace, bot: Pilote) -> None:
    Path(bot.database.url.database or "").rename(f"{bot.database.url.database}.gone")
    assert await status(served_http) == 503


@pytest.mark.parametrize(
    ("variable", "http"),
    [
        ("SLACK_BOT_TOKEN", False),
        ("SLACK_BOT_TOKEN", True),
        ("SLACK_APP_TOKEN", False),
        ("SLACK_SIGNING_SECRET", True),
    ],
)
def test_a_missing_variable_is_named(
    settings: Settings, bot: Pilote, variable: str, http: bool
) -> None:
    incomplete = settings.model_copy(update={variable.lower(): None})
    with pytest.raises(SetupError) as caught:
        serve(incomplete, bot, http=http)
    assert (caught.value.code, caught.value.facts) == ("missing_setting", {"variable": variable})


async def test_a_token_that_slack_refuses_and_a_slack_that_is_not_there(
    slack: Workspace, settings: Settings, bot: Pilote
) -> None:
    slack.fail_next("auth.test", error="invalid_auth")
    with pytest.raises(SetupError) as caught:
        await _start(settings, bot)
    assert (caught.value.code, caught.value.facts) == ("slack_refused", {"reason": "invalid_auth"})
    slack.fail_next("apps.connections.open", error="not_allowed_token_type")
    with pytest.raises(SetupError) as caught:
        await _start(settings, bot)
    assert caught.value.code == "slack_refused"


async def test_an_address_that_is_not_slacks(
    served_http: Workspace, settings: Settings, bot: Pilote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.posting.RETRIES", 1)  # a test need not wait for more
    elsewhere = str(served_http.request_url)  # answers 404 to every method of Slack's
    with pytest.raises(SetupError) as caught:
        await _start(settings.model_copy(update={"slack_api_url": elsewhere}), bot)
    assert caught.value.code == "slack_unreachable"
    nowhere = settings.model_copy(update={"slack_api_url": f"http://127.0.0.1:{_free_port()}/api/"})
    with pytest.raises(SetupError) as caught:
        await _start(nowhere, bot, http=True)
    assert caught.value.code == "slack_unreachable"


async def test_a_taken_port_is_said(settings: Settings, bot: Pilote) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SetupError) as caught:
            await _start(settings.model_copy(update={"pilote_port": port}), bot, http=True)
    assert (caught.value.code, caught.value.facts) == ("port_taken", {"port": port})


async def _start(settings: Settings, bot: Pilote, *, http: bool = False) -> None:
    async with serving(settings, bot, http=http):
        pass


async def test_what_is_being_answered_when_it_stops_is_still_sent(
    slack: Workspace, settings: Settings, bot: Pilote
) -> None:
    async with serving(settings, bot, http=False):
        slack.fail_next("chat.postMessage", delay=0.3)
        question = await slack.dm("Alice Lindqvist", "bookings this quarter")
        await slack.until(lambda: any(c.method == "users.info" for c in slack.calls) or None)
    assert "€60,000" in (await slack.wait_for_reply(question, seconds=0.1)).text


async def test_a_killed_process_leaves_its_message_to_the_next(
    slack: Workspace, settings: Settings, bot: Pilote, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first process dies over the answer; Slack, unanswered, sends the event again."""
    port = _free_port()
    slack.request_url = f"http://127.0.0.1:{port}/slack/events"
    slack.core.courier._retry_delays = (0.3,) * 40
    slack.fail_next("chat.postMessage", delay=1.5, drop=True)
    dying = await _process(slack, bot, port)
    await _until_healthy(slack)
    question = await slack.dm("Alice Lindqvist", "bookings this quarter")
    await slack.until(lambda: any(c.method == "users.info" for c in slack.calls) or None)
    dying.kill()
    await dying.wait()
    monkeypatch.setattr("bot.delivery.LAPSE", timedelta(seconds=2))  # a test need not wait for 6
    settings = settings.model_copy(update={"pilote_port": port})
    async with serving(settings, bot, http=True):
        answer = await slack.wait_for_reply(question, seconds=15)
        assert "€60,000" in answer.text
        await slack.idle(0.5)
    assert len(slack.posts()) == 1


async def test_two_processes_on_one_store_answer_each_message_once(
    slack: Workspace, database: Database
) -> None:
    fill(database)
    bot = Pilote(database, Clock(Settings(_env_file=None)))
    urls, processes = [], []
    for _ in range(2):
        port = _free_port()
        urls.append(f"http://127.0.0.1:{port}/slack/events")
        slack.request_url = urls[-1]
        processes.append(await _process(slack, bot, port))
        await _until_healthy(slack)
    for place in range(4):
        slack.request_url = urls[place % 2]
        question = await slack.dm("Alice Lindqvist", "bookings this quarter")
        slack.request_url = urls[(place + 1) % 2]
        await slack.resend(question, new_id=bool(place % 2))
        await slack.wait_for_reply(question, seconds=15)
    assert ["€60,000" in one.text for one in slack.posts()] == [True] * 4
    slack.request_url = urls[0]
    slack.fail_next("chat.postMessage", delay=1.0)
    first = await slack.dm("Alice Lindqvist", "bookings this quarter")
    slack.request_url = urls[1]
    await slack.dm("Alice Lindqvist", "and last quarter?", thread=first)
    told = await slack.until(lambda: slack.posts()[5:] and slack.posts()[4:], seconds=15)
    assert ["Q4 2026" in one.text for one in told] == [True, False]
    assert "Q3 2026" in told[1].text  # it was asked after the first
    for process in processes:
        process.terminate()
        await process.communicate()


async def test_processes_share_a_port_and_the_dead_are_replaced(
    slack: Workspace, bot: Pilote
) -> None:
    port = _free_port()
    slack.request_url = f"http://127.0.0.1:{port}/slack/events"
    command = ("-m", "bot", "serve", "--http", "--processes", "2")
    parent = await _process(slack, bot, port, command)
    await _until_healthy(slack)
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    begun = await slack.until(
        lambda: len(children.read_text().split()) == 2 and children.read_text()
    )
    async with asyncio.timeout(60):
        while _listening(port) < 2:  # before, the one that is killed may be the only one
            await asyncio.sleep(0.1)
    assert _cores(begun) == shares(own_cores(), 2)
    os.kill(int(begun.split()[0]), signal.SIGKILL)
    for _ in range(6):
        asked = await slack.dm("Alice Lindqvist", "bookings this quarter")
        await slack.wait_for_reply(asked, seconds=20)
    assert ["€60,000" in one.text for one in slack.posts()] == [True] * 6
    # Its place is taken, and its cores are. A new process has all of them for a moment.
    assert await slack.until(
        lambda: sorted(_cores(children.read_text())) == sorted(shares(own_cores(), 2)), seconds=20
    )
    parent.send_signal(signal.SIGTERM)
    await parent.communicate()
    assert parent.returncode == 0


async def test_sigterm_ends_it_well(slack: Workspace, bot: Pilote) -> None:
    port = _free_port()
    slack.request_url = f"http://127.0.0.1:{port}/slack/events"
    process = await _process(slack, bot, port)
    await _until_healthy(slack)
    process.send_signal(signal.SIGTERM)
    _, errors = await process.communicate()
    assert process.returncode == 0
    assert not re.search("xox|Traceback", errors.decode())


def _free_port() -> int:
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        return int(some.getsockname()[1])


def _cores(processes: str) -> list[list[int]]:
    """Of each of the processes, the cores that it keeps to."""
    return [sorted(os.sched_getaffinity(int(one))) for one in processes.split()]


def _listening(port: int) -> int:
    """How many sockets listen on a port (Linux)."""
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(state == "0A" and at.endswith(f":{port:04X}") for _, at, _, state, *_ in lines)


async def _process(
    slack: Workspace, bot: Pilote, port: int, command: tuple[str, ...] = ("-c", SERVE)
) -> asyncio.subprocess.Process:
    given = {"PILOTE_DATABASE_URL": str(bot.database.url), "PILOTE_TODAY": "2026-11-23"}
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, **slack.environment, **given, "PYTHONPATH": paths}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, *command),
        env={**environment, "PILOTE_PORT": str(port)},
        stderr=asyncio.subprocess.PIPE,
    )


async def _until_healthy(slack: Workspace) -> None:
    async with asyncio.timeout(60):  # a process of its own starts, on a machine that tests fill
        while True:
            try:
                if await status(slack) == 200:
                    return
            except aiohttp.ClientError:
                await asyncio.sleep(0.05)
