"""Reading the arguments of a call: query, form or JSON, as strict about them as Slack is."""

import json
from typing import Any

from aiohttp import web

from bot.workspace.errors import SlackError, invalid_arguments
from bot.workspace.methods.table import Kind, Method
from bot.workspace.types import JSON

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
# Every method takes its token as an argument; Slack's SDK adds the team to each of Bolt's calls.
_EVERYWHERE = frozenset({"token", "team_id"})
_TRUE, _FALSE = ("1", "true", "True"), ("0", "false", "False", "")


class Arguments:
    """The arguments of one call, each of its right kind."""

    def __init__(self, values: JSON) -> None:
        self.values = values

    def text(self, name: str, default: str = "") -> str:
        """A string argument."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes or no."""
        return bool(self.values.get(name, default))

    def number(self, name: str, default: int) -> int:
        """A whole number."""
        return int(self.values.get(name, default))

    def value(self, name: str) -> Any:  # noqa: ANN401 - whatever JSON the app sent
        """A JSON argument; None where it was not given."""
        return self.values.get(name)


async def raw_arguments(request: web.Request) -> tuple[JSON, bool]:
    """All that was sent, and whether it came as JSON; refuses bodies that Slack cannot read."""
    sent: JSON = dict(request.query)
    if request.method != "POST" or not request.body_exists:
        return sent, False
    kind = request.content_type
    if kind == "application/json":
        try:
            body = json.loads(await request.text())
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
        return {**sent, **body}, True
    if kind in _FORMS:
        return {**sent, **dict(await request.post())}, False
    if "Content-Type" not in request.headers:
        raise SlackError("missing_post_type")
    raise SlackError("invalid_post_type")


def checked_arguments(method: Method, sent: JSON) -> Arguments:
    """Every argument known, of its kind, and none missing; else `invalid_arguments`."""
    known = method.arguments
    given = {
        name: value
        for name, value in sent.items()
        if value is not None and (name in known or name not in _EVERYWHERE)
    }
    complaints = [f"unknown argument: {name}" for name in given if name not in known]
    complaints += [
        f"missing required field: {name}" for name in method.needs if given.get(name, "") == ""
    ]
    values: JSON = {}
    for name, value in given.items():
        if name in known:
            try:
                values[name] = _converted(known[name], value)
            except (ValueError, TypeError):
                if name == "blocks":
                    raise SlackError("invalid_blocks_format") from None
                complaints.append(f"must be of type {known[name]} [json-pointer:/{name}]")
    if complaints:
        raise invalid_arguments(*complaints)
    return Arguments(values)


def _converted(kind: Kind, value: object) -> object:
    match kind:
        case "json":
            return json.loads(value) if isinstance(value, str) and value else value
        case "bool":
            return _boolean(value)
        case "int":
            if isinstance(value, bool) or not isinstance(value, int | str):
                raise TypeError(kind)
            return int(value)
        case "str":
            if isinstance(value, bool) or not isinstance(value, str | int | float):
                raise TypeError(kind)
            return str(value)


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value)
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError(word)
