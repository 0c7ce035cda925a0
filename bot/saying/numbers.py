"""Numbers, money and days as a locale writes them, through Babel."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_compact_currency, format_currency, format_decimal, format_percent

from prompts import say

# English as the company's offices write it: day before month.
_LOCALES = {"en": "en_GB", "fr": "fr_FR"}


@cache
def babel_locale(locale: str) -> Locale:
    """The Babel locale behind a language code."""
    return Locale.parse(_LOCALES.get(locale, locale))


def value(amount: float | None, unit: str, currency: str | None, locale: str) -> str:
    """A figure with its unit; a dash where there is none."""
    if amount is None:
        return "–"
    shown = {
        "money": lambda: money(amount, currency or "EUR", locale),
        "money_per_day": lambda: _per_day(amount, currency, locale),
        "percent": lambda: _percent(amount, "#,##0.0", locale),
        "ratio": lambda: f"{format_decimal(amount, '#,##0.00', _b(locale))}×",
        "days": lambda: _in_days(amount, locale),
    }.get(unit)
    return shown() if shown else format_decimal(amount, "#,##0.#", _b(locale))


def _per_day(amount: float, currency: str | None, locale: str) -> str:
    return say(locale, "say.per_day", value=money(amount, currency or "EUR", locale))


def _in_days(amount: float, locale: str) -> str:
    return say(locale, "say.days", n=amount, value=format_decimal(amount, "#,##0.#", _b(locale)))


def _percent(share: float, digits: str, locale: str) -> str:
    # French sets a space before the sign; Babel's default pattern rounds to whole percents.
    return format_percent(share, f"{digits} %" if locale == "fr" else f"{digits}%", _b(locale))


def share(of_one: float, locale: str) -> str:
    """A share in whole percents, for what is read at a glance."""
    return _percent(of_one, "#,##0", locale)


def money(amount: float, currency: str, locale: str) -> str:
    """Money without cents: nobody reads them on a phone; the data has them."""
    return _money(amount or 0.0, currency, locale)  # −0.0 is the same amount, and has a sign


@lru_cache(maxsize=1024)  # an answer says the same amount in several places
def _money(amount: float, currency: str, locale: str) -> str:
    pattern = "#,##0 ¤" if locale == "fr" else "¤#,##0"
    return format_currency(amount, currency, pattern, _b(locale), currency_digits=False)


def compact(amount: float, currency: str, locale: str) -> str:
    """Money in thousands or millions, for a narrow column: "€283K", "€1.3M"."""
    digits = 1 if abs(amount) >= 1e6 else 0
    return format_compact_currency(amount, currency, locale=_b(locale), fraction_digits=digits)


def price(amount: Decimal, currency: str, locale: str) -> str:
    """Money as somebody will sign it: cents where there are some."""
    exact = amount.quantize(Decimal("0.01"))
    if exact == exact.to_integral_value():
        return money(float(exact), currency, locale)
    pattern = "#,##0.00 ¤" if locale == "fr" else "¤#,##0.00"
    return format_currency(exact, currency, pattern, _b(locale), currency_digits=False)


def plain_amount(amount: Decimal, locale: str) -> str:
    """An amount as somebody would type it: without currency, cents only where there are some."""
    pattern = "#,##0.00" if amount % 1 else "#,##0"
    return str(format_decimal(amount, format=pattern, locale=_b(locale)))


def exact_share(of_one: float, locale: str) -> str:
    """A share as it was agreed, with the digits that it has."""
    return _percent(of_one, "#,##0.##", locale)


def change(after: float, before: float, unit: str, currency: str | None, locale: str) -> str:
    """The signed difference; percentages differ in points."""
    sign = "+" if after >= before else "−"
    gap = abs(after - before)
    if unit == "percent":
        points = format_decimal(gap * 100, "#,##0.0", _b(locale))
        return say(locale, "say.points", value=f"{sign}{points}")
    return f"{sign}{value(gap, unit, currency, locale)}"


def relative(after: float, before: float, locale: str) -> str | None:
    """The change as a share of what was before, where that makes sense."""
    if before <= 0:
        return None
    moved = (after - before) / before
    sign = "+" if moved >= 0 else "−"
    return f"{sign}{share(abs(moved), locale)}"


@lru_cache(maxsize=1024)
def day(when: date, locale: str) -> str:
    """A day with its year, months in letters."""
    return format_date(when, "d MMM y", _b(locale))


def short_day(when: date, locale: str) -> str:
    """A day without its year, where others beside it make that clear."""
    return format_date(when, "d MMM", _b(locale))


def moment(when: datetime, locale: str) -> str:
    """A day and an hour."""
    return format_datetime(when, "d MMM y, HH:mm", locale=_b(locale))


def _b(locale: str) -> Locale:
    return babel_locale(locale)


def weekday(place: int, locale: str) -> str:
    """The name of a day within a sentence; Monday is 0."""
    return str(_b(locale).days["format"]["wide"][place])


def weekdays(locale: str) -> list[str]:
    """The names of the days, Monday first."""
    names = _b(locale).days["stand-alone"]["wide"]
    return [str(names[day]).capitalize() for day in range(7)]
