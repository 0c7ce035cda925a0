"""Pydantic's findings in Slack's own words and with Slack's JSON pointers."""

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_WORDS: dict[str, str] = {
    "slack": "{message}",
    "union_tag_invalid": "unsupported type: {tag}",
    "union_tag_not_found": "missing required field: type",
    "missing": "missing required field: {last}",
    "extra_forbidden": "invalid additional property: {last}",
    "string_too_long": "must be less than {above} characters",
    "string_too_short": "must be more than {below} characters",
    "too_long": "no more than {max_length} items allowed",
    "too_short": "no fewer than {min_length} items allowed",
    "literal_error": "must be a valid enum value",
    "model_attributes_type": "must provide an object",
    "model_type": "must provide an object",
    "list_type": "must provide an array",
    "string_type": "must provide a string",
    "bool_type": "must provide a boolean",
    "int_type": "must provide a number",
    "float_type": "must provide a number",
}
_ABOUT_THE_PARENT = frozenset({"missing", "extra_forbidden"})


def part_problems(validate: Callable[[Any], object], value: object, at: str) -> list[str]:
    """What pydantic refuses in `value`, which stands at the JSON pointer `at`."""
    try:
        validate(value)
    except ValidationError as error:
        return [_said(detail, value, at) for detail in error.errors(include_url=False)]
    return []


def _said(detail: ErrorDetails, value: object, at: str) -> str:
    kind, location = detail["type"], detail["loc"]
    if kind in _ABOUT_THE_PARENT:
        location = location[:-1]
    context: dict[str, Any] = {"last": detail["loc"][-1] if detail["loc"] else "", "at": ""}
    context |= detail.get("ctx", {})
    context["above"] = context.get("max_length", 0) + 1
    context["below"] = context.get("min_length", 1) - 1
    message = _WORDS.get(kind, detail["msg"].replace("{", "{{").replace("}", "}}"))
    pointer = at + _pointer(location, value) + str(context["at"])
    if kind == "union_tag_invalid":
        pointer += "/type"
    return f"{message.format(**context)} [json-pointer:{pointer}]"


def _pointer(location: tuple[int | str, ...], value: object) -> str:
    """Drop from pydantic's location the union tags, which are no part of the JSON."""
    pointer = ""
    for step in location:
        try:
            value = value[step]  # type: ignore[index] # a step that does not fit is a tag
        except (KeyError, IndexError, TypeError):
            continue
        pointer += f"/{step}"
    return pointer
