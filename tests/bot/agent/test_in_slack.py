"""The model behind the bot in Slack: the same door, the same words."""

import asyncio

from aiohttp import web

from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Settings
from bot.workspace import Workspace
from tests.bot.agent.endpoint import Endpoint, Request, Tool, completion
from tests.company import FIONA

MANY = 60


async def test_a_message_is_answered_through_the_model(
    slack: Workspace, bot: Pilote, endpoint: Endpoint
) -> None:
    given = {name.lower(): value for name, value in slack.environment.items()}
    slack.add_user("Fiona Gallagher", FIONA)
    endpoint.says(
        [Tool("kpi", {"kpi": kpi}) for kpi in ("bookings", "quota")],
        "Your team booked €96,000 of a quota of €400,000.",
    )
    async with serving(Settings(_env_file=None, pilote_port=0, **given), bot, http=False):  # type: ignore[arg-type]
        await slack.connected()
        question = await slack.dm("Fiona Gallagher", "zorglub the team vibe")
        answer = await slack.wait_for_reply(question, seconds=30)
    assert answer.text.startswith("Your team booked €96,000 of a quota of €400,000.\n\n• Bookings")
    assert answer.thread_ts == question.ts


async def test_many_wait_for_a_model_together(
    slack: Workspace, bot: Pilote, endpoint: Endpoint
) -> None:
    """As many at once as there would never be connections of the store: it answers none of them
    before all have asked."""
    given = {name.lower(): value for name, value in slack.environment.items()}
    slack.add_user("Fiona Gallagher", FIONA)
    everybody = asyncio.Event()

    async def figure(_: web.Request, __: Request) -> web.Response:
        if len(endpoint.requests) == MANY:
            everybody.set()
        await everybody.wait()
        return web.json_response(completion(Tool("kpi", {"kpi": "bookings"})))

    endpoint.forever = figure
    async with serving(Settings(_env_file=None, pilote_port=0, **given), bot, http=False):  # type: ignore[arg-type]
        await slack.connected()
        asked = [await slack.dm("Fiona Gallagher", "zorglub the team vibe") for _ in range(MANY)]
        answers = [await slack.wait_for_reply(one, seconds=30) for one in asked]
    assert all("€96,000" in one.text for one in answers)
