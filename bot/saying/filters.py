"""A filter in words: what is in, what is left out, from which amount on."""

from collections.abc import Callable, Iterator, Sequence

from bot.saying.numbers import money
from bot.saying.places import country
from prompts import say
from tools.engine.dimensions import FINDINGS

# The longer signs first: each begins with one of the others.
_BOUNDS = {">=": "from", "<=": "up_to", ">": "over", "<": "under"}


def filter_in_words(
    dimension: str,
    values: Sequence[str],
    called: Callable[[str | None], str],
    currency: str,
    locale: str,
) -> str:
    """One dimension's filter, as answers repeat it (`answers.md`): names, `!` before what is left
    out, bounds on amounts. `called` gives a value the name that people know it by."""
    return ", ".join(_parts(dimension, values, called, currency, locale))


def _parts(
    dimension: str,
    values: Sequence[str],
    called: Callable[[str | None], str],
    currency: str,
    locale: str,
) -> Iterator[str]:
    def either(names: Sequence[str]) -> str:
        return say(locale, "say.or").join(named(name) for name in names)

    def named(name: str) -> str:
        if dimension in FINDINGS:
            return say(locale, f"say.findings.{name}")
        return country(name, locale) if dimension == "country" else called(name)

    label = say(locale, f"say.dimensions.{dimension}")
    included = [value for value in values if value[0] not in "!<>"]
    excluded = [value[1:] for value in values if value[0] == "!"]
    if included:
        yield f"{label} {either(included)}"
    if excluded:
        small = label[:1].lower() + label[1:]
        yield say(locale, "say.without", dimension=small, values=either(excluded))
    for value in values:
        sign = next((sign for sign in _BOUNDS if value.startswith(sign)), None)
        if sign:
            amount = money(float(value.removeprefix(sign)), currency, locale)
            yield say(locale, f"say.bounds.{_BOUNDS[sign]}", amount=amount)
