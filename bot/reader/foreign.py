"""Another currency that an answer is wanted in: figures are in the company's own, and nobody's
"in dollars" is to be read over."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from bot.reader.listing import plain_list
from bot.reader.reading import Call, Figure
from bot.reader.vocabulary import Vocabulary
from tools.names.words import Token

_IN = frozenset({"in", "en"})
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}
_FAMILIES = {"USD": "Dollar", "GBP": "Pound", "EUR": "Euro"}  # as Babel names whosever it is


def is_foreign(said: Sequence[Token], words: Vocabulary, currency: str) -> bool:
    """Whether the words want something in a currency that is not this one."""
    wanted = (after.text for before, after in pairwise(said) if before.text in _IN)
    return any(_names_another(text, words, currency) for text in wanted)


def asks_for_money(calls: Iterable[Call], figures: Mapping[str, Figure]) -> bool:
    """Whether any of these asks for an amount: a rate "in dollars" is one by value."""
    plain = (plain_list(call, figures) for call in calls)
    asked = (figures.get(str(call.arguments.get("kpi"))) for call in plain)
    return any(figure is not None and figure.unit.startswith("money") for figure in asked)


def _names_another(text: str, words: Vocabulary, currency: str) -> bool:
    named = words.slots["currency"].words.get(text)
    code = named.ends[0].value if named and named.ends else _SIGNS.get(text)
    if code is None or code == currency:
        return False
    if text == code.lower():
        return True
    from babel.numbers import get_currency_name  # noqa: PLC0415 (seldom said)

    # "Dollars" may be Canadian ones; "USD" are not.
    return _FAMILIES.get(code, code) not in get_currency_name(currency, locale="en")
