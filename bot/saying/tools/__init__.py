"""What tools found, in words: one file for each tool that tells more than figures and deals.

Each says `tell(outcome, teller)`, which gives None where figures and deals say it all.
"""

from importlib import import_module
from importlib.util import find_spec

from bot.saying.figures import Teller
from tools.engine.answer import Outcome


def told_by_tool(outcome: Outcome, teller: Teller) -> str | None:
    """The outcome in the words of its tool's own file, if there is one."""
    name = f"{__name__}.{outcome.tool}"
    if find_spec(name) is None:
        return None
    told: str | None = import_module(name).tell(outcome, teller)
    return told
