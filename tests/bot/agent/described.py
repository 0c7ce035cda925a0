"""OpenAI's description of its API, where it is at hand, as JSON Schema."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

_BESIDE = Path("shared") / "wire" / "openai.json"
_ROOT = "urn:openai"


def description() -> Path | None:
    """The file, beside one of the folders above this one."""
    return next((p / _BESIDE for p in Path(__file__).parents if (p / _BESIDE).is_file()), None)


def faults_of(schema: str, data: Any) -> list[str]:
    """What is wrong with data of this name in the description; nothing where there is none."""
    validator = _validator(schema)
    if validator is None:
        return []
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(data)]


@cache
def _validator(schema: str) -> Draft202012Validator | None:
    path = description()
    if path is None:
        return None
    described = _rewritten(json.loads(path.read_text(encoding="utf-8")))
    whole = Resource.from_contents(described, default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource(_ROOT, whole)
    reference = {"$ref": f"{_ROOT}#/components/schemas/{schema}"}
    return Draft202012Validator(reference, registry=registry)


def _rewritten(part: Any) -> Any:
    """`nullable` as JSON Schema says it."""
    if isinstance(part, list):
        return [_rewritten(one) for one in part]
    if not isinstance(part, dict):
        return part
    made = dict(_pairs(part))
    return {"anyOf": [made, {"type": "null"}]} if part.get("nullable") is True else made


def _pairs(part: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in part.items():
        if key != "nullable" or not isinstance(value, bool):
            yield key, _rewritten(value)
