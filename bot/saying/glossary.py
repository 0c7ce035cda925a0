"""The glossary as a page: what each figure means, generated from its definition."""

from prompts import say
from tools.engine.dimensions import NAMES
from tools.engine.registry import kpis
from tools.engine.wording import wording


def glossary_page(locale: str) -> str:
    """Markdown: a section a figure, with meaning, unit, date, direction, dimensions, names."""
    parts = [f"# {say(locale, 'say.glossary.title')}\n\n{say(locale, 'say.glossary.lead')}\n"]
    for kpi in kpis().values():
        words = wording(kpi, locale)
        dimensions = ", ".join(f"`{name}`" for name in NAMES if kpi.honours(name))
        lines = [
            ("unit", say(locale, f"say.unit.{kpi.unit}")),
            ("dated_by", say(locale, f"say.dated_by.{kpi.dated_by}")),
            ("direction", say(locale, f"say.better.{kpi.better}")),
            ("dimensions", dimensions),
            ("names", ", ".join(words.names)),
        ]
        told = "\n".join(f"- {say(locale, f'say.glossary.{key}')} {text}" for key, text in lines)
        parts.append(f"## {words.label} (`{kpi.name}`)\n\n{words.meaning}\n\n{told}\n")
    return "\n".join(parts)
