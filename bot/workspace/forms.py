"""What a user enters: where values are kept, what may be chosen, what a form demands."""

import re
from collections.abc import Iterator

from bot.workspace.errors import NotPossibleError
from bot.workspace.types import JSON

# Where Slack keeps the value of each element, and which property gives it at first.
KEPT_AS: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", ""),
}
_SHAPES = {
    "email_text_input": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "Please enter a valid email address"),
    "url_text_input": (r"https?://\S+", "Please enter a valid URL"),
    "number_input": (r"-?\d+(\.\d+)?", "Please enter a valid number"),
}


def elements(value: object, block: JSON | None = None) -> Iterator[tuple[JSON, JSON]]:
    """Every element one can act on, with the block it stands in."""
    if isinstance(value, list):
        for inner in value:
            yield from elements(inner, block)
    elif isinstance(value, dict):
        block = value if "block_id" in value else block
        if "action_id" in value and block is not None:
            yield block, value
        for inner in value.values():
            yield from elements(inner, block)


def initial_values(blocks: list[JSON]) -> dict[str, dict[str, JSON]]:
    """The state of a fresh view or message."""
    state: dict[str, dict[str, JSON]] = {}
    for block, element in elements(blocks):
        if element["type"] in KEPT_AS:
            key, initial = KEPT_AS[element["type"]]
            empty: object = [] if key.endswith("s") else None
            entry = {"type": element["type"], key: element.get(initial, empty)}
            state.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return state


def entered(element: JSON, value: object) -> JSON:
    """The state of an element once the user has entered `value`; options go by value or text."""
    kind = element["type"]
    key, _ = KEPT_AS[kind]
    if key == "selected_option":
        value = None if value is None else _option(element, value)
    elif key == "selected_options":
        chosen = value if isinstance(value, list | tuple) else [value]
        value = [_option(element, one) for one in chosen]
    return {"type": kind, key: value}


def _option(element: JSON, wanted: object) -> JSON:
    if isinstance(wanted, dict):
        return wanted
    groups = element.get("option_groups", [])
    offered: list[JSON] = element.get("options", []) + [
        option for group in groups for option in group["options"]
    ]
    for option in offered:
        if wanted in (option.get("value"), option["text"]["text"]):
            return option
    raise NotPossibleError(f"{element['action_id']} does not offer {wanted!r}")


def complaints(blocks: list[JSON], values: dict[str, dict[str, JSON]]) -> dict[str, str]:
    """What Slack's own client refuses before it submits, by block id."""
    found: dict[str, str] = {}
    for block in blocks:
        if block["type"] == "input":
            element = block["element"]
            entry = values[block["block_id"]][element["action_id"]]
            key, _ = KEPT_AS[element["type"]]
            complaint = _complaint(element, entry[key], optional=block.get("optional", False))
            if complaint:
                found[block["block_id"]] = complaint
    return found


def _complaint(element: JSON, value: object, *, optional: bool) -> str | None:
    if value in (None, "", []):
        return None if optional else "Please complete this required field."
    if not isinstance(value, str):
        return None
    pattern, wrong = _SHAPES.get(element["type"], (".*", ""))
    if not re.fullmatch(pattern, value, re.DOTALL):
        return wrong
    check = _number_complaint if element["type"] == "number_input" else _length_complaint
    return check(element, value)


def _length_complaint(element: JSON, value: str) -> str | None:
    if len(value) < element.get("min_length", 0):
        return f"Must be at least {element['min_length']} characters"
    if len(value) > element.get("max_length", 3000):
        return f"Must be at most {element.get('max_length', 3000)} characters"
    return None


def _number_complaint(element: JSON, value: str) -> str | None:
    if "." in value and not element["is_decimal_allowed"]:
        return "Please enter a whole number"
    number = float(value)
    if number < float(element.get("min_value", "-inf")):
        return f"Please enter a number of at least {element['min_value']}"
    if number > float(element.get("max_value", "inf")):
        return f"Please enter a number of at most {element['max_value']}"
    return None
