"""What comes first after `/at-risk`: what to do, in any language the bot speaks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, cast

from prompts import available, language
from tools.fold import fold

Verb = Literal["flag", "clear_flag", "snooze", "alerts_on", "alerts_off", "limits"]


def verb_and_rest(text: str) -> tuple[Verb | None, str]:
    """What is to be done and what follows; None where no verb comes first."""
    first = fold(next(iter(text.split(maxsplit=1)), ""))
    for verb, phrase in _phrases().get(first, ()):
        begin, rest = text[: len(phrase)], text[len(phrase) :]
        if fold(begin) == fold(phrase) and (not rest or rest[0].isspace()):
            return verb, rest.strip()
    return None, text.strip()


@cache
def _phrases() -> Mapping[str, Sequence[tuple[Verb, str]]]:
    """All of them by their first word, the longest first."""
    found = [
        (cast(Verb, verb), phrase)
        for code in available()
        for verb, phrases in language(code)["slack"]["at_risk_verbs"].items()
        for phrase in phrases
    ]
    by_first = defaultdict[str, list[tuple[Verb, str]]](list)
    for one in sorted(found, key=lambda one: -len(one[1])):
        by_first[fold(one[1]).partition(" ")[0]].append(one)
    return by_first
