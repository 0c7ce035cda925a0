"""What somebody submits, read from their words: whole, or not at all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.submitting.words import phrases, reasons
from storage.errors import PiloteError
from tools.names.words import Token, tokens
from tools.submissions import Draft

_LEAST = 1_000  # a number without unit or currency below it is no amount but a day, or a slip
_YEARS = range(1990, 2101)
_SIGNS = {",", "/", "&", "="}


@dataclass(frozen=True)
class Said:
    """What is submitted, and the words about the period; none: the running quarter."""

    draft: Draft
    period: str


def read_said(text: str, currency: str) -> Said | None:
    """The submission in these words; None where they are none. Raises PiloteError
    `forecast_currency` for an amount in another currency than the company's."""
    if "?" in text:
        return None
    told, reason = _with_reason(text)
    found: dict[str, Token] = {}
    rest: list[str] = []
    cue: str | None = None  # said, and its amount not yet
    waiting: Token | None = None  # an amount before its cue
    for meaning, token in _meanings(tokens(told)):
        if meaning == "rest":
            rest.append(token.raw)
        elif meaning == "strange" or meaning in found or (meaning == "amount" and waiting):
            return None
        elif meaning == "amount" and cue:
            found[cue], cue = token, None
        elif meaning == "amount":
            waiting = token
        elif meaning != "filler" and waiting:
            found[meaning], waiting = waiting, None
        elif meaning != "filler":
            cue = meaning
    if "commit" not in found or waiting or cue:
        return None
    amounts = {name: _amount(token, currency) for name, token in found.items()}
    draft = Draft(amounts["commit"], amounts.get("best_case"), reason)
    return Said(draft, " ".join(rest))


def _with_reason(text: str) -> tuple[str, str | None]:
    begins = "|".join(map(re.escape, reasons()))
    told, *reason = re.split(rf"(?<!\w)(?:{begins})(?!\w)[\s:']*", text, maxsplit=1, flags=re.I)
    return told, (reason[0].strip() or None) if reason else None


def _meanings(said: Sequence[Token]) -> Iterator[tuple[str, Token]]:
    """Each phrase by what it means: a cue, `filler`, `amount`, `rest` or `strange`."""
    place = 0
    while place < len(said):
        token = said[place]
        length, meaning = _phrase(said[place:]) or (1, _kind(token))
        yield meaning, token
        place += length


def _phrase(said: Sequence[Token]) -> tuple[int, str] | None:
    for phrase, meaning in phrases():
        if tuple(token.text.strip("'") for token in said[: len(phrase)]) == phrase:
            return len(phrase), meaning
    return None


def _kind(token: Token) -> str:
    if token.kind == "symbol":
        return "filler" if token.text in _SIGNS else "strange"
    if token.kind != "number" or token.number is None:
        return "rest"
    if token.unit == "%":
        return "strange"
    if token.unit or token.currency:
        return "amount"
    is_year = token.number in _YEARS and token.text.isdigit()
    return "rest" if is_year or token.number < _LEAST else "amount"


def _amount(token: Token, currency: str) -> Decimal:
    if token.currency not in {None, currency}:
        raise PiloteError("forecast_currency", given=token.currency or "", currency=currency)
    return Decimal(str(token.number)).quantize(Decimal("0.01"))
