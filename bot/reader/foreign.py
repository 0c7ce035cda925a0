"""Another currency that an answer is wanted in: figures are in the company's own, and nobody's
"in dollars" is to be read over."""

from collections.abc import Sequence
from itertools import pairwise

from bot.reader.vocabulary import Vocabulary
from tools.names.words import Token

_IN = frozenset({"in", "en"})
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}


def foreign(said: Sequence[Token], words: Vocabulary, currency: str) -> bool:
    """Whether the words want something in a currency that is not this one."""
    wanted = [_code(after.text, words) for before, after in pairwise(said) if before.text in _IN]
    return any(code not in {None, currency} for code in wanted)


def _code(text: str, words: Vocabulary) -> str | None:
    named = words.slots["currency"].words.get(text)
    return named.ends[0].value if named and named.ends else _SIGNS.get(text)
