"""The tools as the model is told of them, in as few bytes as their meaning takes."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from tools.toolbox import Tool, toolbox

_NOISE = {"title", "default", "description", "format"} | {
    "minimum",
    "maximum",
    "exclusiveMinimum",
}  # nor what is `false`: arguments are checked


# What the instructions and the tool for figures tell for all: filters, dimension by dimension.
_TOLD_ONCE, _TELLS = "where", "kpi"
_NUMBERS = [{"type": "number"}, {"type": "string"}]  # pydantic takes decimals as either


@cache
def offered() -> Mapping[str, Tool]:
    """The tools that a model may call: those that say what they do and what they take."""
    return {n: tool for n, tool in toolbox().items() if tool.arguments and tool.description}


@cache
def schemas() -> tuple[dict[str, Any], ...]:
    """One function each, as Chat Completions describe them; the same bytes in every request."""
    return tuple(_function(tool) for tool in offered().values())


def _function(tool: Tool) -> dict[str, Any]:
    parameters = _shape(tool.arguments) if tool.arguments else {}
    if tool.name != _TELLS and _TOLD_ONCE in parameters.get("properties", {}):
        parameters["properties"][_TOLD_ONCE] = {"type": "object"}
    told = {"name": tool.name, "description": tool.description, "parameters": parameters}
    return {"type": "function", "function": told}


def _shape(arguments: type[BaseModel]) -> dict[str, Any]:
    schema = arguments.model_json_schema()
    shape: dict[str, Any] = _brief(schema, schema.get("$defs", {}))
    return {key: part for key, part in shape.items() if key != "$defs"}


def _brief(part: Any, defs: Mapping[str, Any]) -> Any:  # noqa: ANN401 (any JSON)
    """Without titles, defaults and nulls: what is optional is simply not required."""
    if isinstance(part, list):
        return [_brief(one, defs) for one in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        return _brief(defs[part["$ref"].rsplit("/", 1)[1]], defs)
    some = [one for one in part.get("anyOf", ()) if one != {"type": "null"}]
    if len(some) == 1:
        extra = {key: value for key, value in part.items() if key != "anyOf"}
        return _brief({**extra, **some[0]}, defs)
    if some:
        part = {**part, "anyOf": some}
    told = _named(part, defs)
    return {"type": "number"} if told == {"anyOf": _NUMBERS} else told


def _named(part: Mapping[str, Any], defs: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: {name: _brief(one, defs) for name, one in value.items()}
        if key == "properties"
        else _brief(value, defs)
        for key, value in part.items()
        if key not in _NOISE and value is not False
    }
