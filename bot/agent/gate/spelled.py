"""Numbers in words: "nine million", « quatre-vingt-dix », "doubled", « la moitié »."""

import re
from collections.abc import Iterator
from functools import cache

from bot.agent.gate.quantity import Kind, Mention
from bot.agent.gate.vocabulary import Vocabulary, either
from bot.agent.gate.written import as_many, counted, unit_of

_TOKEN = re.compile(r"[a-z]+")
_ROMAN = re.compile(
    r"(?<![\w'-])(?=[MDCLXVI]{2,})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})"
    r"(?:IX|IV|V?I{0,3})(?![\w'-])"
)
_ROMAN_VALUES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_WORDS_THEY_ARE = {"CV", "DM", "CM", "MD", "CD", "DC", "MIX", "XL", "LI", "CI", "DI"}


def fractions_in(text: str, words: Vocabulary) -> Iterator[Mention]:
    """Shares and multiples: each is written to a percent, or to a tenth of the whole."""
    for language in words.all:
        for pattern, (value, kind, step) in language["fractions"].items():
            for match in re.finditer(rf"(?<![\w-])(?:{pattern})(?![\w-])", text):
                noun = as_many(text, match.end(), words) if kind == "multiple" else ""
                yield Mention(match.start(), match.end(), value, step, kind, noun=noun)
    yield from _other_fractions(text, words)


def _other_fractions(text: str, words: Vocabulary) -> Iterator[Mention]:
    """ "Four thirds", « sept dixièmes »."""
    numbers, parts = words.table("numbers"), words.table("parts_of_one")
    pattern = rf"(?<![\w-])({either(numbers)})[ -]({either(parts)})(?![\w-])"
    for match in re.finditer(pattern, text):
        value = 100 * float(numbers[match[1]]) / float(parts[match[2]])
        yield Mention(match.start(), match.end(), value, 1, "share")


def roman_in(prose: str) -> Iterator[Mention]:
    """Roman numerals in capitals, but for the abbreviations that look like them."""
    for match in _ROMAN.finditer(prose):
        if match[0] not in _WORDS_THEY_ARE:
            digits = [_ROMAN_VALUES[letter] for letter in match[0]]
            pairs = zip(digits, [*digits[1:], 0], strict=True)
            value = sum(-one if one < after else one for one, after in pairs)
            yield Mention(match.start(), match.end(), value, 1, "bare")


def spelled_in(text: str, words: Vocabulary) -> Iterator[Mention]:
    """Cardinal numbers in words, with the unit that follows."""
    tokens = list(_TOKEN.finditer(text))
    place = 0
    while place < len(tokens):
        run = _Run(text, tokens, place, words)
        if run.read():
            mention = run.mention()
            if mention:
                yield mention
            end = mention.end if mention else 0
            place = max(run.at, place + 1)
            while place < len(tokens) and tokens[place].start() < end:
                place += 1  # its unit is no number: « pour cent »
        else:
            place += 1


def vague_in(text: str, words: Vocabulary) -> Iterator[Mention]:
    """Numbers that are none: "dozens", « des centaines »: nothing can stand behind them."""
    for match in re.finditer(rf"\b(?:{either(words.words('vague'))})\b", text):
        yield Mention(match.start(), match.end(), -1, 0, "hours")


@cache
def _unit(languages: str, units: str) -> "re.Pattern[str]":  # noqa: ARG001 (one for each language)
    return re.compile(rf"[ -]?(?:d'|de |of |in )?(?P<unit>{units})(?![a-z])")


class _Run:
    """One run of number words."""

    def __init__(
        self, text: str, tokens: "list[re.Match[str]]", place: int, words: Vocabulary
    ) -> None:
        self.text, self.tokens, self.at, self.words = text, tokens, place, words
        self.first = tokens[place]
        self.total = self.current = 0.0
        self.step = 1.0
        self.count = 0
        self.is_one = False

    def read(self) -> bool:
        """Whether a number begins here; afterwards `at` is behind it."""
        numbers, scales = self.words.table("numbers"), self.words.table("scales")
        while self.at < len(self.tokens) and self._joined():
            word = self.tokens[self.at][0]
            if word in numbers:
                self._add(float(numbers[word]))
            elif word in scales and len(word) > 3 and (self.count or word == "mille"):
                self.step = float(scales[word])
                self.total += max(self.current, 1.0) * self.step
                self.current = 0.0
            elif self._one(word) or (word in self.words.words("joined_by") and self._goes_on()):
                pass
            elif word in self.words.words("point") and self.count:
                self._decimals()
            else:
                break
            self.at += 1
            self.count += 1
        return self.count > 0

    def _joined(self) -> bool:
        if not self.count:
            return True
        between = self.text[self.tokens[self.at - 1].end() : self.tokens[self.at].start()]
        return between in {" ", "-", ""}

    def _add(self, value: float) -> None:
        if value == 100 or (value == 20 and 0 < self.current % 100 == 4):
            self.current = max(self.current, 1.0) * value
        else:
            self.current += value
        self.step = 1.0
        self.is_one = False

    def _one(self, word: str) -> bool:
        """ "One" or "a" before a scale or unit, « un » after tens: anywhere else no number."""
        if word not in self.words.words("one"):
            return False
        if not self.count and not self._scale_follows():
            self.is_one = word in self.words.words("really_one") or self._only_one()
            if not self.is_one:
                return False
        self.current += 1
        return True

    def _only_one(self) -> bool:
        """« Un seul », « n'a qu'un »: a number after all."""
        before = self.text[: self.first.start()]
        after = self.tokens[self.at + 1][0] if self.at + 1 < len(self.tokens) else ""
        return before.endswith("qu'") or after in {"seul", "seule"}

    def _scale_follows(self) -> bool:
        after = self.tokens[self.at + 1][0] if self.at + 1 < len(self.tokens) else ""
        known = {w for w in self.words.table("scales") if len(w) > 3}
        return after in known | {"hundred", "dozen", "douzaine", "dizaine", "centaine", "quinzaine",
                                 "vingtaine", "trentaine", "cinquantaine"}  # fmt: skip

    def _goes_on(self) -> bool:
        if not self.count or self.at + 1 >= len(self.tokens):
            return False
        after = self.tokens[self.at + 1][0]
        large = self.current >= 20 or self.total > 0
        known = after in self.words.table("numbers") or after in self.words.words("one")
        return large and known and self.text[self.tokens[self.at].end()] in " -"

    def _decimals(self) -> None:
        digits, numbers = "", self.words.table("numbers")
        while self.at + 1 < len(self.tokens) and self.tokens[self.at + 1][0] in numbers:
            self.at += 1
            digits += str(numbers[self.tokens[self.at][0]])
        if digits:
            self.current += float(f"0.{digits}")
            self.step = 10.0 ** -len(digits)
            after = self.tokens[self.at + 1][0] if self.at + 1 < len(self.tokens) else ""
            scale = self.words.table("scales").get(after)
            if scale and len(after) > 3:
                self.at += 1
                self.current, self.step = self.current * scale, self.step * scale

    def mention(self) -> Mention | None:
        """The number with its unit; None for a "one" that counts nothing."""
        end = self.tokens[self.at - 1].end()
        value, step = self.total + self.current, self.step
        kind, currency, noun, per, last = self._kind(end)
        if self.is_one and kind == "bare":
            return None
        half = re.compile(rf"[ -](?:{either(self.words.words('and_a_half'))})\b").match(
            self.text, end
        )
        if half:
            value, step, end = value + 0.5 * step, step / 10, half.end()
            kind, currency, noun, per, last = self._kind(end)
        return Mention(self.first.start(), last, value, step, kind, currency, noun, 0, per)

    def _kind(self, end: int) -> tuple[Kind, str | None, str, float, int]:
        units = [w for n in ("percent", "points", "ratio") for w in self.words.words(n)]
        units += [name for language in self.words.all for c in language["currencies"].values()
                  for name in c]  # fmt: skip
        match = _unit(repr(self.words.unlike), either(units)).match(self.text, end)
        if match:
            noun = as_many(self.text, match.end(), self.words)
            return *unit_of(match["unit"], self.words), noun, 1.0, match.end()
        kind, noun, per, last = counted(self.text, end, self.words)
        return kind, None, noun, per, last
