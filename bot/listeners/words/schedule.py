"""`/pilote schedule …`: set in words after a preview; without words, what is set is listed."""

import asyncio
import re
from typing import Protocol

from bot.blocks import plain_message
from bot.blocks.schedules import list_message, preview_message
from bot.conversation import Conversations
from bot.identity import Caller
from bot.posting import Message
from bot.schedules import carrying_out
from bot.schedules.channels import place_of
from bot.schedules.reading import Wish
from bot.schedules.setting import is_wish, names_ritual, plan_of, wish_of
from bot.schedules.store import Plan
from storage.errors import PiloteError
from tools.engine.people import Person

WORD = re.compile(
    r"(?:schedules?|scheduled|planifie[rz]?|planifications?)\b\s*(?P<wish>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MENTION = re.compile(r"<@(?P<id>[A-Z0-9]+)(?:\|[^>]*)?>")


class Sent(Protocol):
    """A command as it was sent, as far as this one needs it."""

    @property
    def team(self) -> str:
        """The workspace it was typed in."""


# « Mets en pause la planification 3 », "pause schedule 3": with the number last, or first.
_VERBS = r"pause|suspends?|suspendre|resume|reprends?|reprendre|remove|delete|supprimer?|enlever?"
_CHANGED = re.compile(
    rf"(?:please\s+)?(?P<what>{_VERBS})\s+(?:the\s+|la\s+|le\s+)?"
    r"(?:schedule|planification|rituel|ritual)\s+#?(?P<number>\d{1,9})\W*",
    re.IGNORECASE,
)


async def SAID(  # noqa: N802 (what the registry looks for)
    conversations: Conversations, caller: Caller, text: str, workspace: str
) -> Message | None:
    """The same among questions: None for what is neither the list, a change nor a whole wish."""
    if caller.person is None:
        return None
    called, changed = WORD.fullmatch(text.strip()), _CHANGED.fullmatch(text.strip())
    said = called["wish"].strip() if called else text
    if changed:
        said = f"{changed['what']} {changed['number']}"
    known = (carrying_out.LIST, carrying_out.CHANGE) if called or changed else ()
    if not any(pattern.fullmatch(said) for pattern in known):
        if not names_ritual(said):
            return None  # nobody's name has to be looked for in it
        wish = await _emails(conversations, said)
        if not await asyncio.to_thread(is_wish, conversations.bot, caller.person, wish):
            return None
    return await _answered(conversations, caller, workspace, said)


async def answer(
    conversations: Conversations, caller: Caller, slash: Sent, match: re.Match[str]
) -> Message:
    """The list, a change, or the preview of what would be set."""
    return await _answered(conversations, caller, slash.team, match["wish"].strip())


async def _answered(conversations: Conversations, caller: Caller, team: str, said: str) -> Message:
    if caller.person is None:
        raise PiloteError("schedule_not_yours")
    bot, person, locale = conversations.bot, caller.person, caller.locale
    if carrying_out.LIST.fullmatch(said):
        listed = await asyncio.to_thread(carrying_out.listing, bot, person, locale)
        return list_message(listed.lead, listed.lines, locale)
    changed = carrying_out.CHANGE.fullmatch(said)
    if changed:
        what = next(name for name in ("pause", "resume", "remove") if changed[name])
        number = int(changed["number"])
        text = await asyncio.to_thread(carrying_out.change, bot, person, what, number, locale)
        return plain_message(text)
    wish = await _emails(conversations, said)
    plan = await planned(conversations, person, team, wish, locale)
    text = await asyncio.to_thread(carrying_out.preview, bot, plan, locale)
    return preview_message(text, wish, locale)


async def planned(
    conversations: Conversations, person: Person, slack_team: str, text: str, locale: str
) -> Plan:
    """What these words would set, once more for each click. Raises like `wish_of`, `plan_of`."""
    wish = await asyncio.to_thread(wish_of, conversations.bot, person, text)
    return await wished(conversations, person, slack_team, wish, locale)


async def wished(
    conversations: Conversations, person: Person, slack_team: str, wish: Wish, locale: str
) -> Plan:
    """What a wish would set. Raises like `place_of` and `plan_of`."""
    place = await place_of(conversations.client, slack_team, wish)
    return await asyncio.to_thread(plan_of, conversations.bot, person, wish, place, locale)


async def _emails(conversations: Conversations, text: str) -> str:
    """People that Slack names by their ids, by their emails."""
    for slack_id in set(_MENTION.findall(text)):
        named = await conversations.callers.who(slack_id)
        if named.person is not None:
            text = re.sub(rf"<@{slack_id}(\|[^>]*)?>", f" {named.person.email} ", text)
    return text
