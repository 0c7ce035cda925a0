"""The lattice: every stretch of a question that means something, and the best covers of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reader import numbers
from bot.reader.alike import likewise
from bot.reader.templates import Captures, Node, Rule, find
from bot.reader.vocabulary import Vocabulary
from bot.reader.when import When
from tools.names import Name, NameIndex
from tools.names.index import LONGEST
from tools.names.words import Token, key

UNREAD = 10.0  # what an uncovered word costs, in covered stretches
_PARTIAL = 0.2  # a part of a name
_LIKEWISE = 0.1  # a name found by another word for it, beside one found by its own
_SLACK = 0.45  # covers this much dearer than the best are tried, too
_MOST_COVERS = 4
_FORMS = {
    "q": re.compile(r"[qt]([1-4])"),
    "h": re.compile(r"[hs]([12])"),
    "wk": re.compile(r"(?:(?:w|kw|sem)(?=\d)|s(?=[3-9]|\d\d))(\d\d?)"),
    "fy": re.compile(r"(?:fy|ex)(\d\d|\d{4})"),
}
_PEOPLE = frozenset({"rep", "manager", "team"})
NAMING = frozenset({"concept", "kpis", "request"})  # phrases that may name somebody inside
_SAID_OF_SOMEBODY = NAMING | {"decline"}
_INSIDE_NAMES = frozenset("&+/")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_THAT = "ça"  # the French pronoun; without its cedilla, CA is revenue
_ORDINAL = re.compile(r"e|er|ere|eme|ieme|st|nd|rd|th|nde?|de")
_FIGURES = frozenset({"concept", "kpis"})  # kinds of the vocabulary that name figures
_NAMED_LIKE_MONTHS = frozenset({"rep", "manager"})
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
        self._keys = [key(token.raw) for token in tokens]
        self._words = words
        self._names = names
        # in capitals throughout, "DE" is no sign of Germany
        self._shouted = "".join(token.raw for token in tokens).isupper()
        self._impossible = [words.shut(token.text) for token in tokens]
        self._slot_cache: dict[tuple[str, int], list[tuple[int, object]]] = {}
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
        for end, rule, slots in self._found(self._words.root, start):
            if that and rule.kind == "kpis":
                continue
            if rule.kind not in _SAID_OF_SOMEBODY and any(_is_person(said) for _, said in slots):
                continue
            if rule.value == "opener" and start:
                continue  # "ok, my pipeline" opens a question, "is my pipeline ok" asks one
            if rule.kind == "filler" and end == start + 1 and self._is_code(start):
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
        named = self._names.find(self._keys[start]) if foreign else ()
        return any(name.dimension in {"rep", "manager"} for name in named)

    def _is_code(self, place: int) -> bool:
        """Two capitals among small letters: a country's code rather than a little word."""
        raw = self.tokens[place].raw
        return len(raw) == 2 and raw.isalpha() and raw.isupper() and not self._shouted

    def _times(self, start: int) -> Iterator[Atom]:
        if self._is_somebodys(start):
            return
        for end, when in self._slot("period", start):
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
            word = self._keys[end - 1]
            if not word and (not words or self.texts[end - 1] not in _INSIDE_NAMES):
                return
            words = f"{words} {word}".strip()
            found = self._names.find(words) if word else ()
            for name in found:
                if self._is_meant(name, start, end):
                    yield Atom(start, end, "name", name, cost=_PARTIAL if name.partial else 0.0)
            if word and all(name.partial for name in found):
                cost = _PARTIAL if found else _LIKEWISE
                named = likewise(words, self._words, self._names)
                alike = (name for name in named if not self._is_noun(name, start, end))
                yield from (Atom(start, end, "name", name, cost=cost) for name in alike)

    def _is_meant(self, name: Name, start: int, end: int) -> bool:
        """Vocabulary comes before parts of names and accounts, unless the account is announced."""
        if name.dimension == "country" and end == start + 1 and len(self.tokens[start].raw) == 2:
            little = self.texts[start] in self._words.words  # "it", "de", "be"
            return self._is_code(start) or not little
        if name.dimension in _NAMED_LIKE_MONTHS and end == start + 1 and self._is_time(start):
            return False
        if self._is_noun(name, start, end):
            return self._is_announced(name, start, end) or self._is_capital(start)
        if not name.partial and name.dimension != "account":
            return True
        if any(text not in self._words.words for text in self.texts[start:end]):
            return True
        return self._is_announced(name, start, end)

    def _is_noun(self, name: Name, start: int, end: int) -> bool:
        """`how many customers`: of a source that is called "Customer" nobody speaks."""
        nouns = {value for at, value in self._slot("dim", start) if at == end}
        return bool(nouns) and name.dimension not in nouns

    def _is_announced(self, name: Name, start: int, end: int) -> bool:
        around = (*range(max(start - 1, 0), start), *range(end, min(end + 1, len(self.tokens))))
        return any(value == name.dimension for at in around for _, value in self._slot("dim", at))

    def _is_capital(self, place: int) -> bool:
        return place > 0 and not self._shouted and self.tokens[place].raw[:1].isupper()

    def _is_time(self, place: int) -> bool:
        """« en avril »: the month, whoever is called so."""
        led = any(end == place for at in range(place) for end, _ in self._slot("month_in", at))
        return led and bool(self._slot("month", place))

    def _found(self, tree: Node, place: int) -> Iterator[tuple[int, Rule, Captures]]:
        return find(tree, self.texts, place, self._slot, self._impossible.__getitem__)

    def _slot(self, kind: str, place: int) -> list[tuple[int, object]]:
        cached = self._slot_cache.get((kind, place))
        if cached is None:
            own = {
                "account": self._accounts,
                "code": self._code,
                "somebody": self._somebody,
                "poss": self._somebodys,
            }.get(kind)
            fill = own(place) if own else self._fill(kind, place)
            cached = list(fill) if place < len(self.tokens) else []
            self._slot_cache[kind, place] = cached
        return cached

    def _fill(self, kind: str, place: int) -> Iterator[tuple[int, object]]:
        token = self.tokens[place]
        if kind in _FORMS:
            match = _FORMS[kind].fullmatch(token.text)
            if match and token.kind == "word":
                yield place + 1, int(match[1])
        elif kind in {"base", "day", "period"}:
            yield from self._stretches(kind, place)
        elif kind in {"date", "token"}:
            is_day = token.kind == "date" or bool(_DAY.fullmatch(token.text))
            if token.kind in {"date", "period"} and is_day == (kind == "date"):
                yield place + 1, token.text
        elif kind == "nthday":
            for end, count in self._numbers("nth", place):
                yield end, When("nth", (("n", count),))
        elif kind in {"n", "year", "yy", "nth", "money"}:
            yield from self._numbers(kind, place)
        else:
            yield from self._slot_words(kind, place)
            if kind == "ord":
                yield from self._ordinal(place)

    def _code(self, place: int) -> Iterator[tuple[int, object]]:
        """The id of a deal, as `OPP104` or `O-104`: capitals and a number that are no time."""
        letters, *number = self.tokens[place : place + 2]
        if (
            letters.raw.isalpha()
            and letters.raw.isupper()
            and number
            and number[0].text.isdecimal()
        ):
            code = letters.text + number[0].text
            if not any(form.fullmatch(code) for form in _FORMS.values()):
                yield place + 2, code

    def _accounts(self, place: int) -> Iterator[tuple[int, object]]:
        for end in range(place + 1, min(len(self.tokens), place + LONGEST) + 1):
            for name in self._names.find(" ".join(self._keys[place:end])):
                if name.dimension == "account":
                    yield end, name

    def _somebody(self, place: int) -> Iterator[tuple[int, object]]:
        """A pronoun, or the name of whoever is spoken of: "what did Marc submit"."""
        yield from self._slot_words("somebody", place)
        yield from self._persons(place)

    def _somebodys(self, place: int) -> Iterator[tuple[int, object]]:
        """`my`, or whose it is by name: "how big is Marc's quota"."""
        yield from self._slot_words("poss", place)
        for end, name in self._persons(place):
            if end < len(self.tokens) and self.texts[end] == "'s":
                yield end + 1, name

    def _persons(self, place: int) -> Iterator[tuple[int, Name]]:
        for end in range(place + 1, min(len(self.tokens), place + LONGEST) + 1):
            for name in self._names.find(" ".join(self._keys[place:end])):
                if name.dimension in _PEOPLE and self._is_meant(name, place, end):
                    yield end, name

    def _slot_words(self, kind: str, place: int) -> Iterator[tuple[int, str]]:
        tree = self._words.slots.get(kind)
        if tree is not None:
            for end, rule, slots in self._found(tree, place):
                if not any(isinstance(said, Name) for _, said in slots):
                    yield end, rule.value

    def _stretches(self, kind: str, place: int) -> Iterator[tuple[int, When]]:
        for end, rule, slots in self._found(self._words.base, place):
            when = _when(rule, slots)
            if kind != "day" or when.is_day:
                yield end, when
        if kind == "period":
            for end, rule, slots in self._found(self._words.range, place):
                yield end, _when(rule, slots)

    def _numbers(self, kind: str, place: int) -> Iterator[tuple[int, object]]:
        def spelled(at: int) -> list[tuple[int, str]]:
            return list(self._slot_words("number", at)) if at < len(self.tokens) else []

        if kind == "money":
            yield from numbers.amounts(self.tokens, place, spelled, self._currencies)
            return
        count = numbers.whole(self.tokens, place)
        if kind == "n":
            if count:
                yield place + 1, count
            yield from ((end, int(v)) for end, v in numbers.in_words(self.tokens, place, spelled))
        elif count is not None and self.texts[place].isdecimal():
            if kind == "year" and 1990 <= count < 2100:
                yield place + 1, count
            if kind == "yy" and 15 <= count < 60:
                yield place + 1, count
            if kind == "nth" and 1 <= count <= 31:
                yield place + 1, count
                yield from ((end, count) for end, _ in self._ordinal(place))

    def _currencies(self, place: int) -> list[tuple[int, str]]:
        return list(self._slot_words("currency", place)) if place < len(self.tokens) else []

    def _ordinal(self, place: int) -> Iterator[tuple[int, int]]:
        count = numbers.whole(self.tokens, place)
        following = self.tokens[place + 1] if place + 1 < len(self.tokens) else None
        if count is not None and following and _ORDINAL.fullmatch(following.text):
            yield place + 2, count


def _is_person(said: object) -> bool:
    return isinstance(said, Name) and said.dimension in _PEOPLE


def _add(same: list[Atom], atom: Atom) -> None:
    """Adds a meaning that is not there yet; one filler is like another."""
    if atom not in same and not (atom.kind == "filler" and same and same[-1].kind == "filler"):
        same.append(atom)


def _own_words_first(atoms: list[Atom]) -> list[Atom]:
    """What the company calls a figure comes before what others call so."""
    if not any(isinstance(a.value, Name) and a.value.dimension == "kpi" for a in atoms):
        return atoms
    return [atom for atom in atoms if atom.kind not in _FIGURES]


def _when(rule: Rule, slots: Captures) -> When:
    action, *fixed = rule.value.split()
    return When(action, (*slots, *(tuple(pair.split("=", 1)) for pair in fixed)))  # type: ignore[arg-type]


def _keep(kept: list[tuple[float, Cover]], cost: float, cover: Cover) -> None:
    """Adds a cover to the best of its place, dropping those that are far behind."""
    if kept and cost > kept[0][0] + _SLACK:
        return
    kept.append((cost, cover))
    kept.sort(key=lambda item: item[0])
    while len(kept) > _MOST_COVERS or kept[-1][0] > kept[0][0] + _SLACK:
        kept.pop()
