"""The bytes on docs/model.md: what every request to a model begins with."""

import json
from collections.abc import Iterator
from pathlib import Path

from bot.agent.messages import instructions
from bot.agent.schema import schemas

PAGE = Path(__file__).with_name("model.md")
BEGIN, END = "<!-- bytes: make docs -->\n", "<!-- end of bytes -->\n"


def with_bytes(page: str) -> str:
    """The page with the sizes as they are now."""
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + "\n".join(_table()) + "\n" + END + rest.partition(END)[2]


def _table() -> Iterator[str]:
    tools = {str(one["function"]["name"]): _bytes(one) for one in schemas()}
    words = len(instructions().encode())
    yield "| in every request | bytes |"
    yield "|---|---:|"
    yield f"| instructions | {words:,} |"
    yield from (f"| tool `{name}` | {size:,} |" for name, size in tools.items())
    yield f"| all of it | {words + sum(tools.values()):,} |"


def _bytes(schema: dict[str, object]) -> int:
    return len(json.dumps(schema, ensure_ascii=False, separators=(",", ":")).encode())
