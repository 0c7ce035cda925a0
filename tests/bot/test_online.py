"""The doctor signs in to Slack and names what is missing."""

import asyncio

from bot.doctor import examine
from bot.settings import Settings
from bot.workspace import Workspace


def _online(settings: Settings) -> tuple[str, str]:
    check = next(one for one in examine(settings, "en", online=True) if one.name == "slack online")
    return check.state, check.finding


async def test_a_workspace_that_grants_everything(settings: Settings) -> None:
    state, found = await asyncio.to_thread(_online, settings)
    assert state == "ok", found
    assert "no scope is missing" in found


async def test_a_token_that_slack_does_not_take(slack: Workspace, settings: Settings) -> None:
    slack.fail_next("auth.test", error="token_revoked")
    state, found = await asyncio.to_thread(_online, settings)
    assert state == "failed"
    assert "token_revoked" in found
