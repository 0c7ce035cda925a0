"""In drafts: which deal was meant, boxes that tick items, approval asked for and given."""

import json
import re
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.blocks.drafts import DEAL, WORD
from bot.conversation import Conversations
from bot.drafts.approving import approve, ask_approval, undo_approval
from bot.drafts.asked import answer, of_click
from bot.drafts.checklist import TICK
from bot.drafts.proposal import APPROVE, ASK, TAKE_BACK, WITHDRAW
from bot.drafts.ticking import tick
from bot.drafts.word import WordFile

JSON = dict[str, Any]


def register(app: AsyncApp, conversations: Conversations) -> None:
    """What comes of each takes the place of the message."""
    bot = conversations.bot

    @app.action(re.compile(f"^{DEAL}_\\d+$"))
    async def on_deal(ack: AsyncAck, body: JSON, action: JSON) -> None:
        await ack()
        chosen = json.loads(action["value"])
        file = WordFile(conversations, body["user"]["id"])
        work = partial(file.drafted, tool=chosen["tool"], arguments=chosen["arguments"])
        conversations.aside(answer(conversations, of_click(body), work, finish=file.finish))

    @app.action(WORD)
    async def on_word(ack: AsyncAck, body: JSON, action: JSON) -> None:
        await ack()
        file = WordFile(conversations, body["user"]["id"])
        work = partial(file.drafted, tool="proposal", arguments={"deal": action["value"]})
        conversations.aside(
            answer(conversations, of_click(body), work, beside=True, finish=file.alone)
        )

    @app.action(re.compile(f"^{TICK}_\\d+$"))
    async def on_tick(ack: AsyncAck, body: JSON, action: JSON) -> None:
        await ack()
        conversations.aside(
            answer(
                conversations,
                of_click(body),
                lambda person, locale: tick(bot, person, locale, body, action),
            )
        )

    @app.action(ASK)
    async def on_ask(ack: AsyncAck, body: JSON, action: JSON) -> None:
        await ack()
        conversations.aside(ask_approval(conversations, body, action["value"]))

    @app.action(APPROVE)
    async def on_approve(ack: AsyncAck, body: JSON, action: JSON) -> None:
        await ack()
        conversations.aside(approve(conversations, body, action["value"]))

    for name, kind in ((WITHDRAW, "ask_approval"), (TAKE_BACK, "approve")):
        _on_undo(app, conversations, name, kind)


def _on_undo(app: AsyncApp, conversations: Conversations, name: str, kind: str) -> None:
    @app.action(name)
    async def on_undo(ack: AsyncAck, body: JSON, action: JSON) -> None:
        await ack()
        conversations.aside(undo_approval(conversations, body, action["value"], kind))
