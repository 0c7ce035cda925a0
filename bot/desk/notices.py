"""Managers are told of flags on their people's deals: privately, each once, whoever dies."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import Text, cast, select

from bot.blocks import plain_message
from bot.conversation import Conversations
from bot.digests import ledger
from bot.digests.post import Postman
from bot.pilote import Pilote
from bot.posting import Message
from prompts import say
from storage.tables import changes, deliveries, opportunities, people
from tools.engine.people import Person, names_of, person_by_email

SCHEDULE = "flag_notice"
KINDS = ("flag", "clear_flag")
RECENT = timedelta(days=1)  # older changes are no news


@dataclass(frozen=True)
class Notice:
    """A flag that was set or cleared, and the manager of the deal's owner."""

    change: int
    kind: str
    by: str
    deal: str
    reason: str | None
    manager: Person


_OWNER, _MANAGER = people.alias(), people.alias()
_FLAGS = (
    select(
        changes.c.pk,
        changes.c.kind,
        changes.c.made_by,
        changes.c.after,
        opportunities.c.name,
        _MANAGER.c.email.label("manager"),
    )
    .join(opportunities, opportunities.c.id == changes.c.deal)
    .join(_OWNER, _OWNER.c.pk == opportunities.c.owner_pk)
    .join(_MANAGER, _MANAGER.c.pk == _OWNER.c.manager_pk)
    .where(
        changes.c.kind.in_(KINDS),
        changes.c.undone_at.is_(None),
        changes.c.made_by != _MANAGER.c.email,
    )
    .order_by(changes.c.pk)
)
_TOLD = select(deliveries.c.pk).where(
    deliveries.c.schedule == SCHEDULE,
    deliveries.c.window == cast(changes.c.pk, Text),
    deliveries.c.state.in_(("sent", "undeliverable")),
)


class Notices:
    """Rounds of telling managers; each one starts from what changes and ledger say."""

    def __init__(self, bot: Pilote, postman: Postman) -> None:
        self._bot = bot
        self._postman = postman

    async def round(self) -> None:
        """Tells what nobody was told yet."""
        for notice in await asyncio.to_thread(self._open):
            key = ledger.Key(SCHEDULE, str(notice.change), notice.manager.email)
            await self._postman.post(notice.manager, key, partial(self._message, notice))

    def _open(self) -> list[Notice]:
        with self._bot.database.reading() as connection:
            today = self._bot.desk(connection).today
            recent = changes.c.made_at > self._bot.clock.now() - RECENT
            found = []
            for row in connection.execute(_FLAGS.where(recent, ~_TOLD.exists())):
                manager = person_by_email(connection, row.manager)
                if manager is not None and manager.is_active(today):
                    reason = row.after.get("flag") or row.after.get("reason")
                    found.append(Notice(row.pk, row.kind, row.made_by, row.name, reason, manager))
            return found

    def _message(self, notice: Notice) -> Message:
        with self._bot.sales.reading() as connection:
            company = self._bot.desk(connection).company
            name = names_of(connection, [notice.by]).get(notice.by, notice.by)
        locale = self._bot.locale_of(notice.manager, company.locale)
        key = f"slack.notice.{notice.kind}"
        key = key if notice.reason else f"{key}_alone"
        return plain_message(say(locale, key, by=name, deal=notice.deal, reason=notice.reason))


async def tell_managers(conversations: Conversations) -> None:
    """A round at once, after a change."""
    bot, client, callers = conversations.bot, conversations.client, conversations.callers
    await Notices(bot, Postman(bot, client, callers)).round()
