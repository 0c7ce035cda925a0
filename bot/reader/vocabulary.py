"""The vocabulary of all languages in one tree, compiled from `prompts` once per process."""

import gc
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any
from zlib import crc32

from bot.reader.templates import Node, Rule, insert, size
from prompts import available, language
from tools.names.words import key

# Sections of `read:` that are no phrases of questions.
NOT_PHRASES = frozenset({"label", "countries", "ordinary", "alike", "spelled", "firms", "own"})
# Alternatives of nothing but words; and from how many of them, and how many phrases, it pays to
# keep them apart.
_GROUP = re.compile(r"([\[(])([^\[\](){}]*\|[^\[\](){}]*)[\])]")
_FEW, _MANY = 3, 30
# Slots that figures or names fill as well as words: "3rd", "third"; "he", "Marc"; "my", "Marc's".
_MORE_THAN_WORDS = frozenset({"ord", "somebody", "poss"})
# Words of what stands around a question: they are none that a question is asked in.
_APART = frozenset(
    {"aside", "aside_core", "aside_heading", "aside_cut", "topic", "bosses", "largest_deal"}
)
# What a template may begin with: looked for at every word of a question, so kept as it is.
_LEAD = re.compile(r"(?:\[[^\[\]]*\]\s*)*(?:\([^()]*\))?")
# Words for dimensions are phrases of their own and fill slots: `{dim}` any, `{dims}` plurals.
_DIMENSIONS = {"dim_one": ("dim",), "dim_many": ("dim", "dims")}


@dataclass
class Vocabulary:
    """Phrases (`root`), words that fill slots, stretches of time, and whose language words are."""

    root: Node = field(default_factory=Node)
    slots: dict[str, Node] = field(default_factory=lambda: defaultdict(Node))
    base: Node = field(default_factory=Node)
    range: Node = field(default_factory=Node)
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # to languages
    telling: set[str] = field(default_factory=set)  # those that say more than filler does
    ordinary: set[str] = field(default_factory=set)  # real words that are no slip of ours
    alike: dict[str, list[str]] = field(default_factory=dict)  # keys to others for the same thing
    groups: set[Rule] = field(default_factory=set)  # alternatives that are kept apart
    spelled: dict[str, str] = field(default_factory=dict)  # what hasty words stand for
    firms: set[str] = field(default_factory=set)  # companies that everybody knows
    own: dict[str, str] = field(default_factory=dict)  # words of one language, whoever borrows them
    _shut: dict[frozenset[str], frozenset[str]] = field(default_factory=dict)  # as `shut` found

    @cached_property
    def _begun(self) -> dict[str, frozenset[str]]:
        """Every word to the slots that it can begin, of those that begin with words alone."""
        begun: dict[str, set[str]] = {"": set()}
        for kind, tree in self.slots.items():
            if not tree.slots and kind not in _MORE_THAN_WORDS:
                begun[""].add(kind)
                for word in tree.words:
                    begun.setdefault(word, set()).add(kind)
        return {word: frozenset(kinds) for word, kinds in begun.items()}

    def shut(self, word: str) -> frozenset[str]:
        """The slots that a word cannot begin: they need not be tried where it stands."""
        kinds, all_kinds = self._begun.get(word), self._begun[""]
        if kinds is None:
            return all_kinds
        if kinds not in self._shut:
            self._shut[kinds] = all_kinds - kinds
        return self._shut[kinds]


@cache
def vocabulary() -> Vocabulary:
    """Everything the language files teach the reader."""
    collects = gc.isenabled()
    gc.disable()  # all that is made here stays: looking for what does not took half of the time
    try:
        return _compiled()
    finally:
        if collects:
            gc.enable()


def _compiled() -> Vocabulary:
    whole = Vocabulary()
    for code in available():
        read = language(code).get("read", {})
        for kind, values in read.items():
            if kind == "words":
                for slot, words in values.items():
                    known = Vocabulary(slots=whole.slots) if slot in _APART else whole
                    _add(known, whole.slots[slot], slot, words, code)
            elif kind in {"base", "range"}:
                _add(whole, whole.base if kind == "base" else whole.range, kind, values, code)
            elif kind not in NOT_PHRASES:
                _add(whole, whole.root, kind, values, code)
        for kind, slots in _DIMENSIONS.items():
            for slot in slots:
                _add(whole, whole.slots[slot], slot, read.get(kind, {}), code)
        whole.ordinary.update(str(read.get("ordinary", "")).split())
        whole.spelled.update(read.get("spelled", {}))
        whole.firms.update(str(read.get("firms", "")).split())
        whole.own.update(dict.fromkeys(str(read.get("own", "")).split(), code))
    whole.alike = _alike(available())
    return whole


def _alike(codes: Iterable[str]) -> dict[str, list[str]]:
    """Every word for a thing, in any language, to all words for the same thing."""
    groups: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        for thing, words in language(code)["read"].get("alike", {}).items():
            groups[thing] += [key(str(word)) for word in (thing, *words)]
    found: dict[str, list[str]] = defaultdict(list)
    for words in groups.values():
        for word in words:
            found[word] += [other for other in dict.fromkeys(words) if other != word]
    return dict(found)


def _add(
    whole: Vocabulary, tree: Node, kind: str, values: Mapping[Any, list[Any]], code: str
) -> None:
    for value, templates in values.items():
        for template in templates:
            text = str(template)
            rule = Rule(kind, valued(value), code, text.startswith("!"), text.startswith("~"))
            for written in _written(text):
                telling = kind != "filler"
                short = written if tree in (whole.base, whole.range) else factored(written)
                if short != written:
                    lead = _LEAD.match(written)
                    for group in _GROUP.finditer(written, lead.end() if lead else 0):
                        _group(whole, group, code, telling)
                _learn(whole, insert(tree, short, rule), code, telling)


def valued(said: object) -> str:
    """What a list of phrases stands for: a long one goes on under `value + topic`."""
    return str(said).partition(" + ")[0]


def _group(whole: Vocabulary, group: re.Match[str], code: str, telling: bool) -> None:
    """Alternatives kept apart, once however many templates have them."""
    slot = _slot(group)
    rule = Rule(slot, "", code, reluctant=telling)  # filler may have had them first
    if rule in whole.groups:
        return
    whole.groups.add(rule)
    for words in group[2].split("|"):
        _learn(whole, insert(whole.slots[slot], words, rule), code, telling)


def _learn(whole: Vocabulary, words: Iterable[str], code: str, telling: bool) -> None:
    for word in words:
        whole.words[word].add(code)
        if telling:
            whole.telling.add(word)


def factored(template: str) -> str:
    """A template that allows many phrases, its alternatives as slots of their own: these are kept
    once then, and not once in each of the phrases."""
    if template.count("|") < _FEW or size(template.lstrip("!~")) < _MANY:
        return template

    lead = _LEAD.match(template)
    led = lead.end() if lead else 0

    def named(group: re.Match[str]) -> str:
        if group.start() < led:
            return group[0]
        slot = "{x:" + _slot(group) + "}"
        return slot if group[1] == "(" else f"[{slot}]"

    return _GROUP.sub(named, template)


def _slot(group: re.Match[str]) -> str:
    return f"either_{crc32(group[2].encode()):x}"


def _written(template: str) -> Iterable[str]:
    """As it is, and as it is typed in haste: `whats`, `jai`."""
    yield template
    if "'" in template:
        yield template.replace("'", "")
