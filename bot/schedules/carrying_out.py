"""Schedules set, listed, paused, resumed and removed in words, from Slack and the terminal."""

import re
from dataclasses import dataclass

from bot.audience import seen_as
from bot.digests.rituals.written import ritual_text
from bot.pilote import Pilote
from bot.saying.schedules import line_text, listed_text, next_text, plan_text
from bot.schedules import store
from bot.schedules.setting import next_time, seen_by, theirs
from bot.schedules.store import Plan, Schedule
from prompts import say
from tools.engine.people import Person, names_of, person_by_email

LIST = re.compile(r"(?:list|liste|lister)?", re.IGNORECASE)
CHANGE = re.compile(
    r"(?:(?P<pause>pause|suspends?|suspendre)|(?P<resume>resume|reprends?|reprendre)"
    r"|(?P<remove>remove|delete|supprimer?|enlever?))\s+#?(?P<number>\d{1,9})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Listed:
    """Schedules as they are shown: a lead, and (number, whether paused, line) of each."""

    lead: str
    lines: list[tuple[int, bool, str]]
    text: str


def preview(bot: Pilote, plan: Plan, locale: str) -> str:
    """What would be set, and when it would be sent first."""
    told = plan_text(plan, _names(bot, [plan]), locale)
    return f"{told}\n{next_text(plan.rule.next_day(bot.clock.now()), locale)}"


def shown(bot: Pilote, asker: Person, plan: Plan, locale: str) -> str:
    """What would be sent now, as the asker would read it."""
    leader = seen_as(bot, plan.slack_team, plan.channel) if plan.channel else None
    with bot.sales.reading() as connection:
        whose = person_by_email(connection, leader or plan.about or plan.recipient or "")
    return ritual_text(bot, plan.ritual, whose or asker, locale, asker.email)


def add(bot: Pilote, asker: Person, plan: Plan, locale: str) -> str:
    """Sets it and says so; set before, the same is said."""
    made = store.add(bot.database, plan, asker.email, bot.clock.now())
    return f"{say(locale, 'say.schedules.added')}\n{_line(bot, made, locale)}"


def listing(bot: Pilote, asker: Person, locale: str) -> Listed:
    """Those that the asker may see."""
    found = [(one, next_time(one, bot)) for one in seen_by(bot, asker)]
    names = _names(bot, [one.plan for one, _ in found])
    lines = [(one.number, one.paused, line_text(one, when, names, locale)) for one, when in found]
    text = listed_text(found, names, locale)
    return Listed(text.split("\n")[0], lines, text)


def change(bot: Pilote, asker: Person, what: str, number: int, locale: str) -> str:
    """Pauses, resumes or removes one and says so. Raises PiloteError `schedule_unknown`."""
    before = theirs(bot, asker, number)
    now = bot.clock.now()
    if what == "pause":
        store.pause(bot.database, number, now)
    elif what == "resume":
        store.resume(bot.database, number, now)
    else:
        store.remove(bot.database, number, asker.email, now)
    told = plan_text(before.plan, _names(bot, [before.plan]), locale)
    return say(locale, f"say.schedules.{what}d_done", number=number, plan=told)


def _line(bot: Pilote, schedule: Schedule, locale: str) -> str:
    names = _names(bot, [schedule.plan])
    return line_text(schedule, next_time(schedule, bot), names, locale)


def _names(bot: Pilote, plans: list[Plan]) -> dict[str, str]:
    emails = [email for plan in plans for email in (plan.recipient, plan.about) if email]
    with bot.sales.reading() as connection:
        return names_of(connection, emails)
