"""Answers of tools that look other than text and figures: one file for each such tool.

Each says `lay(answer, teller)`, which gives the blocks of an answered question that this tool
alone has answered, buttons aside. They may use Slack's newest blocks: where these are refused,
the answer's text is laid out instead.
"""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec

from bot.posting import Block
from bot.saying.figures import Teller
from tools.engine.answer import Answer


def laid_by_tool(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """The answer as its tool's own file lays it out, if there is one."""
    if len(answer.tools) != 1 or answer.status != "answered" or answer.read_by != "reader":
        return None
    name = f"{__name__}.{answer.tools[0].name}"
    if find_spec(name) is None:
        return None
    laid: Sequence[Block] | None = import_module(name).lay(answer, teller)
    return laid
