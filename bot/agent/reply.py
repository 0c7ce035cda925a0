"""A model's reply, brought into a shape that can be sent back to any endpoint."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, BaseMessage


_CUT_SHORT = {"length", "content_filter"}  # half a sentence may say the opposite of all of it


@dataclass(frozen=True)
class Wanted:
    """A tool call as the model wrote it; no arguments where they were no JSON object."""

    identity: str
    name: str
    arguments: Mapping[str, Any] | None


@dataclass(frozen=True)
class Reply:
    """What it said and which tools it called."""

    prose: str
    wanted: Sequence[Wanted]


def reply_of(message: "AIMessage") -> Reply:
    """Malformed calls are calls, too: LangChain puts them aside, and they would be lost."""
    made = [(call["id"], call["name"], call["args"]) for call in message.tool_calls]
    broken = [(bad["id"], bad["name"], None) for bad in message.invalid_tool_calls]
    calls: list[tuple[str | None, str | None, Any]] = [*made, *broken]
    wanted = [
        Wanted(identity or f"call_{place}", name or "", arguments)
        for place, (identity, name, arguments) in enumerate(calls)
    ]
    whole = message.response_metadata.get("finish_reason") not in _CUT_SHORT
    return Reply(str(message.text).strip() if whole else "", wanted)


def exchanged(reply: Reply, told: Sequence[str]) -> list["BaseMessage"]:
    """The reply and what each of its calls came to, in the order endpoints insist on."""
    from langchain_core.messages import AIMessage, ToolMessage  # noqa: PLC0415 (slow)
    from langchain_core.messages.tool import tool_call  # noqa: PLC0415 (with it)

    calls = [
        tool_call(id=one.identity, name=one.name or "unnamed", args=dict(one.arguments or {}))
        for one in reply.wanted
    ]
    results = [
        ToolMessage(content=text, tool_call_id=one.identity)
        for one, text in zip(reply.wanted, told, strict=True)
    ]
    return [AIMessage(content=reply.prose, tool_calls=calls), *results]
