"""The agent's ways: streamed answers, status, suggested prompts, Stop."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp, AsyncSetStatus
from slack_bolt.context.say_stream.async_say_stream import AsyncSayStream
from slack_sdk.errors import SlackApiError

from bot.workspace import App, Workspace

Connect = Callable[[AsyncApp], Awaitable[None]]


async def error(call: Any) -> str:  # noqa: ANN401 - any coroutine of the SDK
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_bolt_streams_an_answer_and_says_what_it_does(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    seen: list[str] = []

    @app.event("message")
    async def on_message(
        event: dict[str, Any], set_status: AsyncSetStatus, say_stream: AsyncSayStream
    ) -> None:
        if "bot_id" in event or "subtype" in event:
            return
        await set_status(status="is counting…", loading_messages=["Reading the deals"])
        status = ws.status_in(ws.im("Camille Roux").messages[event["ts"]])
        seen.append(status.text if status else "")
        stream = await say_stream(buffer_size=1)
        await stream.append(markdown_text="Coverage is ")
        await stream.append(markdown_text="**2.4**")
        await stream.stop(blocks=[{"type": "divider"}])

    await connect(app)
    question = await ws.dm("Camille Roux", "coverage?")
    answer = await ws.wait_for_reply(question)
    assert answer.text == "Coverage is **2.4**"
    assert answer.blocks[-1]["type"] == "divider"
    assert answer.thread_ts == question.ts
    assert seen == ["is counting…"]
    assert ws.status_in(question) is None


async def test_prompts_are_suggested_when_the_app_is_opened(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    @app.event("app_home_opened")
    async def on_open(event: dict[str, Any]) -> None:
        if event["tab"] == "messages":
            await app.client.assistant_threads_setSuggestedPrompts(
                channel_id=event["channel"],
                prompts=[{"title": "Coverage", "message": "What's my coverage?"}],
            )

    await connect(app)
    await ws.open_home("Camille Roux", "messages")
    await ws.until(lambda: ws.prompts_of("Camille Roux"))
    assert ws.prompts_of("Camille Roux")[0]["title"] == "Coverage"
    assert ws.prompts_of("Farid Haddad") == []


async def test_prompts_and_status_have_limits(ws: Workspace, app: AsyncApp) -> None:
    im, question = ws.im("Camille Roux").id, await ws.dm("Camille Roux", "coverage?")
    prompt = {"title": "Coverage", "message": "What's my coverage?"}
    suggest = app.client.assistant_threads_setSuggestedPrompts
    assert await error(suggest(channel_id=im, prompts=[prompt] * 5)) == "invalid_arguments"
    assert await error(suggest(channel_id=im, prompts=[{"title": "x"}])) == "invalid_arguments"
    status = app.client.assistant_threads_setStatus
    for loading in (["x" * 51], ["x"] * 11):
        late = status(channel_id=im, thread_ts=question.ts, status="…", loading_messages=loading)
        assert await error(late) == "invalid_arguments"
    assert await error(status(channel_id=im, thread_ts="1.0", status="…")) == "invalid_thread_ts"
    await status(channel_id=im, thread_ts=question.ts, status="is counting…")
    assert ws.status_in(question)
    ws.core.clock.advance(121)
    assert ws.status_in(question) is None
    ws.core.app = App(agent=False)
    assert await error(suggest(channel_id=im, prompts=[prompt])) == "not_agent_app"


async def test_a_stream_dies_after_five_minutes(ws: Workspace, app: AsyncApp) -> None:
    question = await ws.dm("Camille Roux", "coverage?")
    im, client = question.channel, app.client
    started = await client.chat_startStream(
        channel=im, thread_ts=question.ts, markdown_text="Coverage"
    )
    at = {"channel": im, "ts": started["ts"]}
    await client.chat_appendStream(**at, markdown_text=" is")
    assert await error(client.chat_update(**at, text="2.4")) == "streaming_state_conflict"
    assert await error(client.chat_appendStream(**at, chunks=[])) == "no_text"
    odd = client.chat_appendStream(**at, chunks=[{"type": "confetti"}])
    assert await error(odd) == "invalid_chunks"
    ws.core.clock.advance(301)
    ended = "message_not_in_streaming_state"
    assert await error(client.chat_appendStream(**at, markdown_text=" 2.4")) == ended
    assert await error(client.chat_stopStream(**at)) == ended
    await client.chat_update(**at, text="Coverage is 2.4")
    assert (await ws.wait_for_reply(question)).text == "Coverage is 2.4"


async def test_a_stream_in_a_channel_names_its_reader(ws: Workspace, app: AsyncApp) -> None:
    question = await ws.say("Camille Roux", "sales", f"{ws.mention} coverage?")
    start = app.client.chat_startStream
    at: dict[str, Any] = {"channel": question.channel, "thread_ts": question.ts}
    assert await error(start(**at)) == "missing_recipient_user_id"
    camille = ws.user("Camille Roux")
    nobody = start(**at, recipient_user_id=camille.id)
    assert await error(nobody) == "missing_recipient_team_id"
    started = await start(**at, recipient_user_id=camille.id, recipient_team_id=camille.team_id)
    task = {"type": "task_update", "id": "1", "title": "Reading", "status": "in_progress"}
    stream = {"channel": question.channel, "ts": started["ts"]}
    await app.client.chat_appendStream(**stream, chunks=[task])
    await app.client.chat_appendStream(**stream, chunks=[{**task, "status": "complete"}])
    message = ws.channel("sales").messages[started["ts"]]
    assert message.tasks["1"]["status"] == "complete"


async def test_stop_ends_the_stream_and_tells_the_app(
    ws: Workspace, app: AsyncApp, connect: Connect
) -> None:
    stopped: list[dict[str, Any]] = []

    @app.event("agent_session_stopped")
    async def on_stop(event: dict[str, Any]) -> None:
        stopped.append(event)

    @app.event("message")
    async def on_message() -> None: ...

    await connect(app)
    question = await ws.dm("Camille Roux", "everything?")
    started = await app.client.chat_startStream(
        channel=question.channel, thread_ts=question.ts, markdown_text="Well"
    )
    await ws.stop("Camille Roux", question)
    await ws.until(lambda: stopped)
    assert stopped[0]["streaming_message_ts"] == [started["ts"]]
    assert stopped[0]["thread_ts"] == question.ts
    more = app.client.chat_appendStream(
        channel=question.channel, ts=started["ts"], markdown_text=", it is long"
    )
    assert await error(more) == "stopped_by_user"


async def test_what_one_looks_at_is_told(ws: Workspace, app: AsyncApp, connect: Connect) -> None:
    contexts: list[dict[str, Any]] = []

    @app.event("app_context_changed")
    async def on_context(event: dict[str, Any]) -> None:
        contexts.append(event["context"])

    await connect(app)
    await ws.look_at("Camille Roux", "sales")
    assert contexts[0]["entities"][0]["value"] == ws.channel("sales").id


async def test_sessions_have_a_status_and_a_title(ws: Workspace, app: AsyncApp) -> None:
    question = await ws.dm("Camille Roux", "coverage?")
    at = {"channel_id": question.channel, "thread_ts": question.ts}
    await app.client.api_call(
        "agents.sessions.setStatus", json={**at, "status": "processing", "title": "Coverage"}
    )
    await app.client.api_call("agents.sessions.rename", json={**at, "title": "Coverage Q4"})
    session = ws.im("Camille Roux").sessions[question.ts]
    assert session == {"status": "processing", "title": "Coverage Q4"}
    wrong = app.client.api_call("agents.sessions.setStatus", json={**at, "status": "busy"})
    assert await error(wrong) == "invalid_arguments"
    title = app.client.assistant_threads_setTitle
    await title(**at, title="Coverage")
    assert session["title"] == "Coverage"
