"""The forecast modal submitted: kept once, and confirmed to the one who submitted it."""

import asyncio
import hashlib
import json
from decimal import Decimal
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.amounts import amount_of
from bot.blocks.forecast import BEST_CASE, CALLBACK, COMMENT, COMMIT
from bot.blocks.submission import kept_message
from bot.conversation import Conversations
from bot.delivery import once
from bot.forecasting import calendar_of, keep, sheet_of
from bot.identity import Caller
from bot.pilote import Pilote
from bot.requests import team_of, workspace_of
from bot.saying.reasons import error_text
from prompts import say
from storage.errors import PiloteError
from tools.submissions import Draft, Made, Sheet


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Kept before it is acknowledged: Slack sends a submission once, and closes the modal then."""

    @app.view(CALLBACK)
    async def on_submit(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        caller = await conversations.callers.who(
            body["user"]["id"], team_of(body) or workspace_of(body, conversations.team)
        )
        filled = _Filled(view)
        try:
            sheet = await asyncio.to_thread(
                sheet_of, conversations.bot, caller.name, filled.period, projected=False
            )
            faults = filled.faults(sheet, caller.locale)
            draft = None if faults else filled.draft(sheet)
            made = draft and await _kept(conversations.bot, sheet, draft, _once_as_entered(view))
        except PiloteError as error:
            faults, made = {COMMIT: error_text(error, caller.locale)}, None
        if faults:
            await ack(response_action="errors", errors=faults)
            return
        await ack()
        if made and draft:
            conversations.aside(_confirm(conversations, caller, made, draft, filled.period))


class _Filled:
    """What stands in the fields of the modal."""

    def __init__(self, view: dict[str, Any]) -> None:
        self._values = view["state"]["values"]
        self.period: str = json.loads(view["private_metadata"])["period"]

    def draft(self, sheet: Sheet) -> Draft:
        """The submission; there are no faults in the fields."""
        best = self._text(BEST_CASE)
        return Draft(
            amount_of(self._text(COMMIT), sheet.currency) or Decimal(0),
            amount_of(best, sheet.currency) if best else None,
            self._text(COMMENT) or None,
        )

    def faults(self, sheet: Sheet, locale: str) -> dict[str, str]:
        """A complaint for each field whose text is no amount."""
        wrong = say(locale, "say.submission.modal.amount_wrong", currency=sheet.currency)
        asked = [COMMIT, *([BEST_CASE] if self._text(BEST_CASE) else [])]
        return {n: wrong for n in asked if amount_of(self._text(n), sheet.currency) is None}

    def _text(self, name: str) -> str:
        field = self._values.get(name, {}).get(name, {})
        return (field.get("value") or "").strip()


def _once_as_entered(view: dict[str, Any]) -> str:
    """The key of this modal with these values: other ones are another submission."""
    entered = json.dumps(view["state"]["values"], sort_keys=True)
    return f"view:{view['id']}:{hashlib.sha256(entered.encode()).hexdigest()}"


async def _kept(bot: Pilote, sheet: Sheet, draft: Draft, key: str) -> Made | None:
    """None where this modal had been submitted before with the same values."""
    async with once(bot.database, key) as first:
        return await asyncio.to_thread(keep, bot, sheet, draft) if first else None


async def _confirm(
    conversations: Conversations, caller: Caller, made: Made, draft: Draft, period: str
) -> None:
    """Into the submitter's own conversation with the bot: it is nobody else's."""
    bot = conversations.bot
    sheet = await asyncio.to_thread(sheet_of, bot, caller.name, period)
    calendar = await asyncio.to_thread(calendar_of, bot)
    message = kept_message(sheet, made, draft, calendar, caller.locale)
    await conversations.client.chat_postMessage(
        channel=caller.slack_id,
        text=message.text,
        blocks=message.blocks or None,
        unfurl_links=False,
        unfurl_media=False,
    )
