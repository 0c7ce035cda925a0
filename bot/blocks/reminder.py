"""The button that opens the form of the forecast, and the reminder of one that is not in yet."""

from bot.blocks.parts import actions, button, section
from bot.blocks.text import escaped
from bot.posting import Message
from bot.saying.numbers import weekday
from bot.saying.periods import period_name
from prompts import say
from tools.engine.calendar import Calendar
from tools.engine.figure import Span
from tools.forecast_lock import Lock

OPEN_FORECAST = "open_forecast"


def reminder_message(
    period: Span, calendar: Calendar, lock: Lock | None, time_zone: str, locale: str
) -> Message:
    """What is missing, until when it is in time, and the button that opens the form."""
    named = period_name(period, calendar, locale)
    text = say(locale, "say.submission.reminder.text", period=named)
    if lock is not None:
        day, time = weekday(lock.day, locale), f"{lock.at:%H:%M}"
        zone = time_zone.rpartition("/")[2].replace("_", " ")
        text += say(locale, "say.submission.reminder.lock", day=day, time=time, zone=zone)
    return form_message(text, locale)


def form_message(text: str, locale: str) -> Message:
    """A sentence, and the button that opens the form."""
    label = say(locale, "say.submission.reminder.button")
    form = button(OPEN_FORECAST, label, style="primary")
    return Message(escaped(text), [section(escaped(text)), actions(form)])
