"""Requests with nothing in them but what Slack always sends, and a Slack that refuses whatever an
answer can do without."""

from functools import partial

from bot.workspace import Workspace
from bot.workspace.types import JSON
from tests.bot.listeners.test_open_channels import asked, opened

ASK = "bookings this quarter"
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": ASK}}
RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [{"type": "text", "text": "bookings "}, {"type": "text", "text": ASK[9:]}],
        }
    ],
}


async def deliver_bare(workspace: Workspace, who: str, event: JSON) -> None:
    """A direct message with no event id, no team, no kind of channel."""
    said = {"type": "message", "user": workspace.user(who).id, "channel": workspace.im(who).id}
    await workspace.deliver("events_api", {"type": "event_callback", "event": {**said, **event}})


async def test_an_event_with_the_least_in_it_is_answered(anyhow: Workspace) -> None:
    """Words that stand in blocks alone are read, too."""
    root = await anyhow.dm("Alice Lindqvist", "help")
    await anyhow.wait_for_reply(root)
    spoken: list[JSON] = [{"text": ASK}, {"blocks": [SECTION]}, {"blocks": [RICH]}]
    for n, words in enumerate(spoken, start=2):
        event = {**words, "ts": f"176400000{n}.000100", "thread_ts": root.ts}
        await deliver_bare(anyhow, "Alice Lindqvist", event)
        await deliver_bare(anyhow, "Alice Lindqvist", event)
        await anyhow.until(partial(_are, anyhow, n))
    await anyhow.idle()
    _, *answers = anyhow.posts()
    assert ["€60,000" in one.text for one in answers] == [True, True, True]


def _are(workspace: Workspace, many: int) -> bool | None:
    return len(workspace.posts()) == many or None


async def test_a_command_with_the_least_in_it_is_answered(served_http: Workspace) -> None:
    alice = served_http.user("Alice Lindqvist").id
    payload = {"command": "/pilote", "text": ASK, "user_id": alice}
    channel = served_http.channel("#sales").id
    await served_http.deliver("slash_commands", {**payload, "channel_id": channel})
    [answer] = await served_http.until(lambda: served_http.posts() or None)
    assert answer.ephemeral_to == alice
    assert "€60,000" in answer.text


async def test_where_the_response_url_fails_the_answer_goes_beside(
    served_http: Workspace,
) -> None:
    served_http.fail_next("response_url", status=404, times=9)
    await served_http.slash("Alice Lindqvist", "#sales", "/pilote", ASK)
    [answer] = await served_http.until(lambda: served_http.posts() or None)
    assert answer.ephemeral_to == "U0ALICE"
    assert "€60,000" in answer.text


async def test_where_a_channel_shows_nothing_in_private_the_direct_message_does(
    served: Workspace,
) -> None:
    served.fail_next("chat.postEphemeral", error="user_not_in_channel")
    await served.say("Alice Lindqvist", "#sales", f"@Pilote {ASK}")
    [answer] = await served.until(lambda: served.posts() or None)
    assert answer.channel == served.im("Alice Lindqvist").id
    assert "€60,000" in answer.text


async def test_a_click_with_the_least_in_it_is_answered(served_http: Workspace) -> None:
    question = await served_http.dm("Alice Lindqvist", ASK)
    answer = await served_http.wait_for_reply(question)
    pressed = await served_http.click("Alice Lindqvist", answer, "How is this computed?")
    await served_http.until(lambda: len(served_http.posts()) == 2 or None)
    payload = dict(pressed.payload)
    for optional in ("container", "team", "trigger_id"):
        del payload[optional]
    payload["actions"] = [{**payload["actions"][0], "action_ts": "1764000009.1"}]
    await served_http.deliver("interactive", payload)
    await served_http.until(lambda: len(served_http.posts()) == 3 or None)


async def test_a_status_that_slack_refuses_costs_no_answer(served: Workspace) -> None:
    served.fail_next("users.info", delay=1.6)
    served.fail_next("agents.sessions.setStatus", error="unknown_method", times=9)
    question = await served.dm("Camille Roux", ASK)
    assert "200" in (await served.wait_for_reply(question)).text


async def test_an_open_channel_where_no_lists_of_members_are_kept(
    north: Workspace, served: Workspace
) -> None:
    """A server that speaks only a part of Slack's API: operations' word counts."""
    await opened(served)
    north.fail_next("conversations.members", error="unknown_method")
    answer = await asked(served, "Alice Lindqvist", ASK)
    assert answer.ephemeral_to is None
    assert "€96,000" in answer.text
