"""What comes first after `/at-risk`: what to do, in any language the bot speaks."""

from functools import cache
from typing import Literal, cast

from prompts import available, language
from tools.fold import fold

Verb = Literal["flag", "clear_flag", "snooze", "alerts_on", "alerts_off", "limits"]


def verb_and_rest(text: str) -> tuple[Verb | None, str]:
    """What is to be done and what follows; None where no verb comes first."""
    for verb, phrase in _phrases():
        begin, rest = text[: len(phrase)], text[len(phrase) :]
        if fold(begin) == fold(phrase) and (not rest or rest[0].isspace()):
            return verb, rest.strip()
    return None, text.strip()


@cache
def _phrases() -> list[tuple[Verb, str]]:
    """All of them, the longest first."""
    found = [
        (cast(Verb, verb), phrase)
        for code in available()
        for verb, phrases in language(code)["slack"]["at_risk_verbs"].items()
        for phrase in phrases
    ]
    return sorted(found, key=lambda one: -len(one[1]))
