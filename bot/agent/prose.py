"""Whether what a model wrote may be said: its numbers, names and links held to what was found."""

import re
from collections.abc import Collection, Sequence

from bot.agent.gate import evidence_of, untraced
from tools.engine.answer import Outcome

LONGEST = 1_500  # characters of an explanation
SMALL_TALK = 400  # characters where nothing was looked up: there is nothing to say at length

# Addresses, and what Slack makes links, mentions or calls to a channel of.
_LINK = re.compile(
    r"https?:|www\.|mailto:|\]\(|<[@!#]|@(?:here|channel|everyone)\b"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|ai|dev|app|co|eu|fr|uk|info|biz|xyz|example)\b",
    re.IGNORECASE,
)


def may_be_said(
    prose: str, outcomes: Sequence[Outcome], question: str, names: Collection[str], locale: str
) -> bool:
    """True where it is short enough, holds no link, and passes the gate."""
    if not prose or len(prose) > (LONGEST if outcomes else SMALL_TALK) or _LINK.search(prose):
        return False
    return not untraced(prose, evidence_of(outcomes, question, names), locale)
