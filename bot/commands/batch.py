"""Batches: JSON lines in, one JSON line out for each, in order."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.saying.reasons import error_text
from prompts import known
from storage.errors import PiloteError, SetupError, UsageError

# Nothing of the batch could be handled: it ends here.
_BROKEN = {"database_unreachable", "database_locked", "store_empty", "warehouse_unreachable"}
Handler = Callable[[dict[str, Any]], dict[str, Any]]


def run_batch(path: str, handle: Handler, locale: str | None) -> None:
    """Handles every line; one that cannot be handled gets status `error` and its sentence."""
    for place, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        identity: Any = None
        try:
            item = _item(line, place)
            identity = item.get("id")
            result = handle(item)
        except PiloteError as error:
            if error.code in _BROKEN:
                raise
            result = {"status": "error", "text": error_text(error, known(locale))}
        print(json.dumps({"id": identity, **result}, ensure_ascii=False), flush=True)


def required(item: dict[str, Any], name: str) -> str:
    """A text field of a line. Raises UsageError where it is missing."""
    value = item.get(name)
    if not isinstance(value, str) or not value.strip():
        raise UsageError("argument", argument=name, given=value)
    return value


def _item(line: str, place: int) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except json.JSONDecodeError as error:
        raise UsageError("batch_line", line=place, detail=error.msg) from error
    if not isinstance(item, dict):
        raise UsageError("batch_line", line=place, detail=type(item).__name__)
    return item


def _lines(path: str) -> Iterator[str]:
    if path == "-":
        yield from sys.stdin
        return
    try:
        with Path(path).open(encoding="utf-8-sig") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        raise SetupError("batch_file", path=path) from error
