"""The glossary as a page of the documentation, in Markdown."""

from collections.abc import Iterator

from bot.saying.glossary import dimension_names, entry
from prompts import say
from tools.engine.dimensions import GROUPS, NAMES
from tools.engine.kpi import Kpi
from tools.engine.registry import chapters
from tools.engine.wording import wording


def glossary_page(locale: str) -> str:
    """Contents, what holds for all figures, and an entry each, chapter by chapter."""
    return "\n\n".join(_parts(locale)) + "\n"


def _parts(locale: str) -> Iterator[str]:
    yield f"# {_say(locale, 'title')}"
    yield _say(locale, "lead")
    yield "\n".join(_contents(locale))
    yield f"## {_say(locale, 'rules_title')}"
    yield _say(locale, "rules")
    yield f"## {_say(locale, 'cuts_title')}"
    yield _say(locale, "cuts_lead")
    yield "\n".join(_dimensions(locale))
    for family, members in chapters().items():
        yield f"## {_say(locale, f'families.{family}')}"
        for kpi in members:
            yield from _entry(kpi, locale)


def _contents(locale: str) -> Iterator[str]:
    for family, members in chapters().items():
        links = " · ".join(f"[{wording(kpi, locale).label}](#{_anchor(kpi)})" for kpi in members)
        yield f"- **{_say(locale, f'families.{family}')}**{say(locale, 'say.colon')}{links}"


def _dimensions(locale: str) -> Iterator[str]:
    yield f"| {_say(locale, 'group')} | {_say(locale, 'in_group')} |"
    yield "|---|---|"
    for group, members in GROUPS.items():
        told = ", ".join(_dimension(name, locale) for name in NAMES if name in members)
        yield f"| {_say(locale, f'groups.{group}')} | {told} |"


def _dimension(name: str, locale: str) -> str:
    """Its name in commands, and the word for it where that is another."""
    word = dimension_names([name], locale)
    return f"`{name}`" if word == name.replace("_", " ") else f"`{name}` ({word})"


def _entry(kpi: Kpi, locale: str) -> Iterator[str]:
    told = entry(kpi, locale)
    # An anchor of its own: the same in every language, and free of what labels are made of.
    yield f'### <a id="{_anchor(kpi)}"></a>{told.label} · `{kpi.name}`'
    yield told.meaning
    colon = say(locale, "say.colon")
    yield "\n".join(f"- **{what}**{colon}{text}" for what, text in told.details)


def _anchor(kpi: Kpi) -> str:
    return f"kpi-{kpi.name}"


def _say(locale: str, key: str) -> str:
    return say(locale, f"say.glossary.{key}")
