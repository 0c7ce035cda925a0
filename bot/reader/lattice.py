"""The lattice: every stretch of a question that means something, and the best covers of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reader.alike import likewise
from bot.reader.slots import PEOPLE, Slots
from bot.reader.templates import Captures
from bot.reader.vocabulary import Vocabulary
from tools.names import Name, NameIndex
from tools.names.index import LONGEST
from tools.names.words import Token

UNREAD = 10.0  # what an uncovered word costs, in covered stretches
_PARTIAL = 0.2  # a part of a name
_LIKEWISE = 0.1  # a name found by another word for it, beside one found by its own
_SLACK = 0.45  # covers this much dearer than the best are tried, too
_MOST_COVERS = 4
NAMING = frozenset({"concept", "kpis", "request"})  # phrases that may name somebody inside
_SAID_OF_SOMEBODY = NAMING | {"decline"}
_INSIDE_NAMES = frozenset("&+/")
_THAT = "ça"  # the French pronoun; without its cedilla, CA is revenue
_TO = "à"  # the French preposition; without its accent, a verb or an English article
_FIGURES = frozenset({"concept", "kpis"})  # kinds of the vocabulary that name figures
_COMMA: Captures = (("sign", ","),)  # how a comma differs from the "and" that it stands for


@dataclass(frozen=True, slots=True)
class Atom:
    """A stretch of the question with one meaning; `slots` are what filled its template."""

    start: int
    end: int
    kind: str
    value: object
    slots: Captures = ()
    cost: float = 0.0

    def slot(self, name: str) -> object:
        """What filled a slot, or None."""
        return dict(self.slots).get(name)


Cover = tuple[tuple[Atom, ...], ...]  # for each stretch, its possible meanings


class Lattice:
    """All meanings of all stretches of one question."""

    def __init__(self, tokens: Sequence[Token], words: Vocabulary, names: NameIndex) -> None:
        self.tokens = tokens
        self.texts = [token.text for token in tokens]
        self._words = words
        self._names = names
        self._slots = Slots(tokens, words, names)
        self._edges: list[dict[int, list[Atom]]] = [{} for _ in tokens]
        for start in range(len(tokens)):
            for atom in (*self._phrases(start), *self._times(start), *self._named(start)):
                _add(self._edges[start].setdefault(atom.end, []), atom)
        for edges in self._edges:
            edges.update({end: _own_words_first(atoms) for end, atoms in edges.items()})

    def covers(self) -> list[tuple[float, Cover]]:
        """The cheapest ways to read the question from end to end, best first."""
        best: list[list[tuple[float, Cover]]] = [[] for _ in range(len(self.tokens) + 1)]
        best[0] = [(0.0, ())]
        for start, edges in enumerate(self._edges):
            for cost, cover in best[start]:
                _keep(best[start + 1], cost + UNREAD, cover)
                for end, atoms in edges.items():
                    price = cost + 1 + min(atom.cost for atom in atoms)
                    _keep(best[end], price, (*cover, tuple(atoms)))
        return best[-1]

    def across(self) -> list[Atom]:
        """What the whole text means as one phrase."""
        return self._edges[0].get(len(self.tokens), []) if self._edges else []

    def read(self) -> Iterator[Atom]:
        """All meanings of the stretches of the best covers."""
        for _, cover in self.covers():
            for atoms in cover:
                yield from atoms

    def telling(self) -> list[int]:
        """The places of words that are neither filler nor signs."""
        cover = self.covers()[0][1]
        quiet = {
            place
            for atoms in cover
            if any(atom.kind in {"filler", "reply"} for atom in atoms)
            for place in range(atoms[0].start, atoms[0].end)
        }
        return [
            place
            for place, token in enumerate(self.tokens)
            if place not in quiet and token.kind != "symbol"
        ]

    def _phrases(self, start: int) -> Iterator[Atom]:
        that = self.tokens[start].raw.lower() == _THAT
        if that:
            yield Atom(start, start + 1, "filler", "word", cost=0.02)
        for end, rule, slots in self._slots.found(self._words.root, start):
            if that and rule.kind == "kpis":
                continue
            if rule.kind not in _SAID_OF_SOMEBODY and any(_is_person(said) for _, said in slots):
                continue
            if rule.value == "word" and self.tokens[start].raw.lower() == _TO:
                continue  # "a" of another language; « compare le T3 à T2 »
            if rule.value == "opener" and start:
                continue  # "ok, my pipeline" opens a question, "is my pipeline ok" asks one
            if rule.kind == "filler" and end == start + 1 and self._slots.is_code(start):
                continue  # "US bookings" are not ours
            cost = 0.3 if rule.reluctant else 0.02 if rule.kind == "filler" else 0.0
            if any(isinstance(said, Name) and said.partial for _, said in slots):
                cost += _PARTIAL
            is_comma = rule.kind == "mark" and self.texts[start] == ","
            yield Atom(start, end, rule.kind, rule.value, _COMMA if is_comma else slots, cost)

    def _is_somebodys(self, start: int) -> bool:
        """`Avril's pipeline`: the month of another language is a person where something is hers."""
        if self.texts[start + 1 : start + 2] != ["'s"]:
            return False
        foreign = "en" not in self._words.words.get(self.texts[start], {"en"})
        named = self._names.find(self._slots.keys[start]) if foreign else ()
        return any(name.dimension in {"rep", "manager"} for name in named)

    def _times(self, start: int) -> Iterator[Atom]:
        if self._is_somebodys(start):
            return
        for end, when in self._slots.read("period", start):
            yield Atom(start, end, "period", when)

    def _named(self, start: int) -> Iterator[Atom]:
        token = self.tokens[start]
        person = None
        if token.kind == "email":
            person = self._names.by_email(token.text)
        elif token.kind == "entity":
            person = self._names.by_slack_id(token.text)
        if person:
            yield Atom(start, start + 1, "name", person)
        words = ""
        for end in range(start + 1, min(len(self.tokens), start + LONGEST) + 1):
            word = self._slots.keys[end - 1]
            if not word and (not words or self.texts[end - 1] not in _INSIDE_NAMES):
                return
            words = f"{words} {word}".strip()
            found = self._names.find(words) if word else ()
            for name in found:
                if self._slots.is_meant(name, start, end):
                    yield Atom(start, end, "name", name, cost=_PARTIAL if name.partial else 0.0)
            if word and all(name.partial for name in found):
                cost = _PARTIAL if found else _LIKEWISE
                named = likewise(words, self._words, self._names)
                alike = (name for name in named if not self._slots.is_noun(name, start, end))
                yield from (Atom(start, end, "name", name, cost=cost) for name in alike)


def _is_person(said: object) -> bool:
    return isinstance(said, Name) and said.dimension in PEOPLE


def _add(same: list[Atom], atom: Atom) -> None:
    """Adds a meaning that is not there yet; one filler is like another."""
    if atom not in same and not (atom.kind == "filler" and same and same[-1].kind == "filler"):
        same.append(atom)


def _own_words_first(atoms: list[Atom]) -> list[Atom]:
    """What the company calls a figure comes before what others call so."""
    if not any(isinstance(a.value, Name) and a.value.dimension == "kpi" for a in atoms):
        return atoms
    return [atom for atom in atoms if atom.kind not in _FIGURES]


def _keep(kept: list[tuple[float, Cover]], cost: float, cover: Cover) -> None:
    """Adds a cover to the best of its place, dropping those that are far behind."""
    if kept and cost > kept[0][0] + _SLACK:
        return
    kept.append((cost, cover))
    kept.sort(key=lambda item: item[0])
    while len(kept) > _MOST_COVERS or kept[-1][0] > kept[0][0] + _SLACK:
        kept.pop()
