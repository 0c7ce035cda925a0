"""Templates: phrases with optional parts, alternatives and slots, and the tree that finds them.

`[the] (last|past) {n} {grain}`: brackets are optional, bars in parentheses are alternatives,
braces are slots; `{a:base}` is the slot `base` under the name `a`. A template that begins with
`!` takes only slot words of its own language, one that begins with `~` is read so only where
nothing else fits.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tools.names.words import tokens

_PIECE = re.compile(r"\{(\w+)(?::(\w+))?\}|([\[\]()|])|([^\[\](){}|]+)")

Captures = tuple[tuple[str, object], ...]
Slot = tuple[str, str]  # the name it is captured under, the kind of thing it takes
Part = str | Slot
SlotReader = Callable[[str, int], list[tuple[int, object]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a template stands for: `kind` and `value` of the vocabulary, and its language."""

    kind: str
    value: str
    language: str
    strict: bool = False
    reluctant: bool = False


@dataclass(slots=True)
class Node:
    """One step of the tree: where each next word or slot leads, and what ends here."""

    words: dict[str, "Node"] = field(default_factory=dict)
    slots: dict[Slot, "Node"] = field(default_factory=dict)
    ends: list[Rule] = field(default_factory=list)
    _open: dict[frozenset[str], "Opening"] = field(default_factory=dict)  # as `beyond` found

    def beyond(self, shut: frozenset[str]) -> "Opening":
        """The slots that lead on where these kinds of them cannot."""
        found = self._open.get(shut)
        if found is None:
            ways = self.slots.items()
            found = [(slot, kind, node) for (slot, kind), node in ways if kind not in shut]
            self._open[shut] = found
        return found


Opening = list[tuple[str, str, Node]]  # the name and kind of a slot, and where it leads


def insert(root: Node, template: str, rule: Rule) -> set[str]:
    """Puts every phrase that the template allows into the tree; returns their words."""
    words: set[str] = set()
    for parts in expand(template.lstrip("!~")):
        node = root
        for part in parts:
            if isinstance(part, str):
                words.add(part)
                following = node.words.get(part)
                if following is None:
                    following = node.words[part] = Node()
            else:
                following = node.slots.get(part)
                if following is None:
                    following = node.slots[part] = Node()
            node = following
        if parts and rule not in node.ends:
            node.ends.append(rule)
    return words


def expand(template: str) -> list[tuple[Part, ...]]:
    """The phrases that a template allows, as sequences of folded words and slots."""
    if "[" not in template and "(" not in template and "{" not in template:
        return [_words(template)]
    pieces = [match.groups() for match in _PIECE.finditer(template)]
    phrases, rest = _alternatives(pieces, 0)
    if rest != len(pieces):
        raise ValueError(f"unbalanced template: {template}")
    return list(dict.fromkeys(phrases))


def size(template: str) -> int:
    """How many phrases a template allows, repeated ones counted again, without making them."""
    pieces = [match.groups() for match in _PIECE.finditer(template)]
    return _count(pieces, 0)[0]


def _count(pieces: list[tuple[str | None, ...]], place: int) -> tuple[int, int]:
    finished, current = 0, 1
    while place < len(pieces):
        _slot, _kind, sign, _text = pieces[place]
        place += 1
        if sign in {"]", ")"}:
            return finished + current, place
        if sign == "|":
            finished, current = finished + current, 1
        elif sign:
            inner, place = _count(pieces, place)
            current *= inner + 1 if sign == "[" else inner
    return finished + current, place


def _alternatives(
    pieces: list[tuple[str | None, ...]], place: int
) -> tuple[list[tuple[Part, ...]], int]:
    finished: list[tuple[Part, ...]] = []
    current: list[tuple[Part, ...]] = [()]
    while place < len(pieces):
        slot, kind, sign, text = pieces[place]
        place += 1
        if sign in {"]", ")"}:
            return finished + current, place
        if sign == "|":
            finished, current = finished + current, [()]
            continue
        added: list[tuple[Part, ...]]
        if sign:
            added, place = _alternatives(pieces, place)
            added = [*added, ()] if sign == "[" else added
        elif slot:
            added = [((slot, kind or slot),)]
        else:
            added = [_words(text or "")]
        current = [head + tail for head in current for tail in added]
    return finished + current, place


@lru_cache(maxsize=32768)
def _words(text: str) -> tuple[str, ...]:
    if _ENDING.fullmatch(text) or text == "-":
        return (text,)  # 's, 've: as `tokens` cuts them off
    if text.isascii() and "'" not in text and "-" not in text and not _DIGIT.search(text):
        return tuple(text.lower().split())
    return tuple(token.text for token in tokens(text))


_ENDING = re.compile(r"'[a-z]+")
_DIGIT = re.compile(r"[^a-zA-Z ]")


def find(
    root: Node,
    texts: list[str],
    start: int,
    read_slot: SlotReader,
    shut: Callable[[int], frozenset[str]],
) -> Iterator[tuple[int, Rule, Captures]]:
    """Every phrase of the tree that begins at `start`: where it ends, its rule, its slots.

    `shut`: the kinds of slots that cannot begin at a place, so that few are tried.
    """
    stack: list[tuple[Node, int, Captures]] = [(root, start, ())]
    while stack:
        node, place, captured = stack.pop()
        for rule in node.ends:
            yield place, rule, captured
        if place >= len(texts):
            continue
        following = node.words.get(texts[place])
        if following:
            stack.append((following, place + 1, captured))
        if not node.slots:
            continue
        for name, kind, following in node.beyond(shut(place)):
            for end, value in read_slot(kind, place):
                stack.append((following, end, (*captured, (name, value))))
