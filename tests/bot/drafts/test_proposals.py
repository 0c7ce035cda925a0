"""`/proposal` in Slack: the draft, and the approval of its price asked for and given once."""

import asyncio

from sqlalchemy import select

from bot.pilote import Pilote
from bot.workspace import Workspace
from bot.workspace.model.messages import Message
from storage.tables import approvals, proposal_versions


async def proposal(slack: Workspace, who: str, text: str) -> Message:
    sent = await slack.slash(who, "#sales", "/proposal", text)
    return await slack.wait_for_reply(sent)


def requests(slack: Workspace, who: str) -> list[Message]:
    return [message for message in slack.posts(slack.im(who)) if "your approval" in message.text]


async def test_a_price_within_the_rules_asks_for_nothing(served: Workspace, bot: Pilote) -> None:
    message = await proposal(served, "Alice Lindqvist", "O1")
    assert [block["type"] for block in message.blocks] == ["markdown"]
    await proposal(served, "Alice Lindqvist", "O1")
    with bot.database.reading() as connection:
        versions = connection.scalars(select(proposal_versions.c.version)).all()
    assert versions == [1]


async def test_approval_is_asked_once_and_given_once(served: Workspace, bot: Pilote) -> None:
    message = await proposal(served, "Alice Lindqvist", "Norrland extension")
    assert "€80,000 before a discount of 37.5%, which is €30,000" in message.text
    clicks = [served.click("Alice Lindqvist", message, "ask_approval") for _ in range(5)]
    await asyncio.gather(*clicks)
    [request] = await served.until(lambda: requests(served, "Fiona Gallagher") or None)
    assert "a discount of 37.5% on Norrland extension" in request.text
    # Marcus may approve, too: he finds the button with the proposal.
    his = await proposal(served, "Marcus Oakley", "O2")
    await asyncio.gather(
        served.click("Fiona Gallagher", request, "approve_price"),
        served.click("Marcus Oakley", his, "approve_price"),
    )
    told = await served.until(lambda: served.posts(served.im("Alice Lindqvist")) or None)
    await served.idle()
    assert ["approved the discount on Norrland extension" in one.text for one in told] == [True]
    with bot.database.reading() as connection:
        [row] = connection.execute(select(approvals)).mappings().all()
    assert row["decided_by"] is not None
    after = await proposal(served, "Alice Lindqvist", "O2")
    assert "Approved by" in after.text
    assert [block["type"] for block in after.blocks] == ["markdown"]
