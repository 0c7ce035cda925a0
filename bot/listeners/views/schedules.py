"""The form of a schedule submitted: shown as it was understood, and set when confirmed."""

import asyncio
from dataclasses import asdict

from slack_bolt.async_app import AsyncApp

from bot.blocks.schedule_form import (
    AT,
    CHANNEL,
    CONFIRM,
    FORM,
    HOW_OFTEN,
    RITUAL,
    WEEKDAY,
    WITH,
    days_of,
    done,
    preview,
)
from bot.conversation import Conversations
from bot.identity import Caller
from bot.listeners.modals import Submission, on_step
from bot.listeners.words.schedule import wished
from bot.posting import Block
from bot.schedules import carrying_out
from bot.schedules.reading import Wish
from bot.schedules.setting import may_set
from storage.errors import PiloteError

FIELD_OF = {"schedule_days": HOW_OFTEN, "schedule_person": WITH, "schedule_with_whom": WITH} | {
    **dict.fromkeys(("schedule_channel", "schedule_private", "schedule_no_channel"), CHANNEL),
    "schedule_people": WITH,
}


def register(app: AsyncApp, conversations: Conversations) -> None:
    """Two steps of one form. Confirmed twice, it is set once."""
    bot = conversations.bot

    async def filled(caller: Caller, sent: Submission) -> Block:
        wish, team = await _wish(conversations, caller, sent), sent.private["team"]
        plan = await wished(conversations, caller.by.person, team, wish, caller.locale)
        text = await asyncio.to_thread(carrying_out.preview, bot, plan, caller.locale)
        return preview(text, team, asdict(wish), caller.locale)

    async def confirmed(caller: Caller, sent: Submission) -> Block:
        person, locale = caller.by.person, caller.locale
        wish, team = Wish(**sent.private["wish"]), sent.private["team"]
        plan = await wished(conversations, person, team, wish, locale)
        return done(await asyncio.to_thread(carrying_out.add, bot, person, plan, locale), locale)

    on_step(app, conversations, FORM, filled, FIELD_OF)
    on_step(app, conversations, CONFIRM, confirmed)


async def _wish(conversations: Conversations, caller: Caller, sent: Submission) -> Wish:
    """What was chosen, as it would have been read. Raises PiloteError `schedule_not_yours`,
    `schedule_person` for a Slack user who is nobody here."""
    given, person = sent.values, None
    may_set(caller.by.person)
    chosen = given[WITH]
    if chosen:
        person = (await conversations.callers.who(chosen)).person
        if person is None:
            raise PiloteError("schedule_person")
    with conversations.bot.sales.reading() as connection:
        starts = conversations.bot.desk(connection).company.calendar.starts
    ritual = given[RITUAL] or ""
    return Wish(
        ritual=ritual,
        days=days_of(given[HOW_OFTEN] or "", given[WEEKDAY] or "").rule(ritual, starts),
        at=given[AT] or "",
        channel_id=given[CHANNEL],
        channel_name=None,
        person=person.email if person else None,
    )
