"""Countries by name: data knows them by code."""

from bot.saying.numbers import babel_locale


def country(code: str, locale: str) -> str:
    """What a country is called; the code itself where nobody knows it."""
    return str(babel_locale(locale).territories.get(code.upper(), code))
