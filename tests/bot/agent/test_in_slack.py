"""The model behind the bot in Slack: the same door, the same words, and Stop."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.agent.limits import Limits
from bot.agent.seat import Seat
from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Settings
from bot.workspace import Workspace
from bot.workspace.model.messages import Message
from storage.database import Database
from storage.tables import questions
from tests.bot.agent.endpoint import Endpoint, Request, Tool, completion, slow
from tests.company import FIONA

ODD = "zorglub the team vibe"
WHO = "Fiona Gallagher"
BOTH = [Tool("kpi", {"kpi": kpi}) for kpi in ("bookings", "quota")]
PROSE = "Your team booked €96,000 of a quota of €400,000."


@pytest.fixture
async def talking(slack: Workspace, bot: Pilote) -> AsyncIterator[Workspace]:
    """The workspace with the bot and its model connected, Fiona in it."""
    given: dict[str, Any] = {name.lower(): value for name, value in slack.environment.items()}
    slack.add_user(WHO, FIONA)
    assert bot.seat is not None
    bot.seat.limits = Limits(pause=0.01)  # here nothing waits for a time-out
    async with serving(Settings(_env_file=None, pilote_port=0, **given), bot, http=False):
        await slack.connected()
        yield slack


async def whole(talking: Workspace, question: Message) -> Message:
    """The answer under the question, once its sources stand under it."""

    def look() -> Message | None:
        said = [one for one in talking.posts() if one.thread_ts == question.ts]
        return next((one for one in said if "\nBookings" in one.text), None)

    return await talking.until(look, seconds=60)


MANY = 60


async def test_a_message_is_answered_through_the_model(
    talking: Workspace, endpoint: Endpoint
) -> None:
    endpoint.says(BOTH, PROSE)
    question = await talking.dm(WHO, ODD)
    answer = await whole(talking, question)
    assert answer.text.startswith(f"{PROSE}\nBookings: €96,000, ")
    assert answer.thread_ts == question.ts
    prose, *_, sources = [one for one in answer.blocks if one["type"] in {"section", "context"}]
    assert prose["text"]["text"] == PROSE
    assert sources["type"] == "context"
    told = json.dumps(answer.blocks, ensure_ascii=False)
    assert told.count("Bookings: €96,000") == 1  # what it rests on, once and small


async def test_stop_says_so_once_and_lets_the_next_question_through(
    talking: Workspace, endpoint: Endpoint, bot: Pilote
) -> None:
    endpoint.says(slow(9), Tool("kpi", {"kpi": "bookings"}))
    question = await talking.dm(WHO, ODD)
    session = talking.im(WHO).sessions
    await talking.until(lambda: session.get(question.ts), seconds=60)
    async with asyncio.timeout(30):
        while not endpoint.requests:  # nothing of the workspace tells when
            await asyncio.sleep(0.05)
    assert session[question.ts]["status"] == "processing"

    stopped = await talking.stop(WHO, question)
    assert stopped is not None
    assert stopped.acknowledged
    said = await talking.wait_for_reply(question)
    assert said.text.startswith("Stopped. ")
    again = await talking.say(WHO, talking.im(WHO), ODD, thread=question)
    answer = await talking.wait_for_reply(again, seconds=10)
    await talking.stop(WHO, question)  # there is nothing left to stop
    await talking.resend(question)
    await talking.idle(0.5)

    assert "€96,000" in answer.text
    assert [one.ts for one in talking.posts()] == [said.ts, answer.ts]
    assert session[question.ts]["status"] == "active"
    assert talking.status_in(question) is None
    with bot.database.reading() as connection:
        rows = connection.execute(questions.select().order_by(questions.c.pk)).all()
    assert [row.status for row in rows] == ["clarify", "answered"]
    assert rows[0].figures == []


async def test_stop_is_heard_by_whichever_process_slack_tells(
    talking: Workspace, settings: Settings, endpoint: Endpoint, bot: Pilote
) -> None:
    """Two processes on one store; Slack tells each event to one of them, in turn."""
    given: dict[str, Any] = {name.lower(): value for name, value in talking.environment.items()}
    other = Pilote(Database(settings.pilote_database_url), bot.clock, seat=Seat(settings))
    endpoint.says(slow(20), Tool("kpi", {"kpi": "bookings"}))
    question = await talking.dm(WHO, ODD)  # the first process has it
    await talking.until(lambda: talking.im(WHO).sessions.get(question.ts), seconds=60)
    async with serving(Settings(_env_file=None, pilote_port=0, **given), other, http=False):
        await talking.until(lambda: len(talking.core.sockets) == 2 or None)
        await talking.stop(WHO, question)  # the second
        assert (await talking.wait_for_reply(question)).text.startswith("Stopped. ")
        again = await talking.say(WHO, talking.im(WHO), ODD, thread=question)
        answer = await talking.wait_for_reply(again, seconds=60)
    other.close()
    assert "€96,000" in answer.text
    assert len(talking.posts()) == 2


async def test_an_explanation_is_streamed_and_becomes_the_answer(
    talking: Workspace, endpoint: Endpoint
) -> None:
    endpoint.says(BOTH, PROSE)
    answer = await whole(talking, await talking.dm(WHO, ODD))
    await talking.idle()
    called = [call.method for call in talking.calls if call.method.startswith("chat.")]
    assert called == ["chat.startStream", "chat.stopStream", "chat.update"]
    assert talking.posts() == [answer]
    assert {block["type"] for block in answer.blocks} >= {"section", "context", "actions"}
    # Asked for alone it is no explanation: it is posted.
    endpoint.says(Tool("kpi", {"kpi": "bookings"}))
    await talking.wait_for_reply(await talking.dm(WHO, ODD), seconds=10)
    assert talking.calls[-1].method == "chat.postMessage"


async def test_nothing_that_the_gate_refuses_is_seen_for_a_moment(
    talking: Workspace, endpoint: Endpoint
) -> None:
    endpoint.says(BOTH, f"{PROSE} That is €123,456 too few.")
    question = await talking.dm(WHO, ODD)
    answer = await talking.wait_for_reply(question, seconds=60)
    assert "€96,000" in answer.text
    assert "123,456" not in str([call.arguments for call in talking.calls])
    assert "chat.startStream" not in {call.method for call in talking.calls}


@pytest.mark.parametrize(
    ("method", "trouble"),
    [
        ("chat.startStream", {"error": "unknown_method"}),
        ("chat.startStream", {"status": 429, "retry_after": 30}),
        ("chat.startStream", {"status": 503}),
        ("chat.startStream", {"drop": True, "applied": True}),
        ("chat.startStream", {"drop": True}),
        ("chat.stopStream", {"status": 429, "retry_after": 30}),
        ("chat.stopStream", {"drop": True, "applied": True}),
        ("chat.update", {"error": "cant_update_message"}),
    ],
    ids=str,
)
async def test_one_message_is_left_whatever_becomes_of_the_stream(
    talking: Workspace, endpoint: Endpoint, method: str, trouble: dict[str, Any]
) -> None:
    endpoint.says(BOTH, PROSE)
    talking.fail_next(method, **trouble)
    question = await talking.dm(WHO, ODD)
    answer = await whole(talking, question)
    await talking.idle(0.3)
    assert talking.posts() == [answer]
    assert (answer.stream, answer.thread_ts) == (None, question.ts)


async def test_a_thread_has_one_run_at_a_time_and_threads_do_not_wait_for_one_another(
    talking: Workspace, endpoint: Endpoint
) -> None:
    at_once: list[int] = []
    asking: set[str] = set()

    async def reply(_: Any, request: dict[str, Any]) -> Any:
        asked = str(request["messages"][-1]["content"]).partition("\n")[0]
        asking.add(asked)
        at_once.append(len({one[:5] for one in asking}))
        assert len([one for one in asking if one[:5] == asked[:5]]) == 1, asking
        await asyncio.sleep(0.4)
        asking.discard(asked)
        return Tool("kpi", {"kpi": "bookings"})

    endpoint.forever = reply
    first = await talking.dm(WHO, "one zorglub bookings")
    again = await talking.dm(WHO, "one zorglub them once more", thread=first)
    other = await talking.dm(WHO, "two zorglub bookings")
    for question, nth in ((first, 1), (first, 2), (other, 1)):
        await talking.wait_for_reply(question, seconds=60, nth=nth)
    assert len(endpoint.requests) == 3
    assert max(at_once) == 2
    # What comes later in a thread is told what was asked before it.
    later = next(one for one in endpoint.requests if "once more" in str(one["messages"][-1]))
    assert '"earlier":[{"question":"one zorglub bookings"' in later["messages"][-1]["content"]
    assert again.root == first.ts


async def test_many_wait_for_a_model_together(talking: Workspace, endpoint: Endpoint) -> None:
    """As many at once as there would never be connections of the store: it answers none of them
    before all have asked."""
    everybody = asyncio.Event()

    async def figure(_: web.Request, __: Request) -> web.Response:
        if len(endpoint.requests) == MANY:
            everybody.set()
        await everybody.wait()
        return web.json_response(completion(Tool("kpi", {"kpi": "bookings"})))

    endpoint.forever = figure
    asked = [await talking.dm(WHO, ODD) for _ in range(MANY)]
    answers = [await talking.wait_for_reply(one, seconds=60) for one in asked]
    assert all("€96,000" in one.text for one in answers)
