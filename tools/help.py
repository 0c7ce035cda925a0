"""The tool that says what can be asked."""

from typing import Any

from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.toolbox import Tool


def help_(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:  # noqa: ARG001
    """Nothing to compute: the words are the language's."""
    return Outcome("help")


TOOL = Tool("help", help_)
