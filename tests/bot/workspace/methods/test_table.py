"""The table of methods agrees with Slack's own reference and with the handlers."""

import json
from pathlib import Path
from typing import Any

import pytest

import bot.workspace.methods.handlers  # noqa: F401 - registers every handler
from bot.workspace.methods.registry import HANDLERS
from bot.workspace.methods.table import METHODS, Method

REFERENCE = Path(__file__).parents[5] / "shared" / "wire" / "slack-methods"
# Where the reference is known to be wrong or behind Slack's own SDK.
DEMANDED_WRONGLY = {"chat.appendStream": {"markdown_text"}}
NOT_LISTED = {"chat.stopStream": {"session_status"}}
KINDS = {"boolean": "bool", "integer": "int", "number": "int"}
# Strings in the reference that carry JSON, and lists that are sent as JSON.
JSON_WORDS = {"view", "blocks", "attachments", "metadata", "unfurls", "prompts", "chunks", "files"}

needs_reference = pytest.mark.skipif(not REFERENCE.is_dir(), reason="no method reference here")


def described(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((REFERENCE / f"{name}.json").read_text())
    return found


def test_every_method_has_its_handler() -> None:
    assert HANDLERS.keys() == METHODS.keys()


@needs_reference
@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
def test_a_method_is_as_slack_documents_it(method: Method) -> None:
    reference = described(method.name)
    arguments = reference.get("args") or {}
    properties = arguments.get("properties", {}).keys() - {"token"}
    required = set(arguments.get("required", ())) - {"token"}

    assert method.arguments.keys() == properties | NOT_LISTED.get(method.name, set())
    assert method.needs.keys() == required - DEMANDED_WRONGLY.get(method.name, set())
    assert set(method.scopes) == set((reference.get("scope") or {}).get("bot", ()))
    assert method.tier == reference["rate_limits"]
    assert method.reads_json == bool(reference.get("json_input_supported"))


@needs_reference
@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method.name)
def test_arguments_are_of_the_kind_slack_documents(method: Method) -> None:
    properties = (described(method.name).get("args") or {}).get("properties", {})
    for name, kind in method.arguments.items():
        if name in JSON_WORDS:
            assert kind == "json", name
        elif (documented := properties.get(name, {}).get("type")) in KINDS:
            assert kind == KINDS[documented], name
