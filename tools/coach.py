"""The tool for coaching: where a person's numbers differ from their peers' by more than noise.

It is for those whom people work for, about the reps below them, and for nobody else to see: it
is offered to no language model, and nothing in it ranks people.
"""

from typing import Any

from storage.errors import PiloteError, UsageError
from tools.coaching.compare import compared
from tools.coaching.people import teams
from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person, person_by_email
from tools.toolbox import Tool

PERIOD = "last_365_days"


def coach(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """All reps below the asker, or the one named by `person` (an email); `period` is a token.

    Raises UsageError for other arguments, PiloteError `coach_not_yours` and, for somebody who is
    not below the asker or not there at all, `coach_not_below`.
    """
    for name in arguments.keys() - {"person", "period"}:
        raise UsageError("argument", argument=name, given=str(arguments[name]))
    team = teams(at, asker)
    found = compared(at, asker, team, str(arguments.get("period") or PERIOD))
    named = arguments.get("person")
    if named:
        person = person_by_email(at.connection, str(named))
        if person is None or person.email not in team:
            raise PiloteError("coach_not_below", given=str(named))
        found = found.model_copy(
            update={
                "people": [person.email],
                "thin": [one for one in found.thin if one == person.email],
                "differences": [one for one in found.differences if one.person == person.email],
            }
        )
    return Outcome("coach", coaching=found)


TOOL = Tool("coach", coach, private=True)
