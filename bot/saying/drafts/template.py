"""Templates of drafts: Markdown in Jinja, sandboxed, filled with lines that are ready.

The bot's own stand under `prompts/templates`; a company sets its own (docs/deal-desk.md).
"""

from collections.abc import Mapping
from pathlib import Path

import prompts
from bot.saying.drafts.markdown import Ready, bullets, plain
from storage.errors import PiloteError

FOLDER = Path(prompts.__file__).parent / "templates"
# What Python itself raises of a template: adding text to a number, calling itself for ever.
_FAULTS = (TypeError, ValueError, ArithmeticError, LookupError, RuntimeError)
LONGEST = 50_000  # characters of a template


def rendered(template: str, facts: Mapping[str, object]) -> str:
    """The template filled in; text that is not ready is escaped.

    Raises PiloteError `template_bad` with the reason, for what Jinja does not take or know.
    """
    # Drafts alone need Jinja: it is not loaded for figures.
    from jinja2 import StrictUndefined, TemplateError  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, finalize=_shown, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["bullets"] = bullets
    try:
        text = environment.from_string(template[:LONGEST]).render(facts)
    except (TemplateError, *_FAULTS) as error:
        line = getattr(error, "lineno", None)
        reason = f"{error.__class__.__name__}: {error}" + (f" ({line})" if line else "")
        raise PiloteError("template_bad", reason=reason) from error
    return _tidy(text)


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
