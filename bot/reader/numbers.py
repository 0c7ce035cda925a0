"""Numbers and amounts as people write them: digits, `50k`, "fifty thousand", « un million »."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tools.names.words import Token

WordsAt = Callable[[int], list[tuple[int, str]]]  # slot words that begin at a token


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money; `currency` None: none was said.

    `clear`: it can be nothing else, having a unit, a currency or many digits; neither a count
    nor a year.
    """

    value: float
    currency: str | None
    clear: bool


_MOST = 1e12  # no deal is worth more: a slip of the keyboard


def _is_amount(number: float) -> bool:
    return number >= 1000 and not 1990 <= number < 2100


def whole(tokens: Sequence[Token], place: int) -> int | None:
    """The count that a token is, if it is one (no unit, no currency, no decimals)."""
    token = tokens[place]
    if token.kind != "number" or token.unit or token.currency or token.number is None:
        return None
    return int(token.number) if token.number.is_integer() and token.number < 100_000 else None


def in_words(tokens: Sequence[Token], place: int, words: WordsAt) -> Iterator[tuple[int, float]]:
    """Numbers in words from `place` on: every length that makes sense."""
    total, current, at = 0.0, 0.0, place
    while at < len(tokens):
        options = words(at)
        if not options:
            token = tokens[at]
            if token.text in {"and", "et"} and at > place and at + 1 < len(tokens):
                options = words(at + 1)
            if not options:
                return
        end, value = max((end, float(value)) for end, value in options)
        if value >= 1000:
            total, current = total + max(current, 1) * value, 0.0
        elif value == 100:
            current = max(current, 1) * 100
        else:
            current += value
        at = end
        yield at, total + current


def amounts(
    tokens: Sequence[Token], place: int, words: WordsAt, currencies: WordsAt
) -> Iterator[tuple[int, Amount]]:
    """Amounts of money that begin at `place`."""
    token = tokens[place]
    if token.number is not None and token.number <= _MOST and token.unit != "%":
        clear = bool(token.unit or token.currency) or _is_amount(token.number)
        yield place + 1, Amount(token.number, token.currency, clear)
        for end, factor in words(place + 1) if place + 1 < len(tokens) else []:
            if float(factor) >= 1000:
                value = token.number * float(factor)
                yield end, Amount(value, token.currency, clear=True)
                yield from _with_currency(tokens, end, value, currencies)
    for end, value in in_words(tokens, place, words):
        yield end, Amount(value, None, value >= 1000)
        yield from _with_currency(tokens, end, value, currencies)


def _with_currency(
    tokens: Sequence[Token], end: int, value: float, currencies: WordsAt
) -> Iterator[tuple[int, Amount]]:
    if end >= len(tokens):
        return
    named = {"€": "EUR", "$": "USD", "£": "GBP"}.get(tokens[end].text)
    if named:
        yield end + 1, Amount(value, named, clear=True)
    for after, code in currencies(end):
        yield after, Amount(value, code, clear=True)
