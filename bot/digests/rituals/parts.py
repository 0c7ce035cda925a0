"""The parts that rituals are made of."""

from collections.abc import Iterator
from datetime import timedelta

from bot.digests.rituals.ritual import Part, Sheet
from bot.saying.answers import deals_text
from bot.saying.numbers import change, value
from bot.saying.periods import period_label
from bot.saying.reasons import reason_of
from bot.saying.tools import told_by_tool
from bot.saying.weekly import agenda_lines
from prompts import say
from tools.engine.figure import Figure
from tools.engine.period import parse_period, previous
from tools.engine.registry import kpis
from tools.engine.wording import wording

TOP = 5  # deals, and rows of a breakdown: what a meeting can take up


def numbers(period: str, *names: str, compared: bool = False) -> Part:
    """These figures of a period, a line each; `compared` with those of the period before."""

    def write(sheet: Sheet) -> list[str]:
        against = _before(period, sheet) if compared else None
        found = [sheet.figure(name, period, compare=against) for name in names if name in kpis()]
        shown = period_label(found[0].period, sheet.at.company.calendar, sheet.locale)
        lead = say(sheet.locale, "say.rituals.numbers", period=shown)
        return [lead, *(f"• {_line(figure, sheet)}" for figure in found)]

    return write


def ranked(kpi: str, period: str, by: str, rank: str = f"top_{TOP}") -> Part:
    """One figure by people, teams or reasons; nothing where there is one group or none."""

    def write(sheet: Sheet) -> list[str]:
        figure = sheet.figure(kpi, period, by=by, rank=rank)
        rows = [row for row in figure.rows or () if row.value is not None]
        if len(rows) < 2:
            return []
        teller, locale = sheet.teller([figure]), sheet.locale
        label = wording(kpis()[kpi], locale).label
        dimension = say(locale, f"say.dimensions.{by}").lower()
        lead = say(locale, "say.rituals.ranked", figure=label, by=dimension)
        colon = say(locale, "say.colon")
        return [
            lead,
            *(
                f"• {teller.name(row.by[by])}{colon}"
                f"{value(row.value, figure.unit, figure.currency, locale)}"
                for row in rows
            ),
        ]

    return write


def moved(days: int) -> Part:
    """The bridge of this quarter's pipeline over the last days."""

    def write(sheet: Sheet) -> list[str]:
        since = sheet.at.today - timedelta(days=days)
        outcome = sheet.outcome("bridge", since=since)
        told = told_by_tool(outcome, sheet.teller(outcome.figures))
        return told.split("\n") if told else []

    return write


def at_risk(sheet: Sheet) -> list[str]:
    """The deals at risk, each with its facts."""
    outcome = sheet.outcome("at_risk", rank=f"top_{TOP}")
    return deals_text(outcome, sheet.locale).split("\n") if outcome.deals else []


def hygiene(sheet: Sheet) -> list[str]:
    """The deals to mend, each with its defects."""
    outcome = sheet.outcome("hygiene", rank=f"top_{TOP}")
    return deals_text(outcome, sheet.locale).split("\n") if outcome.deals else []


def largest(kpi: str, period: str) -> Part:
    """The largest deals behind a figure."""

    def write(sheet: Sheet) -> list[str]:
        outcome = sheet.outcome("deals", kpi=kpi, period=period, rank=f"top_{TOP}")
        if not outcome.deals:
            return []
        label = wording(kpis()[kpi], sheet.locale).label
        lead = say(sheet.locale, "say.rituals.largest", figure=label)
        return [lead, *deals_text(outcome, sheet.locale).split("\n")[1:]]

    return write


def agenda(sheet: Sheet) -> list[str]:
    """What the figures of the week ask to be talked about, the most important first."""
    week = sheet.outcome("digest").weekly
    if week is None or not week.agenda:
        return []
    lists = [point.told.get("people") for point in week.agenda]
    told = [name for one in lists if isinstance(one, list) for name in one]
    lines = agenda_lines(week, sheet.teller(week.figures, told))
    numbered = (f"{place}. {line}" for place, line in enumerate(lines, 1))
    return [say(sheet.locale, "say.digest.agenda"), *numbered]


def questions(*names: str) -> Part:
    """Questions that belong to this meeting, whatever the figures are."""

    def write(sheet: Sheet) -> list[str]:
        lead = say(sheet.locale, "say.rituals.questions")
        return [lead, *(f"• {say(sheet.locale, f'say.rituals.ask.{name}')}" for name in names)]

    return write


def _before(period: str, sheet: Sheet) -> str:
    calendar = sheet.at.company.calendar
    return previous(parse_period(period, sheet.at.today, calendar), calendar).token


def _line(figure: Figure, sheet: Sheet) -> str:
    label = wording(kpis()[figure.kpi], sheet.locale).label
    return f"{label}{say(sheet.locale, 'say.colon')}{' · '.join(_said(figure, sheet))}"


def _said(figure: Figure, sheet: Sheet) -> Iterator[str]:
    locale, unit, currency = sheet.locale, figure.unit, figure.currency
    if figure.value is None:
        yield reason_of(figure, locale)
        return
    yield value(figure.value, unit, currency, locale)
    before = figure.compared_to
    if before is not None and before.value is not None:
        moved_by = change(figure.value, before.value, unit, currency, locale)
        when = period_label(before.period, sheet.at.company.calendar, locale)
        yield say(locale, "say.rituals.against", change=moved_by, period=when)
    missing = figure.facts.get("missing")
    if missing:
        names = sheet.teller([figure])
        yield say(locale, "say.rituals.missing", people=", ".join(map(names.name, missing)))
