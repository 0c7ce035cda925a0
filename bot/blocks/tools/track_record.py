"""Forecasts held to account: the weeks of the last quarter as a chart and a table."""

from collections.abc import Sequence

from bot.blocks.charts import chart
from bot.blocks.parts import section
from bot.blocks.tables import Cell, data_table
from bot.blocks.text import SECTION, cut, escaped
from bot.posting import Block
from bot.saying.figures import Teller
from bot.saying.periods import period_name
from bot.saying.tools.track_record import SHOWN, said_in, week_label
from prompts import say
from tools.accountable import TrackRecord
from tools.engine.answer import Answer


def lay(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """The ways of forecasting first; then the weeks, drawn and row by row."""
    found = answer.track_record
    if found is None:
        return None
    lines = [line for line in answer.text.split("\n") if not line.startswith("• ")]
    blocks = [section(cut(escaped("\n".join(lines)), SECTION))]
    return [*blocks, *_weeks(found, teller)] if found.by_week else blocks


def _weeks(found: TrackRecord, teller: Teller) -> list[Block]:
    locale = teller.locale
    title = period_name(found.period, teller.calendar, locale)
    called = {way: say(locale, f"say.track_record.methods.{way}") for way in SHOWN}
    labels = [week_label(week, locale) for week in found.weeks]
    rows: list[list[Cell]] = [
        [label, *(said_in(week, way, found, locale) for way in SHOWN)]
        for label, week in zip(labels, found.weeks, strict=True)
    ]
    head = [say(locale, "say.track_record.week"), *called.values()]
    series = {
        called[way]: [week.said[way] or 0.0 for week in found.weeks]
        for way in SHOWN
        if all(week.said.get(way) is not None for week in found.weeks)
    }
    series[say(locale, "say.track_record.booked")] = [found.booked] * len(found.weeks)
    short = [f"{week.day.isocalendar().week:02d}" for week in found.weeks]
    drawn = chart("line", title, short, series, unit=found.currency)
    return [drawn, data_table(title, head, rows)]
