"""`pilote mcp`, spoken to by the SDK's own client over standard input and output."""

import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent
from sqlalchemy import Row, select

from storage.database import Database
from storage.tables import questions
from tests.bot.commands.conftest import Command
from tests.company import ALICE, FIONA, OLIVER

ROOT = Path(__file__).parents[3]


@asynccontextmanager
async def tools_of(asker: str, store: str, *more: str) -> AsyncIterator[Client]:
    """The tools of somebody, in a process of their own."""
    given = ["-m", "bot", "mcp", "--as", asker, "--database", store, *more]
    environment = {"PATH": os.environ["PATH"], "PILOTE_TODAY": "2026-11-23"}
    started = StdioServerParameters(command=sys.executable, args=given, env=environment, cwd=ROOT)
    async with Client(started) as client:
        yield client


def words(result: CallToolResult) -> str:
    (first, *_) = result.content
    assert isinstance(first, TextContent)
    return first.text


def journal(store: str) -> Sequence[Row[Any]]:
    """What the store keeps of questions and calls, the oldest first."""
    database = Database(store)
    with database.reading() as connection:
        kept = connection.execute(select(questions).order_by(questions.c.pk)).all()
    database.close()
    return kept


async def test_an_assistant_has_typed_tools_and_answers_in_the_askers_scope(store: str) -> None:
    async with tools_of(ALICE, store) as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert {"kpi", "deals", "at_risk", "hygiene", "bridge", "glossary"} <= tools.keys()
        assert "coverage" in tools["kpi"].input_schema["properties"]["kpi"]["enum"]
        assert not {"scope", "as", "asker"} & tools["kpi"].input_schema["properties"].keys()
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())

        won = await client.call_tool("kpi", {"kpi": "bookings", "period": "2026-Q4"})
        assert won.structured_content is not None
        (figure,) = won.structured_content["figures"]
        assert (figure["value"], figure["scope"]["of"]) == (60_000, ALICE)
        assert "€60,000" in words(won)
        assert isinstance(won.content[1], TextContent)
        assert json.loads(won.content[1].text) == won.structured_content

        others = await client.call_tool("kpi", {"kpi": "bookings", "where": {"rep": [OLIVER]}})
        assert others.structured_content is not None
        assert others.structured_content["status"] == "denied"
        assert "36" not in words(others)

        deal = await client.call_tool("deal_detail", {"deal": "O1"})
        assert "Norrland rollout" in words(deal)
    # Who called what and when is kept as with questions, and no more than of them.
    kept = journal(store)
    assert [(row.asked_by, row.place, row.reading[0]["name"], row.status) for row in kept] == [
        (ALICE, "mcp", "kpi", "answered"),
        (ALICE, "mcp", "kpi", "denied"),
        (ALICE, "mcp", "deal_detail", "answered"),
    ]
    assert {(row.question, row.thread) for row in kept} == {("", None)}


async def test_faults_are_sentences_and_the_server_goes_on(store: str) -> None:
    async with tools_of(FIONA, store, "--locale", "fr") as client:
        for name, given in (
            ("kpi", {"kpi": "nonsense"}),
            ("kpi", {"kpi": "bookings", "scope": "company"}),
            ("kpi", {"kpi": "bookings", "period": "someday"}),
            ("drop_tables", {}),
        ):
            failed = await client.call_tool(name, given)
            assert failed.is_error, given
            assert "Traceback" not in words(failed)
        won = await client.call_tool("deals", {"kpi": "bookings", "period": "2026-Q4"})
        assert "Norrland audit" in words(won)
        assert not won.is_error
        await client.call_tool("drop_tables", {"all": "x" * 5_000})
    # What was refused is kept, too; of what nobody could have meant, not all of it.
    kept = [(row.asked_by, row.reading[0], row.status) for row in journal(store)]
    assert kept[:2] == [
        (FIONA, {"name": "kpi", "arguments": {"kpi": "nonsense"}}, "error"),
        (FIONA, {"name": "kpi", "arguments": {"kpi": "bookings", "scope": "company"}}, "error"),
    ]
    assert [status for *_, status in kept] == ["error"] * 4 + ["answered", "error"]
    assert kept[-1][1] == {"name": "drop_tables", "arguments": {}}


@pytest.mark.usefixtures("store")
def test_a_stranger_gets_no_server(pilote: Command) -> None:
    ran = pilote("mcp", "--as", "nobody@veridia.example")
    assert (ran.status, ran.out) == (1, "")
    assert "Sofie Vermeulen" in ran.err
