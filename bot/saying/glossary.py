"""One entry of the glossary in words: the same in an answer, in the terminal and on the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from prompts import say
from tools.engine.dimensions import GROUPS, NAMES
from tools.engine.kpi import Kpi
from tools.engine.wording import wording


@dataclass(frozen=True)
class Entry:
    """What a figure means; `details` are what is told of it and the words for it."""

    label: str
    meaning: str
    details: Sequence[tuple[str, str]]


def entry(kpi: Kpi, locale: str) -> Entry:
    """The entry of a figure."""
    words = wording(kpi, locale)
    told = {
        "formula": words.formula,
        "unit": say(locale, f"say.unit.{kpi.unit}"),
        "dated_by": say(locale, f"say.dated_by.{kpi.dated_by}"),
        "direction": say(locale, f"say.better.{kpi.better}"),
        "takes": say(locale, f"say.glossary.times.{_times(kpi)}"),
        "dimensions": _cuts(kpi, locale),
        "names": ", ".join(words.names),
    }
    details = [(say(locale, f"say.glossary.{what}"), text) for what, text in told.items()]
    return Entry(words.label, words.meaning, details)


def entry_lead(kpi: Kpi, locale: str) -> str:
    """What a figure means, in a sentence."""
    words = wording(kpi, locale)
    return say(locale, "say.meaning", label=words.label, meaning=words.meaning)


def entry_text(kpi: Kpi, locale: str) -> str:
    """The whole entry as plain text, a line each."""
    colon = say(locale, "say.colon")
    details = (f"{what}{colon}{told}" for what, told in entry(kpi, locale).details)
    return "\n".join([entry_lead(kpi, locale), *details])


def dimension_names(names: Sequence[str], locale: str) -> str:
    """Dimensions as people call them, in the middle of a sentence."""
    return ", ".join(say(locale, f"say.dimensions.{name}").lower() for name in names)


def _times(kpi: Kpi) -> str:
    if kpi.takes_period:
        return "period_and_day" if kpi.takes_as_of else "period"
    return "day" if kpi.takes_as_of else "today"


def _cuts(kpi: Kpi, locale: str) -> str:
    """The groups of dimensions it can be cut by, each with its exceptions."""
    groups = ", ".join(filter(None, (_group(kpi, group, locale) for group in GROUPS)))
    if kpi.always_by is None:
        return groups
    by = dimension_names([kpi.always_by], locale)
    return f"{say(locale, 'say.glossary.always', dimension=by)} {groups}"


def _group(kpi: Kpi, group: str, locale: str) -> str:
    """The group's name, with the fewer of those it honours and those it does not."""
    members = [name for name in NAMES if name in GROUPS[group]]
    honoured = [name for name in members if kpi.honours(name)]
    missing = [name for name in members if name not in honoured]
    called = say(locale, f"say.glossary.groups.{group}")
    if not honoured or not missing:
        return called if honoured else ""
    key, named = ("only", honoured) if len(honoured) <= len(missing) else ("all_but", missing)
    dimensions = dimension_names(named, locale)
    return say(locale, f"say.glossary.{key}", group=called, dimensions=dimensions)
