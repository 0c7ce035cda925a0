"""Requests about one deal: "checklist for the Globex renewal". What is no part of the request
must be the deal, word for word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.reader.gather import SILENT
from bot.reader.lattice import Atom, Lattice
from bot.reader.reading import Call
from tools.names.deals import DealName
from tools.names.words import Token, key

FindDeals = Callable[[Sequence[str]], Sequence[DealName]]
_POINTING = frozenset({"my", "our", "show", "which", "followup", "instead", "and", "define"})
_KINDS = frozenset({"deal", "account"})  # "the Globex deal": what it is, not what it is called


@dataclass(frozen=True)
class DeskRequest:
    """A tool and the folded words that its deal is called by, and where they stand.

    `asked`: said in so many words, not gone on with.
    """

    tool: str
    words: tuple[str, ...]
    asked: bool
    places: tuple[int, ...]


def desk_request(
    lattice: Lattice, said: Sequence[Token], tools: frozenset[str], previous: Sequence[Call]
) -> DeskRequest | None:
    """What is asked of the deal desk; a bare "and for Globex?" asks for what was asked before."""
    asked = [a for a in lattice.read() if a.kind == "request" and a.value in tools]
    if asked:
        longest = max(asked, key=lambda atom: (atom.end - atom.start, -atom.start))
        return _about(lattice, said, str(longest.value), longest)
    before = {call.tool for call in previous} & tools
    return _about(lattice, said, before.pop(), None) if len(before) == 1 else None


def _about(lattice: Lattice, said: Sequence[Token], tool: str, request: Atom | None) -> DeskRequest:
    inside = range(request.start, request.end) if request else range(0)
    passing = _passing(lattice)
    places = [
        place
        for place, token in enumerate(said)
        if place not in inside and place not in passing and token.kind != "symbol"
    ]
    words = [word for place in places for word in key(said[place].raw).split()]
    return DeskRequest(tool, tuple(words), request is not None, tuple(places))


def _passing(lattice: Lattice) -> set[int]:
    """The places of words that point at the deal, or say that it is one."""
    found: set[int] = set()
    for atoms in lattice.covers()[0][1]:
        first = atoms[0]
        pointing = first.kind == "mark" and first.value in _POINTING
        kind = first.kind in {"concept", "dim_one"} and str(first.value).split()[0] in _KINDS
        if pointing or kind or any(atom.kind in SILENT for atom in atoms):
            found.update(range(first.start, first.end))
    return found
