"""The server: every tool that a model may call, for one asker, over standard input and output.

Who asks is fixed when it starts; scope is no argument. Tools only read the store; that they were
called stands in the journal beside the questions.
"""

import json
import logging
import time
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import prompts
from bot.agent.schema import offered, schemas
from bot.ask import LONGEST, answer_call
from bot.journal import log_answer
from bot.pilote import Pilote
from bot.reader import Call
from bot.saying.reasons import error_text
from prompts import known, say
from storage.errors import PiloteError, SetupError, UsageError
from tools.engine.answer import Answer, ToolCall

if TYPE_CHECKING:
    from mcp import types
    from mcp.server.lowlevel import Server

_log = logging.getLogger("pilote")


def serve_tools(bot: Pilote, asked_by: str) -> None:
    """Serves until the input ends. Raises SetupError where the SDK is not installed."""
    try:
        import anyio  # noqa: PLC0415 (only this command needs the SDK)
        from mcp.server.stdio import stdio_server  # noqa: PLC0415
    except ImportError as error:
        raise SetupError("mcp_missing") from error

    async def serving() -> None:
        server = server_for(bot, asked_by)
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())

    anyio.run(serving)


def server_for(bot: Pilote, asked_by: str) -> "Server[dict[str, Any]]":
    """The server of one asker's tools."""
    import anyio.to_thread  # noqa: PLC0415 (only this command needs the SDK)
    from mcp import types  # noqa: PLC0415
    from mcp.server.lowlevel import Server  # noqa: PLC0415

    async def listed(*_: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=tools_told())

    async def called(_: object, request: types.CallToolRequestParams) -> types.CallToolResult:
        run = partial(call_tool, bot, asked_by, request.name, dict(request.arguments or {}))
        return await anyio.to_thread.run_sync(run)

    instructions = (Path(prompts.__file__).parent / "mcp.md").read_text(encoding="utf-8")
    return Server(
        "pilote",
        version=version("pilote"),
        instructions=instructions,
        on_list_tools=listed,
        on_call_tool=called,
    )


def tools_told() -> "list[types.Tool]":
    """The tools as the protocol describes them, with the schemas that the model's seat has."""
    from mcp import types  # noqa: PLC0415 (only this command needs the SDK)

    reads = types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
    told = [schema["function"] for schema in schemas()]
    return [
        types.Tool(
            name=one["name"],
            description=one["description"],
            input_schema={"type": "object", **one["parameters"]},
            annotations=reads,
        )
        for one in told
    ]


def call_tool(
    bot: Pilote, asked_by: str, name: str, arguments: dict[str, Any]
) -> "types.CallToolResult":
    """What one tool answers the asker, in words and as data; a fault in one sentence. Both are
    kept in the journal."""
    locale, started = known(bot.locale), time.perf_counter()
    try:
        answer = answer_call(bot, asked_by, Call(name, _checked(name, arguments)))
        elapsed = round((time.perf_counter() - started) * 1000, 1)
        answer = answer.model_copy(update={"elapsed_ms": elapsed})
        _log_call(bot, answer)
        return _answered(answer)
    except PiloteError as error:
        sentence = error_text(error, locale)
    except Exception:
        _log.exception("tool %s failed", name)
        sentence = say(locale, "errors.mcp_unexpected")
    _log_call(bot, _refusal(bot, asked_by, ToolCall(name=name, arguments=arguments), sentence))
    return _failed(sentence)


def _refusal(bot: Pilote, asked_by: str, call: ToolCall, sentence: str) -> Answer:
    """A call that came to nothing, as the journal keeps it: as much of it as of a question."""
    if len(call.model_dump_json()) > LONGEST:
        call = ToolCall(name=call.name[:LONGEST])
    return Answer(
        question="",
        locale=known(bot.locale),
        asked_by=asked_by.strip().lower(),
        as_of=bot.clock.today(),
        status="error",
        text=sentence,
        tools=[call],
    )


def _log_call(bot: Pilote, answer: Answer) -> None:
    """Kept as questions are: who, which tool with which arguments, when, what came of it."""
    try:
        with bot.database.writing() as connection:
            log_answer(connection, answer, place="mcp", thread=None, now=bot.clock.now())
    except PiloteError as error:  # a store that takes nothing just now still answers
        _log.warning("a call is not in the journal: %s", type(error).__name__)


def _checked(name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments held to what the tool says that it takes. Raises UsageError."""
    from pydantic import ValidationError  # noqa: PLC0415 (here to word its errors)

    shape = offered()[name].arguments if name in offered() else None
    if shape is None:
        raise UsageError("tool_unknown", given=name)
    try:
        given = shape.model_validate(arguments)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError("argument", argument=place, given=str(first.get("input"))) from error
    return given.model_dump(mode="json", exclude_unset=True)


def _answered(answer: Answer) -> "types.CallToolResult":
    from mcp import types  # noqa: PLC0415 (only this command needs the SDK)

    data = answer.model_dump(mode="json")
    told = (answer.text, json.dumps(data, ensure_ascii=False))
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text) for text in told],
        structured_content=data,
    )


def _failed(sentence: str) -> "types.CallToolResult":
    from mcp import types  # noqa: PLC0415 (only this command needs the SDK)

    return types.CallToolResult(
        content=[types.TextContent(type="text", text=sentence)], is_error=True
    )
