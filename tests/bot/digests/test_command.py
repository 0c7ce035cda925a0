"""`pilote digest --send`: it counts as the week's."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from bot.workspace import Workspace
from storage.database import Database
from tests.bot.digests.conftest import At, got
from tests.company import FIONA

ROOT = Path(__file__).parents[3]


@pytest.fixture
def environment(slack: Workspace, store: Database) -> dict[str, str]:
    url = store.engine.url.render_as_string(hide_password=False)
    return {**os.environ, **slack.environment, "PILOTE_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}


async def digest(environment: dict[str, str], *arguments: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "digest", *arguments, "--today", "2026-11-23"),
        env=environment,
        stdout=PIPE,
        stderr=PIPE,
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def test_sent_once_by_hand_and_not_again(
    slack: Workspace, environment: dict[str, str], at: At
) -> None:
    status, out, err = await digest(environment, "--for", FIONA, "--send")
    assert (status, err.strip()) == (0, "Sent in Slack.")
    assert got(slack, FIONA)[0].split(",")[0] == out.split(" · ")[0]
    status, _, err = await digest(environment, "--for", FIONA, "--send")
    assert (status, err.strip()) == (0, "Not sent: this week's digest was sent before.")
    await at("2026-11-24T09:00:00+01:00").round()
    assert len(got(slack, FIONA)) == 1


async def test_nobody_to_send_to(slack: Workspace, environment: dict[str, str]) -> None:
    slack.deactivate(FIONA)
    status, _, err = await digest(environment, "--for", FIONA, "--send")
    assert (status, "Not sent: Slack has no direct message" in err) == (1, True)
