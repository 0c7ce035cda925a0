"""Answers of tools that look other than text and figures: one file for each such tool.

Each says `lay(answer, teller)`, which gives the blocks of an answered question that this tool
alone has answered, buttons aside. They may use Slack's newest blocks: where these are refused,
what `lay_plainly` gives is sent instead or, without one, the answer's text laid out.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from bot.posting import Block
from bot.saying.figures import Teller
from tools.engine.answer import Answer


def laid_by_tool(answer: Answer, teller: Teller, *, rich: bool = True) -> Sequence[Block] | None:
    """The answer as its tool's own file lays it out, if there is one; of what a model has put into
    words a draft only, which stands there whole."""
    if len(answer.tools) != 1 or answer.status != "answered":
        return None
    if answer.read_by != "reader" and answer.draft is None:
        return None
    lay = getattr(_file_of(answer.tools[0].name), "lay" if rich else "lay_plainly", None)
    laid: Sequence[Block] | None = lay(answer, teller) if lay else None
    return laid


@cache
def _file_of(tool: str) -> ModuleType | None:
    name = f"{__name__}.{tool}"
    return import_module(name) if find_spec(name) else None
