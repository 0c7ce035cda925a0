"""Requests about one deal: "checklist for the Globex renewal". What is no part of the request
must be the deal, word for word."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.reader.gathered import SILENT
from bot.reader.lattice import Atom, Lattice
from bot.reader.phrases import Phrases
from bot.reader.reading import Call
from tools.names.deals import DealName
from tools.names.words import Token, key


class FindDeals(Protocol):
    """Finds deals that the asker may see by the folded words that they are called by; or the
    `largest` that is open, several where they are equally large."""

    def __call__(self, words: Sequence[str], *, largest: bool = False) -> Sequence[DealName]:
        """Those found; without words, whatever is open."""


_POINTING = frozenset({"my", "our", "show", "which", "followup", "instead", "and", "define"})
# What may stand beside a deal's name: politeness, and what it is to come to.
_BESIDE = SILENT | {"beside"}
LOOSE = frozenset({"deal_detail"})  # "tell me about" is said of anything: it needs its deal
_KINDS = frozenset({"deal", "account"})  # "the Globex deal": what it is, not what it is called


@dataclass(frozen=True)
class DeskRequest:
    """A tool and the folded words that its deal is called by, and where they stand.

    `asked`: said in so many words, not gone on with. `playbook`: the one named, where it is not
    the usual one. `also`: further tools asked for in the same breath. `deal`: the id of the one
    spoken of before, where no other is named.
    """

    tool: str
    words: tuple[str, ...]
    asked: bool
    places: tuple[int, ...]
    playbook: str | None = None
    also: tuple[str, ...] = ()
    deal: str | None = None


def desk_request(
    lattice: Lattice, said: Sequence[Token], tools: frozenset[str], previous: Sequence[Call]
) -> DeskRequest | None:
    """What is asked of the deal desk; a bare "and for Globex?" asks for what was asked before."""
    asked = [a for a in lattice.read() if a.kind == "request" and a.value in tools]
    before = {call.tool: call.arguments.get("playbook") for call in previous if call.tool in tools}
    spoken_of = {call.arguments.get("deal") for call in previous if call.tool in tools}
    deal = str(next(iter(spoken_of))) if len(spoken_of) == 1 else None
    if len({atom.value for atom in asked}) > 1 and _apart(asked):
        return replace(_joined(lattice, said, asked), deal=deal)
    if asked:
        longest = max(asked, key=lambda atom: (atom.end - atom.start, -atom.start))
        inside = set(range(longest.start, longest.end))
        for atom in asked:  # "BANT checklist": the same asked twice
            if atom.value == longest.value and not inside & set(range(atom.start, atom.end)):
                inside.update(range(atom.start, atom.end))
        return replace(_about(lattice, said, str(longest.value), inside), deal=deal)
    if len(before) != 1:
        return None
    [(tool, playbook)] = before.items()
    return replace(_about(lattice, said, tool, ()), playbook=playbook)


def largest(said: Sequence[Token], phrases: Phrases, deals: FindDeals) -> Sequence[DealName]:
    """The deals meant by no more than "biggest"; none where one is called so."""
    if not said or not phrases.only("largest_deal", said):
        return ()
    called = [word for token in said for word in key(token.raw).split()]
    return () if deals(called) else deals((), largest=True)


def _apart(asked: Sequence[Atom]) -> bool:
    """Whether requests of different tools stand in different places: both are asked for."""
    return all(
        one.value == other.value or one.end <= other.start or other.end <= one.start
        for one in asked
        for other in asked
    )


def _joined(lattice: Lattice, said: Sequence[Token], asked: Sequence[Atom]) -> DeskRequest:
    """`checklist for Globex and draft the proposal`: both, of the same deal."""
    inside = {place for atom in asked for place in range(atom.start, atom.end)}
    tools = list(dict.fromkeys(str(a.value) for a in sorted(asked, key=lambda a: a.start)))
    return replace(_about(lattice, said, tools[0], inside), also=tuple(tools[1:]))


def _about(
    lattice: Lattice, said: Sequence[Token], tool: str, inside: Collection[int]
) -> DeskRequest:
    """`inside`: the places of the words that ask; none where it is gone on with."""
    passing = _passing(lattice)
    books = _playbooks(said) if inside else {}
    passing.update(books)
    places = [
        place
        for place, token in enumerate(said)
        if place not in inside and place not in passing and token.kind != "symbol"
    ]
    words = [word for place in places for word in key(said[place].raw).split()]
    playbook = next((name for name in books.values() if name), None)
    return DeskRequest(tool, tuple(words), bool(inside), tuple(places), playbook)


def _playbooks(said: Sequence[Token]) -> dict[int, str | None]:
    """The places at which playbooks are named; None for the usual one."""
    # Only where a deal is asked about: figures do not wait for it.
    from tools.drafts.playbook import USUAL, names  # noqa: PLC0415

    return {
        place: None if token.text == USUAL else token.text
        for place, token in enumerate(said)
        if token.text in names()
    }


def _passing(lattice: Lattice) -> set[int]:
    """The places of words that point at the deal, or say that it is one."""
    found: set[int] = set()
    for atoms in lattice.covers()[0][1]:
        first = atoms[0]
        pointing = first.kind == "mark" and first.value in _POINTING
        kind = first.kind in {"concept", "dim_one"} and str(first.value).split()[0] in _KINDS
        stage = getattr(first.value, "dimension", None) == "stage"  # where it is to go
        if pointing or kind or stage or any(atom.kind in _BESIDE for atom in atoms):
            found.update(range(first.start, first.end))
    return found
