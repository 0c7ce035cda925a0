"""The tool for arbitration: which accounts to work next, who carries what, and what moving
accounts would do to coverage. For those whom people work for; offered to no language model."""

from typing import Any

from storage.errors import PiloteError, UsageError
from tools.coaching.accounts import least_silent_days, silent_accounts
from tools.coaching.arbitration import Arbitration
from tools.coaching.load import PERIOD, by_person, by_territory
from tools.coaching.moving import moved, refused
from tools.coaching.people import reps_below
from tools.engine.answer import Outcome
from tools.engine.compute import Desk
from tools.engine.figure import span_of
from tools.engine.people import Person
from tools.engine.period import parse_period
from tools.toolbox import Tool


def arbitration(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """`move`: accounts by name with the email of the rep each would go to.

    Raises UsageError for other arguments, PiloteError `coach_not_yours` and, for a rep who is
    not below the asker, `coach_not_below`.
    """
    for name in arguments.keys() - {"move"}:
        raise UsageError("argument", argument=name, given=str(arguments[name]))
    moves = {str(account): str(to).lower() for account, to in (arguments.get("move") or {}).items()}
    below = reps_below(at, asker)
    for to in moves.values():
        if to not in below:
            raise PiloteError("coach_not_below", given=to)
    unknown = refused(at, asker, moves)
    if unknown:
        return Outcome("arbitration", figures=unknown)
    accounts, count = silent_accounts(at, asker)
    found = Arbitration(
        period=span_of(parse_period(PERIOD, at.today, at.company.calendar)),
        currency=at.company.currency,
        silent_days=least_silent_days(at, asker),
        silent_count=count,
        accounts=accounts,
        people=by_person(at, asker),
        territories=by_territory(at, asker),
        moves=moves,
        moved=moved(at, asker, moves) if moves else [],
    )
    return Outcome("arbitration", arbitration=found)


TOOL = Tool("arbitration", arbitration, private=True)
