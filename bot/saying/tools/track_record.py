"""Forecasts held to account in words: who beats the naive guess, by period and week by week."""

from collections.abc import Iterator

from bot.saying.figures import Teller
from bot.saying.numbers import money, share
from bot.saying.periods import period_name
from bot.saying.track_record import record_lines, way_lines
from prompts import say
from tools.accountable import PastWeek, TrackRecord
from tools.engine.answer import Outcome

SHOWN = ("submitted_commit", "forecast", "last_period")  # of each week


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """None where it was refused: the figure says why."""
    if outcome.track_record is None:
        return None
    found = outcome.track_record
    return "\n\n".join(
        "\n".join(lines) for lines in (_periods(found, teller), _weeks(found, teller))
    )


def _periods(found: TrackRecord, teller: Teller) -> list[str]:
    lines = record_lines(found.by_period, teller.locale)
    if found.periods:
        told = {"within": found.periods_within, "n": found.periods}
        lines.append(say(teller.locale, "say.track_record.held", **told))
    return lines


def _weeks(found: TrackRecord, teller: Teller) -> Iterator[str]:
    locale = teller.locale
    period = period_name(found.period, teller.calendar, locale)
    booked = money(found.booked, found.currency, locale)
    if not found.by_week:
        yield say(locale, "say.track_record.no_weeks", period=period)
        return
    yield say(locale, "say.track_record.weeks", period=period, booked=booked)
    yield from way_lines(found.by_week, locale)
    if found.weeks_held:
        told = {"within": found.weeks_within, "n": found.weeks_held}
        yield say(locale, "say.track_record.weeks_held", **told)
    for week in found.weeks:
        yield f"• {week_label(week, locale)}{say(locale, 'say.colon')}{_said(week, found, locale)}"


def week_label(week: PastWeek, locale: str) -> str:
    """The ISO week that ended then."""
    year, number, _ = week.day.isocalendar()
    return say(locale, "say.grain.week", number=number, year=year)


def said_in(week: PastWeek, method: str, found: TrackRecord, locale: str) -> str:
    """What one way said, and by how much it was off."""
    amount = week.said.get(method)
    if amount is None:
        return "–"
    told = money(amount, found.currency, locale)
    if not found.booked:
        return told
    off = (amount - found.booked) / found.booked
    return f"{told} ({'+' if off >= 0 else '−'}{share(abs(off), locale)})"


def _said(week: PastWeek, found: TrackRecord, locale: str) -> str:
    ways = (method for method in SHOWN if week.said.get(method) is not None)
    return " · ".join(
        f"{say(locale, f'say.track_record.methods.{way}')} {said_in(week, way, found, locale)}"
        for way in ways
    )
