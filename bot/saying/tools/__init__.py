"""What tools found, in words: one file for each tool that tells more than figures and deals.

Each says `tell(outcome, teller)`, which gives None where figures and deals say it all.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from bot.saying.figures import Teller
from tools.engine.answer import Outcome


def told_by_tool(outcome: Outcome, teller: Teller) -> str | None:
    """The outcome in the words of its tool's own file, if there is one."""
    file = _file_of(outcome.tool)
    told: str | None = file.tell(outcome, teller) if file else None
    return told


@cache
def _file_of(tool: str) -> ModuleType | None:
    name = f"{__name__}.{tool}"
    return import_module(name) if find_spec(name) else None
