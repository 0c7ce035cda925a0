"""The digest as it stands in Slack: a first screen, the rest behind buttons, plain where needed."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from bot.workspace.model.messages import Message
from storage.database import Database
from tests.bot.digests.conftest import MONDAY, At
from tests.company import FIONA, MARCUS, NICOLAS


@pytest.fixture
async def served(slack: Workspace, store: Database) -> AsyncIterator[Workspace]:
    """The bot at work on Monday at eight: it sends the digests by itself."""
    given: dict[str, Any] = {name.lower(): value for name, value in slack.environment.items()}
    now = datetime.fromisoformat(MONDAY)
    settings = Settings(_env_file=None, pilote_now=now, **given)
    async with serving(settings, Pilote(store, Clock(settings)), http=False):
        await slack.connected()
        yield slack


async def digest_of(slack: Workspace, who: str) -> Message:
    return (await slack.until(lambda: slack.posts(slack.im(who)) or None, seconds=20))[0]


def kinds(message: Message) -> list[str]:
    return [block["type"] for block in message.blocks]


async def test_a_first_screen_and_the_rest_behind_buttons(served: Workspace) -> None:
    digest = await digest_of(served, FIONA)
    assert digest.blocks[0]["text"]["text"] == "Week 48 of 2026 · your team · Q4 2026"
    assert digest.blocks[1]["text"]["text"].startswith("*Lands at €")
    assert "actions" in kinds(digest)
    labels = {
        element["action_id"]: element["text"]["text"]
        for block in digest.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    }
    for action in labels:
        await served.click(FIONA, digest, action)
        before = len(served.posts(served.im(FIONA)))
        await served.until(
            lambda many=before: len(served.posts(served.im(FIONA))) >= many or None, seconds=20
        )
    answers = await served.until(
        lambda: said if len(said := served.posts(served.im(FIONA))[1:]) == len(labels) else None,
        seconds=20,
    )
    assert {answer.thread_ts for answer in answers} == {digest.ts}
    assert labels.keys() >= {"digest_at_risk", "digest_agenda"}
    (agenda,) = [a for a in answers if "\nFor the review\n1. " in a.text]
    assert kinds(agenda)[:2] == ["header", "section"]


async def test_executives_see_their_teams(served: Workspace) -> None:
    digest = await digest_of(served, MARCUS)
    (table,) = [block for block in digest.blocks if block["type"] == "data_table"]
    heads = [cell["text"] for cell in table["rows"][0]]
    assert heads == ["Team", "Signed", "To go", "Lands at", "Covered"]
    assert len(table["rows"]) > 2


async def test_lines_where_slack_draws_no_charts_and_tables(slack: Workspace, at: At) -> None:
    slack.refuse_blocks("data_visualization", "data_table", "context_actions")
    await at(MONDAY).round()
    for who in (FIONA, MARCUS, NICOLAS):
        (digest,) = slack.posts(slack.im(who))
        assert kinds(digest)[0] == "header"
        assert "data_visualization" not in kinds(digest)
