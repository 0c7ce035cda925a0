"""Managers are told of flags on their people's deals: set, cleared, undone; privately, each once,
whoever dies."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, RowMapping, Text, cast, exists, or_, select

from bot.blocks import plain_message
from bot.conversation import Conversations
from bot.digests import ledger
from bot.digests.post import Postman
from bot.pilote import Pilote
from bot.posting import Message
from prompts import say
from storage.tables import changes, deliveries, opportunities, people
from tools.engine.people import Person, names_of, person_by_email

SCHEDULE, UNDONE = "flag_notice", "flag_undone"
KINDS = ("flag", "clear_flag")
RECENT = timedelta(days=1)  # older changes are no news


@dataclass(frozen=True)
class Notice:
    """What was done about a flag, and the manager of the deal's owner."""

    schedule: str
    change: int
    kind: str
    by: str
    deal: str
    reason: str | None
    manager: Person


class Notices:
    """Rounds of telling managers; each one starts from what changes and ledger say."""

    def __init__(self, bot: Pilote, postman: Postman) -> None:
        self._bot = bot
        self._postman = postman

    async def round(self) -> None:
        """Tells what nobody was told yet."""
        for notice in await asyncio.to_thread(lambda: list(self._open())):
            key = ledger.Key(notice.schedule, str(notice.change), notice.manager.email)
            await self._postman.post(notice.manager, key, partial(self._message, notice))

    def _open(self) -> Iterator[Notice]:
        with self._bot.database.reading() as connection:
            rows = _untold(connection, self._bot.clock.now() - RECENT)
        if not rows:
            return
        with self._bot.sales.reading() as connection:
            today = self._bot.desk(connection).today
            deals = _managed(connection, {row["deal"] for _, row in rows})
            managers = {one: person_by_email(connection, one) for _, one in deals.values()}
        for schedule, row in rows:
            name, email = deals.get(row["deal"], ("", ""))
            manager = managers.get(email)
            if manager is not None and manager.is_active(today) and email != row["made_by"]:
                reason = row["after"].get("flag") or row["after"].get("reason")
                yield Notice(
                    schedule, row["pk"], row["kind"], row["made_by"], name, reason, manager
                )

    def _message(self, notice: Notice) -> Message:
        with self._bot.sales.reading() as connection:
            company = self._bot.desk(connection).company
            name = names_of(connection, [notice.by]).get(notice.by, notice.by)
        locale = self._bot.locale_of(notice.manager, company.locale)
        undone = notice.schedule == UNDONE
        key = f"slack.notice.{notice.kind}{'_undone' if undone else ''}"
        key = key if notice.reason or undone else f"{key}_alone"
        return plain_message(say(locale, key, by=name, deal=notice.deal, reason=notice.reason))


def _untold(connection: Connection, since: datetime) -> list[tuple[str, RowMapping]]:
    """The changes since then that nobody was told of yet, each with the schedule of its notice: one
    that was undone is only spoken of where its making was told."""
    c = changes.c
    query = (
        select(c.pk, c.kind, c.made_by, c.after, c.deal, c.undone_at)
        .where(c.kind.in_(KINDS), or_(c.made_at > since, c.undone_at > since))
        .order_by(c.pk)
    )
    made = query.where(c.undone_at.is_(None), ~_settled(SCHEDULE, "sent", "undeliverable"))
    undone = query.where(
        c.undone_at.is_not(None),
        _settled(SCHEDULE, "sent"),
        ~_settled(UNDONE, "sent", "undeliverable"),
    )
    both = ((SCHEDULE, made), (UNDONE, undone))
    return [(name, row) for name, rows in both for row in connection.execute(rows).mappings()]


def _settled(schedule: str, *states: str) -> Any:  # noqa: ANN401 (a condition)
    d = deliveries.c
    return exists().where(
        d.schedule == schedule, d.window == cast(changes.c.pk, Text), d.state.in_(states)
    )


def _managed(connection: Connection, ids: set[str]) -> dict[str, tuple[str, str]]:
    """By the id of a deal, its name and the email of its owner's manager."""
    owner, manager, o = people.alias(), people.alias(), opportunities.c
    query = (
        select(o.id, o.name, manager.c.email)
        .join(owner, owner.c.pk == o.owner_pk)
        .join(manager, manager.c.pk == owner.c.manager_pk)
        .where(o.id.in_(ids))
    )
    return {deal: (name, email) for deal, name, email in connection.execute(query)}


async def tell_managers(conversations: Conversations) -> None:
    """A round at once, after a change."""
    bot, client, callers = conversations.bot, conversations.client, conversations.callers
    await Notices(bot, Postman(bot, client, callers)).round()
