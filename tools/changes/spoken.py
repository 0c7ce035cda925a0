"""A deal and what is said about it in one breath: "Norrland rollout champion has left"."""

from collections.abc import Sequence
from typing import NoReturn

from storage.errors import PiloteError
from tools.engine.compute import Desk
from tools.engine.deal_named import Named, called, meant, named, unknown
from tools.engine.people import Person
from tools.engine.scope import Scope, scope_of
from tools.names.words import words

_QUOTES = {'"': '"', "“": "”", "«": "»", "„": "“", "'": "'"}
_FIRST = 4  # words within which a name that fits something has begun


def deal_and_rest(at: Desk, asker: Person, text: str) -> tuple[Sequence[Named], str]:
    """The deals that the longest beginning of the text fits, and the rest of it.

    What stands in quotes is the name. Raises PiloteError `deal_unknown` like `named`.
    """
    scope = scope_of(asker, at.company.name)
    name, rest = _quoted(text)
    if name:
        return named(at.connection, scope, name), rest
    said = text.split()
    first = next((count for count in range(1, len(said) + 1) if words(said[count - 1])), 0)
    # Whatever beginning fits a deal, its first word does: all of them are looked for there.
    deals = called(at.connection, scope, said[first - 1]) if first else []
    found: Sequence[Named] = ()
    until = 0
    # A name goes on as long as it fits: no longer beginning fits where a shorter one does not,
    # but for ids and names of several words that have nothing else in common with a deal.
    for count in range(1, len(said) + 1):
        fitting = meant(deals, " ".join(said[:count]))
        if fitting:
            found, until = fitting, count
        elif found or count >= _FIRST:
            break
    if not found:
        _refuse(at, scope, said)
    return found, " ".join(said[until:])


def _refuse(at: Desk, scope: Scope, said: Sequence[str]) -> NoReturn:
    """No open deal is called so: says which closed one is, or that none is."""
    for count in range(min(_FIRST, len(said)), 0, -1):
        try:
            named(at.connection, scope, " ".join(said[:count]))
        except PiloteError as error:
            if error.code != "deal_unknown":
                raise
    raise unknown(" ".join(said[:_FIRST]))


def _quoted(text: str) -> tuple[str, str]:
    text = text.strip()
    end = _QUOTES.get(text[:1])
    close = text.find(end, 1) if end else -1
    if close < 0:
        return "", text
    return text[1:close].strip(), text[close + 1 :].strip()
