"""Schedules in words: what, when, where, and the next time."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from babel.dates import format_date, format_time, get_day_names

from bot.saying.numbers import babel_locale
from bot.schedules.days import WORKDAYS
from bot.schedules.rule import Rule
from bot.schedules.store import Plan, Schedule
from prompts import say

_DAYS = {code: place for place, code in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}


def plan_text(plan: Plan, names: Mapping[str, str], locale: str) -> str:
    """A schedule on one line: « Pipeline review, every Tuesday at 09:00, in #sales-north »."""
    return say(
        locale,
        "say.schedules.plan",
        ritual=say(locale, f"say.rituals.names.{plan.ritual}"),
        about=_about(plan, names, locale),
        days=days_text(plan.rule, locale),
        at=format_time(time.fromisoformat(plan.rule.at), "short", locale=babel_locale(locale)),
        zone=plan.rule.time_zone,
        where=_where(plan, names, locale),
    )


def listed_text(
    listed: Sequence[tuple[Schedule, date | None]], names: Mapping[str, str], locale: str
) -> str:
    """All of them with their numbers and the next time of each."""
    if not listed:
        return say(locale, "say.schedules.none")
    lines = [say(locale, "say.schedules.list", n=len(listed))]
    return "\n".join([*lines, *(line_text(one, when, names, locale) for one, when in listed)])


def line_text(schedule: Schedule, when: date | None, names: Mapping[str, str], locale: str) -> str:
    """One of them with its number."""
    state = say(locale, "say.schedules.paused") if schedule.paused else next_text(when, locale)
    plan = plan_text(schedule.plan, names, locale)
    return say(locale, "say.schedules.line", number=schedule.number, plan=plan, state=state)


def next_text(when: date | None, locale: str) -> str:
    """The next time: a day with its weekday."""
    if when is None:
        return say(locale, "say.schedules.never")
    shown = format_date(when, "EEEE d MMM y", babel_locale(locale))
    return say(locale, "say.schedules.next", day=shown)


def days_text(rule: Rule, locale: str) -> str:
    """The days of a rule: « every Tuesday », « le premier lundi de chaque mois »."""
    parts = dict(part.split("=") for part in rule.days.split(";"))
    if parts["FREQ"] == "DAILY":
        return say(locale, "say.schedules.days.daily")
    if parts["FREQ"] == "WEEKLY":
        if parts["BYDAY"] == WORKDAYS:
            return say(locale, "say.schedules.days.workdays")
        named = say(locale, "say.schedules.and").join(
            weekday_name(code, locale) for code in parts["BYDAY"].split(",")
        )
        return say(locale, "say.schedules.days.weekly", days=named)
    every = "month" if parts["FREQ"] == "MONTHLY" else "quarter"
    unit = say(locale, f"say.schedules.days.{every}")
    return say(locale, "say.schedules.days.of", day=_in_month(parts, locale), unit=unit)


def _in_month(parts: Mapping[str, str], locale: str) -> str:
    if "BYDAY" in parts:
        place = say(locale, f"say.schedules.days.place.{parts['BYDAY'][:2].lstrip('+')}")
        return say(
            locale,
            "say.schedules.days.placed",
            place=place,
            day=weekday_name(parts["BYDAY"][2:], locale),
        )
    number = parts["BYMONTHDAY"].split(",")[-1]
    if number == "-1":
        return say(locale, "say.schedules.days.last")
    return say(locale, "say.schedules.days.number", number=number)


def weekday_name(code: str, locale: str) -> str:
    """A day of the week by its iCalendar code."""
    name: str = get_day_names("wide", locale=babel_locale(locale))[_DAYS[code]]
    return name


def _about(plan: Plan, names: Mapping[str, str], locale: str) -> str:
    if plan.about is None:
        return ""
    return say(locale, "say.schedules.about", name=names.get(plan.about, plan.about))


def _where(plan: Plan, names: Mapping[str, str], locale: str) -> str:
    if plan.channel is not None:
        return say(locale, "say.schedules.in_channel", channel=plan.channel_name)
    if plan.about is not None:
        return say(locale, "say.schedules.to_both")
    name = names.get(plan.recipient or "", plan.recipient)
    return say(locale, "say.schedules.to_person", name=name)
