"""Every tool there is: one file in `tools` that says `TOOL` is enough to add one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from pydantic import BaseModel

import tools
from storage.errors import UsageError
from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person


@dataclass(frozen=True)
class Tool:
    """What can be asked for: `run` gets the desk, the asker and the arguments as given.

    Scope is no argument: it follows from the asker. `run` raises `UsageError` for arguments
    that cannot be meant. `description`, in a line, and `arguments` are what a language model is
    told of it; a tool without them is not offered to one. What is `private` is the asker's own
    business, in their own scope and for their eyes alone wherever it was asked.
    """

    name: str
    run: Callable[[Desk, Person, dict[str, Any]], Outcome]
    description: str = ""
    arguments: type[BaseModel] | None = None
    private: bool = False


@cache
def toolbox() -> Mapping[str, Tool]:
    """All tools by name."""
    found: dict[str, Tool] = {}
    for module in iter_modules(tools.__path__):
        if not module.ispkg and module.name != "toolbox":
            tool = getattr(import_module(f"tools.{module.name}"), "TOOL", None)
            if isinstance(tool, Tool):
                found[tool.name] = tool
    return found


def any_private(names: Iterable[str]) -> bool:
    """Whether one of these tools tells what is nobody else's business."""
    return any(name in toolbox() and toolbox()[name].private for name in names)


def run_tool(name: str, at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """Runs one tool. Raises UsageError where there is none of this name."""
    if name not in toolbox():
        raise UsageError("tool_unknown", given=name)
    return toolbox()[name].run(at, asker, arguments)
