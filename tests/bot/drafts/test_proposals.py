"""`/proposal` in Slack: the draft, and the approval of its price asked for and given once."""

import asyncio
from io import BytesIO
from typing import Any

from docx import Document
from sqlalchemy import select

from bot.pilote import Pilote
from bot.workspace import Workspace
from bot.workspace.model.messages import Message
from storage.tables import approvals, changes, proposal_versions
from tests.company import FIONA


async def proposal(slack: Workspace, who: str, text: str) -> Message:
    sent = await slack.slash(who, "#sales", "/proposal", text)
    return await slack.wait_for_reply(sent, seconds=30)


def requests(slack: Workspace, who: str) -> list[Message]:
    return [message for message in slack.posts(slack.im(who)) if "your approval" in message.text]


def news(slack: Workspace, who: str) -> list[Message]:
    return [message for message in slack.posts(slack.im(who)) if not message.files]


def files(slack: Workspace, who: str) -> list[dict[str, Any]]:
    return [file for message in slack.posts(slack.im(who)) for file in message.files]


async def test_the_word_file_comes_into_the_direct_message(served: Workspace) -> None:
    message = await proposal(served, "Alice Lindqvist", "O1")
    assert "Word file is in our direct message" in message.blocks[-1]["elements"][0]["text"]
    [file] = files(served, "Alice Lindqvist")
    assert file["name"] == "Proposal Norrland rollout.docx"
    content = served.core.files[file["id"]].content
    told = [one.text for one in Document(BytesIO(content or b"")).paragraphs]
    assert told[0] == "Proposal: Norrland rollout"
    assert not any(one.files for one in served.posts("sales"))  # a file is everybody's there
    unclear = await proposal(served, "Alice Lindqvist", "Norrland")
    assert len(files(served, "Alice Lindqvist")) == 1
    await served.click("Alice Lindqvist", unclear, "draft_deal_2")
    await served.until(lambda: len(files(served, "Alice Lindqvist")) == 2 or None, seconds=30)


async def test_a_slack_that_takes_no_files_is_told_what_to_do(served: Workspace) -> None:
    served.fail_next("files.getUploadURLExternal", error="missing_scope")
    message = await proposal(served, "Alice Lindqvist", "O1")
    assert message.blocks[0]["text"].startswith("# Proposal: Norrland rollout")
    told = message.blocks[-1]["elements"][0]["text"]
    assert "files:write" in told
    assert "pilote proposal DEAL -o FILE.docx" in told
    assert files(served, "Alice Lindqvist") == []


async def test_a_proposal_in_words_has_a_button_for_the_file(served: Workspace) -> None:
    question = await served.dm("Alice Lindqvist", "draft a proposal for Norrland rollout")
    answer = await served.wait_for_reply(question, seconds=30)
    await served.until(lambda: buttons(answer) or None, seconds=30)
    await served.click("Alice Lindqvist", answer, "proposal_word")
    await served.until(lambda: files(served, "Alice Lindqvist") or None, seconds=30)
    assert answer.blocks[0]["text"].startswith("# Proposal: Norrland rollout")  # it stays


def _proposed(served: Workspace, who: str) -> Message | None:
    return next((one for one in news(served, who) if one.text.startswith("Prop")), None)


async def test_a_proposal_in_words_asks_for_approval_too(served: Workspace) -> None:
    question = await served.dm("Alice Lindqvist", "draft a proposal for Norrland")
    which = await served.wait_for_reply(question, seconds=30)
    await served.until(lambda: buttons(which) or None, seconds=30)
    await served.click("Alice Lindqvist", which, "draft a proposal for Norrland extension")
    hers = await served.until(
        lambda: next(
            (m for m in news(served, "Alice Lindqvist") if m.text.startswith("Prop")), None
        ),
        seconds=30,
    )
    assert [one for one in buttons(hers) if one != "answer_share_to"][:2] == [
        "proposal_word",
        "ask_approval",
    ]
    await asyncio.gather(*(served.click("Alice Lindqvist", hers, "ask_approval") for _ in range(5)))
    await served.until(
        lambda: buttons(hers) == ["proposal_word", "withdraw_approval"] or None, seconds=30
    )
    await served.until(lambda: requests(served, "Fiona Gallagher") or None, seconds=30)
    # Whoever may approve finds the button with the same words, in a channel for their eyes alone.
    asked = await served.say("Marcus Oakley", "#sales", "@Pilote proposal for Norrland extension")
    his = await served.wait_for_reply(asked, seconds=30)
    assert his.ephemeral_to is not None
    assert "approve_price" in buttons(his)
    await served.click("Marcus Oakley", his, "approve_price")
    await served.until(lambda: buttons(his) == ["take_back_approval"] or None, seconds=30)
    assert len(requests(served, "Fiona Gallagher")) == 1


async def test_a_price_within_the_rules_asks_for_nothing(served: Workspace, bot: Pilote) -> None:
    message = await proposal(served, "Alice Lindqvist", "O1")
    assert [block["type"] for block in message.blocks] == ["markdown", "context"]
    await proposal(served, "Alice Lindqvist", "O1")
    with bot.database.reading() as connection:
        versions = connection.scalars(select(proposal_versions.c.version)).all()
    assert versions == [1]


async def test_approval_is_asked_once_and_given_once(served: Workspace, bot: Pilote) -> None:
    message = await proposal(served, "Alice Lindqvist", "Norrland extension")
    assert "€80,000 before a discount of 37.5%, which is €30,000" in message.text
    clicks = [served.click("Alice Lindqvist", message, "ask_approval") for _ in range(5)]
    await asyncio.gather(*clicks)
    [request] = await served.until(lambda: requests(served, "Fiona Gallagher") or None, seconds=30)
    assert "a discount of 37.5% on Norrland extension" in request.text
    # Marcus may approve, too: he finds the button with the proposal.
    his = await proposal(served, "Marcus Oakley", "O2")
    await asyncio.gather(
        served.click("Fiona Gallagher", request, "approve_price"),
        served.click("Marcus Oakley", his, "approve_price"),
    )
    told = await served.until(lambda: news(served, "Alice Lindqvist") or None, seconds=30)
    await served.idle()
    assert ["approved the discount on Norrland extension" in one.text for one in told] == [True]
    with bot.database.reading() as connection:
        [row] = connection.execute(select(approvals)).mappings().all()
    assert row["decided_by"] is not None
    after = await proposal(served, "Alice Lindqvist", "O2")
    assert "Approved by" in after.text
    assert [block["type"] for block in after.blocks] == ["markdown", "context"]


def buttons(message: Message) -> list[str]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row]


async def test_what_was_asked_and_given_is_taken_back_once(served: Workspace, bot: Pilote) -> None:
    hers = await proposal(served, "Alice Lindqvist", "O2")
    await served.click("Alice Lindqvist", hers, "ask_approval")
    await served.until(
        lambda: buttons(hers) == ["proposal_word", "withdraw_approval"] or None, seconds=30
    )
    [request] = await served.until(lambda: requests(served, "Fiona Gallagher") or None, seconds=30)
    his = await proposal(served, "Marcus Oakley", "O2")
    # Two managers at once, five clicks each: one of them gives it.
    await asyncio.gather(
        *(served.click("Fiona Gallagher", request, "approve_price") for _ in range(5)),
        *(served.click("Marcus Oakley", his, "approve_price") for _ in range(5)),
    )
    await served.until(lambda: news(served, "Alice Lindqvist") or None, seconds=30)
    await served.idle(0.5)
    with bot.database.reading() as connection:
        [row] = connection.execute(select(approvals)).mappings().all()
    by_fiona = row["decided_by"] == FIONA
    who, given = ("Fiona Gallagher", request) if by_fiona else ("Marcus Oakley", his)
    assert buttons(given) == ["take_back_approval"]
    assert len(news(served, "Alice Lindqvist")) == 1
    await asyncio.gather(*(served.click(who, given, "take_back_approval") for _ in range(5)))
    await served.until(lambda: news(served, "Alice Lindqvist")[1:] or None, seconds=30)
    await served.idle(0.5)
    assert ["back: it waits again" in one.text for one in news(served, "Alice Lindqvist")] == [
        False,
        True,
    ]
    await served.click(who, given, "approve_price")  # in the same message, given anew
    await served.until(lambda: news(served, "Alice Lindqvist")[2:] or None, seconds=30)
    await served.until(lambda: buttons(given) == ["take_back_approval"] or None, seconds=30)
    await served.click(who, given, "take_back_approval")
    await served.until(lambda: news(served, "Alice Lindqvist")[3:] or None, seconds=30)
    await served.click("Alice Lindqvist", hers, "withdraw_approval")
    await served.until(
        lambda: buttons(hers) == ["proposal_word", "ask_approval"] or None, seconds=30
    )
    with bot.database.reading() as connection:
        [row] = connection.execute(select(approvals)).mappings().all()
        log = connection.scalars(select(changes.c.undone_at)).all()
    assert (row["decided_by"], row["withdrawn_at"] is None) == (None, False)
    assert len(log) == 3
    assert None not in log
