"""Bare replies to what was offered: "the second", "2", « Keller »."""

from collections.abc import Sequence

from bot.reader.lattice import Lattice
from bot.reader.reading import Choice
from tools.names.words import Token, words


def chosen(said: Sequence[Token], lattice: Lattice, offered: Sequence[Choice]) -> Choice | None:
    """The offered choice that a reply means, if it is a reply to them at all."""
    if not offered:
        return None
    return _by_place(lattice, offered) or _by_words(said, lattice, offered)


def _by_place(lattice: Lattice, offered: Sequence[Choice]) -> Choice | None:
    for atoms in lattice.across():
        kind, value = atoms.kind, str(atoms.value)
        if kind != "reply":
            continue
        if value == "ord":
            place = int(str(atoms.slot("ord")))
            return offered[place - 1] if 1 <= place <= len(offered) else None
        if value in {"first", "last"}:
            return offered[0 if value == "first" else -1]
        if value == "yes" and len(offered) == 1:
            return offered[0]
    return None


def _by_words(said: Sequence[Token], lattice: Lattice, offered: Sequence[Choice]) -> Choice | None:
    """All telling words of the reply stand in one label and in no other."""
    telling = {said[place].text for place in lattice.telling()}
    if not telling:
        return None
    fitting = [choice for choice in offered if telling <= set(words(choice.label))]
    return fitting[0] if len(fitting) == 1 else None
