"""What fills the slots of phrases: words, numbers, times, names of people and accounts."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.reader import numbers
from bot.reader.templates import Captures, Node, Rule, find
from bot.reader.vocabulary import Vocabulary
from bot.reader.when import When
from tools.names import Name, NameIndex
from tools.names.index import LONGEST
from tools.names.words import Token, key

PEOPLE = frozenset({"rep", "manager", "team"})
_FORMS = {
    "q": re.compile(r"[qt]([1-4])"),
    "h": re.compile(r"[hs]([12])"),
    "wk": re.compile(r"(?:(?:w|kw|sem)(?=\d)|s(?=[3-9]|\d\d))(\d\d?)"),
    "fy": re.compile(r"(?:fy|ex)(\d\d|\d{4})"),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ORDINAL = re.compile(r"e|er|ere|eme|ieme|st|nd|rd|th|nde?|de")
_NAMED_LIKE_MONTHS = frozenset({"rep", "manager"})
# What begins with figures, or with a number in words.
_OF_NUMBERS = frozenset({*_FORMS, "n", "year", "yy", "nth", "nthday", "money", "date", "token"})


class Slots:
    """The slots of one question, each read once."""

    def __init__(self, tokens: Sequence[Token], words: Vocabulary, names: NameIndex) -> None:
        self.tokens = tokens
        self.texts = [token.text for token in tokens]
        self.keys = [key(token.raw) for token in tokens]
        self._words = words
        self._names = names
        # in capitals throughout, "DE" is no sign of Germany
        self._shouted = "".join(token.raw for token in tokens).isupper()
        self._impossible = [_shut(token, words) for token in tokens]
        self._read: dict[tuple[str, int], list[tuple[int, object]]] = {}

    def found(self, tree: Node, place: int) -> Iterator[tuple[int, Rule, Captures]]:
        """Every phrase of a tree that begins here."""
        return find(tree, self.texts, place, self.read, self._impossible.__getitem__)

    def read(self, kind: str, place: int) -> list[tuple[int, object]]:
        """What may fill a slot of this kind from here: where it ends, and as what."""
        cached = self._read.get((kind, place))
        if cached is None:
            own = {
                "account": self._accounts,
                "code": self._code,
                "somebody": self._somebody,
                "poss": self._somebodys,
            }.get(kind)
            fill = own(place) if own else self._fill(kind, place)
            cached = list(fill) if place < len(self.tokens) else []
            self._read[kind, place] = cached
        return cached

    def is_code(self, place: int) -> bool:
        """Two capitals among small letters: a country's code rather than a little word."""
        raw = self.tokens[place].raw
        return len(raw) == 2 and raw.isalpha() and raw.isupper() and not self._shouted

    def is_meant(self, name: Name, start: int, end: int) -> bool:
        """Vocabulary comes before parts of names and accounts, unless the account is announced."""
        if name.dimension == "country" and end == start + 1 and len(self.tokens[start].raw) == 2:
            little = self.texts[start] in self._words.words  # "it", "de", "be"
            return self.is_code(start) or not little
        if name.dimension in _NAMED_LIKE_MONTHS and end == start + 1 and self._is_time(start):
            return False
        if self.is_noun(name, start, end):
            return self._is_announced(name, start, end) or self._is_capital(start)
        if not name.partial and name.dimension != "account":
            return True
        if any(text not in self._words.words for text in self.texts[start:end]):
            return True
        return self._is_announced(name, start, end)

    def is_noun(self, name: Name, start: int, end: int) -> bool:
        """`how many customers`: of a source that is called "Customer" nobody speaks."""
        nouns = {value for at, value in self.read("dim", start) if at == end}
        return bool(nouns) and name.dimension not in nouns

    def _is_announced(self, name: Name, start: int, end: int) -> bool:
        around = (*range(max(start - 1, 0), start), *range(end, min(end + 1, len(self.tokens))))
        return any(value == name.dimension for at in around for _, value in self.read("dim", at))

    def _is_capital(self, place: int) -> bool:
        return place > 0 and not self._shouted and self.tokens[place].raw[:1].isupper()

    def _is_time(self, place: int) -> bool:
        """« en avril »: the month, whoever is called so."""
        led = any(end == place for at in range(place) for end, _ in self.read("month_in", at))
        return led and bool(self.read("month", place))

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
            for name in self._names.find(" ".join(self.keys[place:end])):
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
            for name in self._names.find(" ".join(self.keys[place:end])):
                if name.dimension in PEOPLE and self.is_meant(name, place, end):
                    yield end, name

    def _slot_words(self, kind: str, place: int) -> Iterator[tuple[int, str]]:
        tree = self._words.slots.get(kind)
        if tree is not None:
            for end, rule, slots in self.found(tree, place):
                if not any(isinstance(said, Name) for _, said in slots):
                    yield end, rule.value

    def _stretches(self, kind: str, place: int) -> Iterator[tuple[int, When]]:
        for end, rule, slots in self.found(self._words.base, place):
            when = _when(rule, slots)
            if kind != "day" or when.is_day:
                yield end, when
        if kind == "period":
            for end, rule, slots in self.found(self._words.range, place):
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


def _shut(token: Token, words: Vocabulary) -> frozenset[str]:
    """The kinds of slots that cannot begin at a word."""
    plain = token.kind == "word" and token.number is None and token.text.isalpha()
    shut = words.shut(token.text)
    return _without_numbers(shut) if plain else shut


@lru_cache(maxsize=1024)
def _without_numbers(shut: frozenset[str]) -> frozenset[str]:
    """With the kinds that begin with a number, where no number in words begins, either."""
    return shut | _OF_NUMBERS if "number" in shut else shut


def _when(rule: Rule, slots: Captures) -> When:
    action, *fixed = rule.value.split()
    return When(action, (*slots, *(tuple(pair.split("=", 1)) for pair in fixed)))  # type: ignore[arg-type]
