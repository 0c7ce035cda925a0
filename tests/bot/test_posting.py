"""Posts that fail are tried again; blocks that are refused are said in words."""

import pytest

from bot.workspace import Workspace

TROUBLE = [
    {"status": 429, "retry_after": 0},
    {"status": 502},
    {"error": "internal_error"},
    {"drop": True},
]


@pytest.mark.parametrize("trouble", TROUBLE, ids=str)
async def test_trouble_that_passes_is_waited_out(
    served: Workspace, trouble: dict[str, int]
) -> None:
    served.fail_next("chat.postMessage", **trouble)  # type: ignore[arg-type]
    question = await served.dm("Alice Lindqvist", "bookings this quarter")
    assert "€60,000" in (await served.wait_for_reply(question, seconds=10)).text
    await served.idle()
    assert len(served.posts()) == 1


async def test_a_post_is_tried_three_times_more(served: Workspace) -> None:
    served.fail_next("chat.postEphemeral", times=3, status=503)
    question = await served.say("Alice Lindqvist", "#sales", "@Pilote bookings this quarter")
    assert "€60,000" in (await served.wait_for_reply(question, seconds=10)).text


@pytest.mark.parametrize("place", ["dm", "channel"])
async def test_refused_blocks_are_said_in_words(served: Workspace, place: str) -> None:
    served.refuse_blocks("context")
    if place == "dm":
        question = await served.dm("Alice Lindqvist", "bookings this quarter")
    else:
        question = await served.say("Alice Lindqvist", "#sales", "@Pilote bookings this quarter")
    answer = await served.wait_for_reply(question)
    assert answer.blocks == []
    assert "€60,000" in answer.text


async def test_nothing_is_unfurled(served: Workspace) -> None:
    await served.wait_for_reply(await served.dm("Alice Lindqvist", "bookings this quarter"))
    [call] = [call for call in served.calls if call.method == "chat.postMessage"]
    assert str(call.arguments["unfurl_links"]).lower() in {"false", "0"}
