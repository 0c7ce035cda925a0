"""The line in a ritual's thread that says what was agreed: noted as it is posted, so that it says
so when the action is taken back, wherever that was done."""

import asyncio
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import RowMapping, Text, cast, exists, select

from bot.blocks import plain_message
from bot.conversation import Conversations
from bot.digests import ledger
from bot.digests.post import Postman
from bot.pilote import Pilote
from bot.posting import Message
from bot.saying.numbers import day
from bot.schedules.store import standing
from bot.sending import post
from prompts import say
from storage.tables import changes, deliveries
from tools.engine.people import person_by_email

LINE, TAKEN_BACK = "action_agreed", "action_taken_back"
RECENT = timedelta(days=1)  # after that nobody reads the thread any more


async def post_line(
    conversations: Conversations, action: int, message: Message, place: tuple[str, str], by: str
) -> None:
    """Posts what change `action` agreed in a thread (channel, root), and notes where it stands."""
    at = await post(conversations.client, message, *place)
    database, key = conversations.bot.database, ledger.Key(LINE, str(action), by)
    await asyncio.to_thread(ledger.claim, database, key)
    await asyncio.to_thread(ledger.settle, database, key, "sent", at=at)


class AgreedLines:
    """Rounds over the lines of actions that were taken back."""

    def __init__(self, bot: Pilote, postman: Postman) -> None:
        self._bot = bot
        self._postman = postman

    async def round(self) -> None:
        """Rewrites those that still say the action stands."""
        for row in await asyncio.to_thread(self._open):
            key = ledger.Key(TAKEN_BACK, str(row["pk"]), row["made_by"])
            await self._postman.rewrite(key, row["message"], partial(self._message, row))

    def _open(self) -> list[RowMapping]:
        c, told = changes.c, deliveries.alias()
        line = (deliveries.c.schedule == LINE) & (deliveries.c.window == cast(c.pk, Text))
        told_again = exists().where(
            told.c.schedule == TAKEN_BACK,
            told.c.window == cast(c.pk, Text),
            told.c.state.in_(("sent", "undeliverable")),
        )
        query = (
            select(c.pk, c.made_by, c.after, deliveries.c.message)
            .join(deliveries, line)
            .where(c.undone_at > self._since(), deliveries.c.message.is_not(None), ~told_again)
        )
        with self._bot.database.reading() as connection:
            return list(connection.execute(query).mappings())

    def _since(self) -> datetime:
        return self._bot.clock.now() - RECENT

    def _message(self, row: RowMapping) -> Message:
        after: Mapping[str, Any] = row["after"]
        locale = self._locale(after["schedule"], row["made_by"])
        due = day(date.fromisoformat(after["due_on"]), locale)
        facts = {"what": after["what"], "day": due, "owner": after["name"]}
        return plain_message(say(locale, "say.rituals.agreed.back", **facts))

    def _locale(self, schedule: int, by: str) -> str:
        """That of a channel's ritual; of two people's, or one that is gone, whoever agreed it."""
        for one in standing(self._bot.database):
            if one.number == schedule and one.plan.channel is not None:
                return one.plan.locale
        with self._bot.sales.reading() as connection:
            company = self._bot.desk(connection).company
            return self._bot.locale_of(person_by_email(connection, by), company.locale)


async def tell_threads(conversations: Conversations) -> None:
    """A round at once, after something was undone."""
    bot, client, callers = conversations.bot, conversations.client, conversations.callers
    await AgreedLines(bot, Postman(bot, client, callers)).round()
