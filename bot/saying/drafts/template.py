"""Templates of drafts: Markdown in Jinja, sandboxed, filled with lines that are ready.

The bot's own stand under `prompts/templates`; a company sets its own (docs/deal-desk.md).
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import prompts
from bot.saying.drafts.markdown import Ready, bullets, plain
from storage.errors import PiloteError

FOLDER = Path(prompts.__file__).parent / "templates"
# What Python itself raises of a template: adding text to a number, calling itself for ever.
_FAULTS = (TypeError, ValueError, ArithmeticError, LookupError, RuntimeError)
LONGEST = 50_000  # characters of a template
MOST = 200_000  # of what it makes
_UNDEFINED = re.compile(r"'(\w+)' is undefined")


def rendered(template: str, facts: Mapping[str, object]) -> str:
    """The template filled in; text that is not ready is escaped.

    Raises PiloteError for what cannot be used: `template_name` for a name that there is not,
    `template_empty` and `template_long` for too little and too much text, and `template_bad` with
    the reason for what Jinja does not take.
    """
    # Drafts alone need Jinja: it is not loaded for figures.
    from jinja2 import TemplateError, UndefinedError  # noqa: PLC0415

    from bot.saying.drafts.sandbox import sandbox  # noqa: PLC0415 (with it)

    environment = sandbox(_shown)
    environment.filters["bullets"] = bullets
    try:
        text = _tidy(_within(environment.from_string(template[:LONGEST]).generate(facts)))
    except UndefinedError as error:
        missing = _UNDEFINED.match(str(error))
        name = missing[1] if missing else str(error)
        raise PiloteError("template_name", name=name, names=", ".join(facts)) from error
    except (TemplateError, *_FAULTS) as error:
        raise PiloteError("template_bad", reason=_reason(error)) from error
    if not text:
        raise PiloteError("template_empty")
    return text


def _within(pieces: Iterable[str]) -> str:
    """All of it, as long as it is no more than a proposal can be."""
    text = ""
    for piece in pieces:
        text += piece
        if len(text) > MOST:
            raise PiloteError("template_long", most=MOST)
    return text


def _reason(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    reason = str(error).rstrip(".")
    return f"{reason} (l. {line})" if line else reason


def shipped(name: str, locale: str) -> str:
    """The bot's own template."""
    return (FOLDER / f"{name}.{locale}.md.jinja").read_text(encoding="utf-8")


def _shown(told: object) -> object:
    return told if isinstance(told, Ready) else plain(told)


def _tidy(text: str) -> str:
    """No two empty lines in a row."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept)
