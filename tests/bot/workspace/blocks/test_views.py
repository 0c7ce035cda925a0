"""Modals and Home tabs: what may stand around their blocks."""

from typing import Any

import pytest

from bot.workspace.blocks.views import view_problems

Json = dict[str, Any]
FIELD = {
    "type": "input",
    "label": {"type": "plain_text", "text": "Commit"},
    "element": {"type": "number_input", "is_decimal_allowed": False},
}


def modal(**fields: object) -> Json:
    title = {"type": "plain_text", "text": "Forecast"}
    return {"type": "modal", "title": title, "blocks": [{"type": "divider"}], **fields}


def text(length: int) -> Json:
    return {"type": "plain_text", "text": "x" * length}


@pytest.mark.parametrize(
    ("fits", "breaks", "says"),
    [
        (modal(title=text(24)), modal(title=text(25)), "25 characters [json-pointer:/view/title"),
        (modal(submit=text(24)), modal(submit=text(25)), "25 characters"),
        (modal(private_metadata="x" * 3000), modal(private_metadata="x" * 3001), "3001"),
        (modal(callback_id="x" * 255), modal(callback_id="x" * 256), "256 characters"),
        (modal(submit=text(4), blocks=[FIELD]), modal(blocks=[FIELD]), "submit is required"),
        (modal(notify_on_close=True), modal(notify=True), "additional property: notify"),
        (modal(), {"type": "modal", "blocks": []}, "missing required field: title"),
        (modal(), {"type": "home", "blocks": []}, "valid enum value [json-pointer:/view/type]"),
    ],
)
def test_a_modal(fits: Json, breaks: Json, says: str) -> None:
    assert view_problems(fits, "modal", frozenset()) == []
    found = view_problems(breaks, "modal", frozenset())
    assert len(found) == 1
    assert says in found[0]


def test_a_home_tab_has_no_title() -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}], "private_metadata": "EMEA"}
    assert view_problems(home, "home", frozenset()) == []
    titled = {**home, "title": text(5)}
    assert "additional property: title" in view_problems(titled, "home", frozenset())[0]
    assert view_problems("home", "home", frozenset()) == [
        "must provide an object [json-pointer:/view]"
    ]
