"""Whether what a model wrote may be said: it is held to what the tools of this turn found."""

import re
from collections.abc import Sequence
from datetime import date

from bot.agent.gate import Evidence, evidence_of, untraced
from bot.agent.gate.links import reaching_out
from bot.saying.figures import Teller
from tools.engine.answer import Outcome
from tools.names import NameIndex
from tools.names.words import key

LONGEST = 1_500  # characters of an explanation
SMALL_TALK = 400  # characters where nothing was looked up: there is nothing to say at length
_WORD = re.compile(r"[\w'’&.-]*\w")
_NAME = 6  # words of the longest name looked for


def may_be_said(
    prose: str,
    outcomes: Sequence[Outcome],
    question: str,
    index: NameIndex,
    teller: Teller,
    today: date,
) -> bool:
    """True where it is short enough, leads nowhere, and passes the gate.

    Not even to an address that a result holds: no tool returns any, so it is somebody's text.
    """
    if not prose or len(prose) > (LONGEST if outcomes else SMALL_TALK):
        return False
    if any(reaching_out(prose, Evidence())):
        return False
    names = _names_in(prose, index)
    evidence = evidence_of(
        outcomes,
        question,
        names,
        people=teller.names,
        calendar=teller.calendar,
        today=today,
        fresh=teller.fresh,
    )
    return not untraced(prose, evidence, teller.locale)


def _names_in(prose: str, index: NameIndex) -> list[str]:
    """The company's people, accounts and others that words of the prose are names of.

    Deals are not looked for: there may be a million, and the gate lets no capitalised word pass
    that neither the results nor the language know.
    """
    words = _WORD.findall(prose)
    runs = (
        " ".join(words[begin:end])
        for begin in range(len(words))
        for end in range(begin + 1, min(begin + _NAME, len(words)) + 1)
    )
    return list({name.label: None for run in runs for name in index.find(key(run))})
