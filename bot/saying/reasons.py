"""Reasons and errors in words, in the user's language."""

from prompts import say
from storage.errors import PiloteError
from tools.engine.figure import Figure


def reason_of(figure: Figure, locale: str) -> str:
    """Why a figure has no value, or was declined or denied."""
    return reason(figure.reason or "nothing", figure.facts, locale)


def reason(code: str, facts: dict[str, object], locale: str) -> str:
    """The sentence behind a reason's code."""
    told = dict(facts)
    if "dimension" in told:
        told["dimension"] = say(locale, f"say.dimensions.{told['dimension']}").lower()
    near = told.get("nearest")
    if isinstance(near, list):
        told["nearest"] = say(locale, "say.or").join(str(name) for name in near)
        if not near and code == "unknown_value":
            code = "unknown_value_alone"
    return say(locale, f"reasons.{code}", **told)


def error_text(error: PiloteError, locale: str) -> str:
    """What happened and what to do, for the user."""
    return say(locale, f"errors.{error.code}", **error.facts)
