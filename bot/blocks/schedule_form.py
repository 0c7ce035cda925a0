"""The form in which a schedule is set: filled in, shown as it was understood, set."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.blocks.forms import channel_menu, choice, field, modal, time_of_day
from bot.blocks.parts import option, plain, section
from bot.blocks.text import escaped
from bot.posting import Block
from bot.saying.schedules import weekday_name
from bot.schedules.days import WEEK, Days
from prompts import say

FORM, CONFIRM = "schedule_form", "schedule_confirm"
RITUAL, HOW_OFTEN, WEEKDAY, AT, CHANNEL, WITH = (
    *("ritual", "how_often", "weekday", "at", "channel", "with"),
)
# What each choice of « how often » says of the days: (a weekday is meant, others as in `Days`).
_CHOICES: Mapping[str, tuple[bool, Mapping[str, Any]]] = {
    "week": (True, {"units": ["week"]}),
    "workday": (False, {"units": ["workday"]}),
    "first_of_month": (True, {"places": [1], "units": ["month"]}),
    "last_of_month": (True, {"places": [-1], "units": ["month"]}),
    "first_of_quarter": (True, {"places": [1], "units": ["quarter"]}),
    "month_end": (False, {"last_day": True, "units": ["month"]}),
    "quarter_end": (False, {"last_day": True, "units": ["quarter"]}),
}
_NONE: Mapping[str, Any] = {"last_day": False, "places": (), "units": (), "numbers": ()}


def form(rituals: Iterable[str], team: str, locale: str) -> Block:
    """What, when, where and with whom: Mondays at nine, until something else is chosen. `team` is
    the workspace whose channels are meant."""
    names = [option(say(locale, f"say.rituals.names.{name}"), name) for name in rituals]
    often = [option(say(locale, f"say.schedules.form.often.{name}"), name) for name in _CHOICES]
    weekdays = [option(weekday_name(code, locale), code) for code in WEEK]
    choose = say(locale, "say.schedules.form.choose")
    elements = {
        RITUAL: choice(choose, names),
        HOW_OFTEN: choice(choose, often, "week"),
        WEEKDAY: choice(choose, weekdays, WEEK[0]),
        AT: time_of_day("09:00"),
        CHANNEL: channel_menu(choose),
        WITH: {"type": "users_select", "placeholder": plain(choose)},
    }
    fields = list(_fields(elements, locale))
    submit = "say.schedules.form.preview"
    return _modal(FORM, fields, locale, submit=submit, private={"team": team})


def days_of(how_often: str, weekday: str) -> Days:
    """The days that were chosen."""
    with_weekday, said = _CHOICES[how_often]
    return Days(weekdays=[weekday] if with_weekday else [], **{**_NONE, **said})


def preview(text: str, team: str, wish: Mapping[str, Any], locale: str) -> Block:
    """What would be set; submitted once more, it is."""
    shown, private = [section(escaped(text))], {"team": team, "wish": wish}
    return _modal(CONFIRM, shown, locale, submit="say.schedules.buttons.add", private=private)


def done(text: str, locale: str) -> Block:
    """What was set."""
    return _modal("schedule_done", [section(escaped(text))], locale)


def _fields(elements: Mapping[str, Block], locale: str) -> Iterator[Block]:
    for name, element in elements.items():
        words = f"say.schedules.form.{name}"
        hint = None if name in {HOW_OFTEN, AT} else say(locale, f"{words}_hint")
        optional = name in {CHANNEL, WITH}
        yield field(name, say(locale, words), element, hint=hint, optional=optional)


def _modal(
    callback: str,
    blocks: list[Block],
    locale: str,
    submit: str | None = None,
    private: Mapping[str, Any] | None = None,
) -> Block:
    title, close = (say(locale, f"say.schedules.form.{word}") for word in ("title", "close"))
    sent = say(locale, submit) if submit else None
    return modal(callback, title, blocks, submit=sent, close=close, private=private)
