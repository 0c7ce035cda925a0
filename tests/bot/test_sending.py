"""What Slack does not confirm stands there once, wherever it is: it is looked for before it is sent
again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete

from bot import conversation, sending
from bot.pilote import Pilote
from bot.posting import Message, web_client
from bot.settings import Settings
from bot.workspace import Workspace
from storage.tables import received

QUESTION = "bookings this quarter"
UNCLEAR = [
    {"status": 500, "applied": True},
    {"drop": True, "applied": True},
    {"error": "fatal_error", "applied": True},
    {"delay": 0.6},  # it arrives when nobody waits for its answer any more
    {"delay": 0.6, "drop": True, "applied": True},
    {"status": 503},
    {"drop": True},
]


@pytest.fixture(autouse=True)
def _in_haste(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sending, "PAUSE", 0.02)
    monkeypatch.setattr(sending, "LATE", (0.1, 0.2, 0.4))
    return


@pytest.mark.parametrize("trouble", UNCLEAR, ids=str)
async def test_an_answer_in_a_direct_message_comes_once(
    served: Workspace, monkeypatch: pytest.MonkeyPatch, trouble: dict[str, object]
) -> None:
    if "delay" in trouble:
        monkeypatch.setattr(sending, "TIMEOUT", 0.4)
    served.fail_next("chat.postMessage", **trouble)  # type: ignore[arg-type]
    question = await served.dm("Alice Lindqvist", QUESTION)
    await served.until(served.posts, seconds=30)
    await served.idle(0.8)
    [answer] = served.posts()
    assert "€60,000" in answer.text
    assert answer.thread_ts == question.ts


async def test_the_same_words_earlier_in_a_thread_are_not_taken_for_it(served: Workspace) -> None:
    question = await served.dm("Alice Lindqvist", QUESTION)
    await served.wait_for_reply(question)
    for trouble in ({"applied": True}, {}):
        served.fail_next("chat.postMessage", status=502, **trouble)
        await served.dm("Alice Lindqvist", QUESTION, thread=question)
        await served.idle(0.3)
    assert ["€60,000" in one.text for one in served.posts()] == [True] * 3


async def test_what_is_sent_to_somebody_is_looked_for_in_their_direct_message(
    slack: Workspace, settings: Settings
) -> None:
    slack.fail_next("chat.postMessage", status=500, applied=True)
    at = await sending.post(web_client(settings), Message("To you"), "U0ALICE")
    [sent] = slack.posts()
    assert at == f"{slack.im('Alice Lindqvist').id}:{sent.ts}"


async def test_where_nothing_can_be_looked_up_it_is_rather_sent(served: Workspace) -> None:
    served.fail_next("chat.postMessage", status=500, times=3)
    served.fail_next("conversations.replies", status=500, times=3)
    question = await served.dm("Alice Lindqvist", QUESTION)
    await served.wait_for_reply(question, seconds=10)
    tried = [call.method for call in served.calls if call.method != "users.info"]
    assert tried.count("chat.postMessage") == 4
    assert len(served.posts()) == 1


async def test_what_a_process_posted_before_it_died_is_not_posted_again(
    served: Workspace, bot: Pilote, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = await served.dm("Alice Lindqvist", QUESTION)
    await served.wait_for_reply(question)
    await served.idle()
    with bot.database.writing() as connection:
        connection.execute(delete(received))  # it had no time to note that it was done
    monkeypatch.setattr(conversation, "LAPSE", timedelta(0))
    await served.resend(question, new_id=True)
    await served.idle(0.3)
    assert len(served.posts()) == 1
