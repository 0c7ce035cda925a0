"""Actions agreed in a ritual: the form that its message opens, and what is said in its thread."""

from datetime import date
from typing import Any

from bot.audience import seen_as
from bot.blocks import plain_message
from bot.blocks.parts import plain
from bot.changing import Done
from bot.desk.actions import action_form
from bot.digests.rituals.agreed import agreed_now
from bot.digests.rituals.written import Sitting, sitting_of
from bot.identity import By
from bot.listeners.presses import Press
from bot.pilote import Pilote
from bot.posting import Message
from bot.schedules.store import Schedule, standing
from prompts import say
from storage.errors import PiloteError
from tools.actions.moved import stands_of
from tools.changes.change import Values
from tools.engine.people import person_by_email
from tools.engine.scope import scope_of


def agree_form(bot: Pilote, press: Press, by: By) -> dict[str, Any]:
    """The form of an action, for the sitting whose button was pressed. Raises PiloteError
    `schedule_unknown` for whom it is not meant for."""
    sitting = sitting_of(press.value)
    _schedule(bot, sitting, press.channel, by)
    private = {
        "schedule": sitting.schedule,
        "agreed_on": sitting.on.isoformat(),
        "channel": press.channel,
        "message": press.thread_ts or press.message,
    }
    form = action_form(bot, "", press.user, by, private)
    return {**form, "title": plain(say(by.locale, "slack.ritual.form"))}


def told_in_thread(bot: Pilote, agreed: Done, private: Values, by: By) -> Message | None:
    """What those who sit there read of it; None where it was made in no ritual, or before. Of
    the deal only a name that the ritual's own eyes see."""
    if "schedule" not in private or agreed.number is None:
        return None
    sitting = Sitting(private["schedule"], date.fromisoformat(private["agreed_on"]))
    schedule = _schedule(bot, sitting, private["channel"], by)
    after, in_channel = agreed.change.after, schedule.plan.channel is not None
    leader = seen_as(bot, schedule.plan.slack_team, schedule.plan.channel or "")
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        eyes = person_by_email(connection, leader or "") if in_channel else by.person
        scope = scope_of(eyes, at.company.name) if eyes else None
        stand = stands_of(connection, scope, {after["on"]}) if scope and after["on"] else {}
    deal = stand[after["on"]].name if stand else None
    locale = schedule.plan.locale if in_channel else by.locale
    due_on = date.fromisoformat(after["due_on"])
    return plain_message(agreed_now(after["what"], due_on, after["name"], deal, locale))


def _schedule(bot: Pilote, sitting: Sitting, channel: str, by: By) -> Schedule:
    """The schedule, for who reads it: whoever is in its channel, or its two people."""
    for one in standing(bot.database):
        plan = one.plan
        mine = plan.channel == channel or by.person.email in {plan.recipient, plan.about}
        if one.number == sitting.schedule and mine:
            return one
    raise PiloteError("schedule_unknown", number=sitting.schedule)
