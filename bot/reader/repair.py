"""Slips of the keyboard: what an unread word may have been meant to be.

Only look-ups, never a walk over all names. Words that exist (`ordinary`) are no slips, short
words are left alone, and what several words might be is tried as each of them. A name that the
company does not know ("Boeing", "Gartner") must not become one that it knows, nor a word that
says nothing: names keep their first letter, what is written as a name becomes nothing else, and
filler is found only behind letters that are swapped or doubled.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, product, takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.reader.gathered import SILENT
from bot.reader.lattice import Cover
from bot.reader.vocabulary import Vocabulary
from tools.names import NameIndex
from tools.names.words import Token

_VOWELS = "aeiouh"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_GLUED = ("qu", "jusqu", "l", "d", "j", "c", "s", "n", "m")
_CLIPPED = frozenset("ldj")  # `lmois`, `drdv`, `jfais`: the vowel was left out, too
_SHORTEST = 4
_FEW_LETTERS = 5  # of so few the first is no slip
_LONGEST = 24
_MOST_REPAIRS = 3
_MOST_TRIES = 8


class Repairer:
    """Finds what unread words may have been, in the vocabulary and in the names."""

    def __init__(self, words: Vocabulary, names: NameIndex) -> None:
        self._words = words
        self._names = names
        self._sorted = sorted(names.words)
        self._all = names.words.union(words.words)
        self._long = [word for word in words.words if len(word) >= 7] + [
            word for word in names.words if len(word) >= 7
        ]
        self._of_length: dict[tuple[int, str], list[str]] = {}

    def tries(self, tokens: Sequence[Token], unread: Sequence[int]) -> Iterator[list[Token]]:
        """The question with its unread words put right, in each way that may be meant."""
        slips = [place for place in unread if not self._known(tokens[place].text)]
        if not unread or len(slips) > _MOST_REPAIRS or len(slips) * 2 > len(tokens) + 1:
            return
        options = [self._options(tokens, place) for place in unread]
        for chosen in list(product(*options))[:_MOST_TRIES]:
            mended = list(tokens)
            for place, (width, texts) in sorted(zip(unread, chosen, strict=True), reverse=True):
                if texts == [tokens[place].text]:
                    continue
                start = place if width > 0 else place - 1
                mended[start : start + abs(width)] = [Token(text, text) for text in texts]
            yield mended

    def _options(self, tokens: Sequence[Token], place: int) -> list[tuple[int, list[str]]]:
        """Ways to read one word: how many words it takes up (negative: with the one before)."""
        token = tokens[place]
        text = token.text
        if token.kind not in {"word", "tail"} or not text.isalpha():
            return []
        joined = self._joined(tokens, place)
        if joined:
            return joined
        if self._known(text):
            # it has a meaning, once its neighbours are put right, or only within some phrase
            apart = [pair for pair in self._glued(text) if pair[0] in "ld" and len(pair[1]) > 3]
            return [(1, [text]), *((1, pair) for pair in apart[:1])]
        if not _SHORTEST <= len(text) <= _LONGEST or text in self._words.ordinary:
            return []
        glued = list(self._glued(text))
        if glued:
            return [(1, glued[0])]
        near = self._near(text) or self._begun(text)
        if _is_written_as_name(tokens, place):
            return [(1, [word]) for word in near if self._in_names(word)]
        return [(1, [word]) for word in near] or [(1, pair) for pair in self._halves(text)]

    def _known(self, word: str) -> bool:
        return word in self._words.words or self._names.knows_word(word)

    def _in_names(self, word: str) -> bool:
        return self._names.knows_word(word) or self._names.knows_account_word(word)

    def _is_likely(self, word: str, text: str) -> bool:
        """Whether a known word is what was meant, and not just near it."""
        if word in self._words.telling:
            return True
        if self._in_names(word):
            return word[0] == text[0] or word[1:] == text or sorted(word) == sorted(text)
        return _is_plain_slip(text, word)

    def _joined(self, tokens: Sequence[Token], place: int) -> list[tuple[int, list[str]]]:
        """`pipe line`, `win rates` the other way round: with a neighbour it is a word."""
        found: list[tuple[int, list[str]]] = []
        after, before = tokens[place : place + 2], tokens[max(place - 1, 0) : place + 1]
        for width, pair in ((2, after), (-2, before)):
            whole = "".join(token.text for token in pair)
            if len(pair) == 2 and len(whole) > 5 and self._known(whole):
                found.append((width, [whole]))
        return found[:1]

    def _glued(self, text: str) -> Iterator[list[str]]:
        """`lemea`, `dacme`: the apostrophe was left out."""
        for head in _GLUED:
            rest = text.removeprefix(head)
            if (
                rest != text
                and len(rest) > 2
                and (
                    self._names.knows_word(rest)
                    or self._names.knows_account_word(rest)
                    or (len(rest) > 3 and rest in self._words.words and rest[0] in _VOWELS)
                    or (head in _CLIPPED and rest in self._words.telling)
                )
            ):
                yield [head, rest]

    def _near(self, text: str) -> list[str]:
        """Known words one slip away; two slips for long words."""
        one = _one_slip(text)
        known = [word for word in self._all & one if self._is_likely(word, text)]
        if known:
            return sorted(known)[:4]
        accounts = [word for word in self._names.account_words(one) if self._is_likely(word, text)]
        if accounts or len(text) < 7:
            return sorted(accounts)[:3]
        if not self._two_away(text, self._alike(len(text), text[0])):
            return []  # as mostly: all others need not be looked at
        near = self._two_away(text, self._alike(len(text)))
        best = min((distance for _, distance, _ in near), default=0)
        return [
            word
            for word, distance, _ in near
            if distance == best and word[0] == text[0] and self._is_likely(word, text)
        ]

    def _alike(self, length: int, begin: str = "") -> list[str]:
        """The long words that may be two slips from one of this length, and begin so."""
        key = length, begin
        if key not in self._of_length:
            words = (word for word in self._long if word.startswith(begin))
            self._of_length[key] = [word for word in words if abs(len(word) - length) <= 2]
        return self._of_length[key]

    @staticmethod
    def _two_away(text: str, words: list[str]) -> list[tuple[str, int, int]]:
        """The three nearest, of at most two slips, with how many they are."""
        return process.extract(text, words, scorer=OSA.distance, score_cutoff=2, limit=3)

    def _begun(self, text: str) -> list[str]:
        """`négo`, `qualif`: the one name that begins so."""
        at = bisect_left(self._sorted, text)
        found = list(islice(takewhile(lambda w: w.startswith(text), self._sorted[at:]), 2))
        return found if len(found) == 1 else []

    def _halves(self, text: str) -> Iterator[list[str]]:
        """`lastquarter`: the blank was left out."""
        for cut in range(3, len(text) - 2):
            head, tail = text[:cut], text[cut:]
            if head in self._words.words and tail in self._words.words:
                yield [head, tail]


def hushes(cover: Cover, said: Sequence[Token], mended: Sequence[Token], words: Vocabulary) -> bool:
    """Whether a word that may say something was put right into one that says nothing here."""
    before, after = {id(token) for token in said}, {id(token) for token in mended}
    slips = [token.text for token in said if id(token) not in after]
    return any(
        id(mended[place]) not in before
        and mended[place].text in words.telling
        and not _is_cut_off(mended[place].text)
        and not any(_is_plain_slip(slip, mended[place].text) for slip in slips)
        for atoms in cover
        if all(atom.kind in SILENT for atom in atoms)
        for place in range(atoms[0].start, atoms[0].end)
    )


def _is_cut_off(word: str) -> bool:
    """Whether a word is the beginning of one that was glued to the next."""
    return word in _GLUED


def _is_plain_slip(text: str, word: str) -> bool:
    """Whether letters of a word are swapped or doubled in a text, and nothing else."""
    return _without_doubles(word) == _without_doubles(text) or sorted(word) == sorted(text)


def _is_written_as_name(tokens: Sequence[Token], place: int) -> bool:
    """With a capital inside a question whose other words mostly have none."""
    if not place or not tokens[place].raw[:1].isupper():
        return False
    others = [token.raw for token in tokens if token.kind == "word" and token is not tokens[place]]
    return sum(raw[:1].isupper() for raw in others[1:]) * 2 <= len(others)


def _without_doubles(text: str) -> str:
    return "".join(letter for at, letter in enumerate(text) if not at or letter != text[at - 1])


def _one_slip(text: str) -> set[str]:
    """Texts one slip away; of four letters only swaps and losses: `cost` is no `lost`."""
    short, cuts = len(text) == _SHORTEST, [(text[:at], text[at:]) for at in range(len(text))]
    within = cuts if len(text) > _FEW_LETTERS else cuts[1:]
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    lost = {
        head + tail[1:] for head, tail in cuts if not short or tail[0] == head[-1:] or tail == "s"
    }
    more = {head + letter + tail for head, tail in within for letter in _LETTERS}
    other = {head + letter + tail[1:] for head, tail in within for letter in _LETTERS}
    ended = {text + letter for letter in _LETTERS}
    return swapped | lost | more | ended | (set() if short else other)
