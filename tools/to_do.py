"""The tool for what is to be done: the asker's actions and their people's, the first due first."""

from typing import Any

from storage.errors import UsageError
from tools.actions.listing import open_actions
from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person
from tools.toolbox import Tool


def to_do(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """Raises UsageError for arguments: there are none."""
    for name, given in arguments.items():
        raise UsageError("argument", argument=name, given=str(given))
    return Outcome("to_do", actions=open_actions(at, asker))


TOOL = Tool("to_do", to_do, private=True)
