"""The parts that rituals are made of: figures, breakdowns, what moved, the agenda, questions."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.digests.rituals.ritual import Part, Sheet
from bot.digests.rituals.told import Told
from bot.saying.numbers import change, value
from bot.saying.periods import period_label
from bot.saying.projected import history_lines, interval, record_line
from bot.saying.reasons import reason_of
from bot.saying.weekly import agenda_lines, bridge_line
from prompts import say
from tools.digests.weekly import Weekly
from tools.engine.bridge import STEPS
from tools.engine.bridged import Bridged
from tools.engine.figure import Figure
from tools.engine.period import parse_period, previous
from tools.engine.registry import kpis
from tools.engine.wording import wording

SIGNED = {"forecast_bias", "forecast_variance"}  # above zero means something else than below
TOP = 5  # rows of a breakdown: what a meeting can take up


def numbers(period: str, *names: str, compared: bool = False) -> Part:
    """These figures of a period; `compared` with those of the period before. A projection comes
    with its range and its track record."""

    def write(sheet: Sheet) -> Told:
        calendar, locale = sheet.at.company.calendar, sheet.locale
        against = _before(period, sheet) if compared else None
        found = [sheet.figure(name, period, compare=against) for name in names if name in kpis()]
        lead = say(
            locale, "say.rituals.numbers", period=period_label(found[0].period, calendar, locale)
        )
        if found[0].compared_to is not None:
            before = period_label(found[0].compared_to.period, calendar, locale)
            lead = say(locale, "say.rituals.beside", lead=lead, before=before)
        told = [_said(one, sheet) for one in found if one.value is not None]
        return Told(lead, figures=told, notes=list(_notes(found, sheet)))

    return write


def ranked(kpi: str, period: str, by: str, lead: str | None = None) -> Part:
    """One figure by people, teams or reasons, under its name or `lead`; nothing where there is
    one group or none."""

    def write(sheet: Sheet) -> Told | None:
        figure = sheet.figure(kpi, period, by=by, rank=f"top_{TOP}")
        rows = [row for row in figure.rows or () if row.value is not None]
        if len(rows) < 2:
            return None
        teller, locale = sheet.teller([figure]), sheet.locale
        dimension = say(locale, f"say.dimensions.{by}").lower()
        label = wording(kpis()[kpi], locale).label
        words = f"say.rituals.{lead or 'ranked'}"
        lines = [
            f"• {teller.name(row.by[by])}{say(locale, 'say.colon')}"
            f"{value(row.value, figure.unit, figure.currency, locale)}"
            for row in rows
        ]
        return Told(say(locale, words, figure=label, by=dimension), lines=lines)

    return write


def moved(days: int) -> Part:
    """The bridge of this quarter's pipeline over the last days."""

    def write(sheet: Sheet) -> Told | None:
        since = sheet.at.today - timedelta(days=days)
        bridge = sheet.outcome("bridge", since=since).bridge
        if bridge is None:
            return None
        steps = [step for step in STEPS if bridge.counts.get(step)]
        lines = [_step(step, bridge, sheet.locale) for step in steps]
        return Told(bridge_line(bridge, sheet.locale), lines=lines)

    return write


def agenda(*without: str) -> Part:
    """What the figures of the week ask to be talked about, the most important first; `without`
    the points that stand elsewhere in the same ritual."""

    def write(sheet: Sheet) -> Told | None:
        week = sheet.outcome("digest").weekly
        if week is None:
            return None
        points = [point for point in week.agenda if point.code not in without]
        lines = _agenda(week.model_copy(update={"agenda": points}), sheet)
        told = [f"{place}. {line}" for place, line in enumerate(lines, 1)]
        return Told(say(sheet.locale, "say.digest.agenda"), lines=told) if told else None

    return write


def questions(*names: str) -> Part:
    """Questions that belong to this meeting, whatever the figures are."""

    def write(sheet: Sheet) -> Told:
        lines = [f"• {say(sheet.locale, f'say.rituals.ask.{name}')}" for name in names]
        return Told(say(sheet.locale, "say.rituals.questions"), lines=lines)

    return write


def _agenda(week: Weekly, sheet: Sheet) -> list[str]:
    lists = [point.told.get("people") for point in week.agenda]
    told = [name for one in lists if isinstance(one, list) for name in one]
    return agenda_lines(week, sheet.teller(week.figures, told))


def _step(step: str, bridge: Bridged, locale: str) -> str:
    """What a step moved, and the names of its largest deals."""
    told = change(getattr(bridge, step), 0, "money", bridge.currency, locale)
    names = ", ".join(move.name for move in bridge.moves if move.step == step)
    label = say(locale, f"say.bridge.{step}")
    return f"• {label}{say(locale, 'say.colon')}{told} — {names}"


def _before(period: str, sheet: Sheet) -> str:
    calendar = sheet.at.company.calendar
    return previous(parse_period(period, sheet.at.today, calendar), calendar).token


def _said(figure: Figure, sheet: Sheet) -> tuple[str, str]:
    label = wording(kpis()[figure.kpi], sheet.locale).label
    return label, " · ".join(_values(figure, sheet))


def _notes(figures: Sequence[Figure], sheet: Sheet) -> Iterator[str]:
    """How much a projection was learnt from and how it has held; which figures have no value,
    with the reason where it is one."""
    calendar, locale = sheet.at.company.calendar, sheet.locale
    for one in figures:
        if "track_record" in one.facts:
            yield from history_lines(one, locale)
            yield record_line(one, calendar, locale)
    empty = [one for one in figures if one.value is None]
    if empty:
        names = ", ".join(wording(kpis()[one.kpi], locale).label for one in empty)
        reasons = {reason_of(one, locale) for one in empty}
        told = say(locale, "say.rituals.no_value", figures=names)
        yield f"{told} ({reasons.pop()})" if len(reasons) == 1 else told


def _values(figure: Figure, sheet: Sheet) -> Iterator[str]:
    locale, unit, currency = sheet.locale, figure.unit, figure.currency
    if figure.value is None:
        return
    sign = "+" if figure.kpi in SIGNED and figure.value > 0 else ""
    yield f"{sign}{value(figure.value, unit, currency, locale)}"
    if "track_record" in figure.facts and figure.facts["low"] < figure.facts["high"]:
        yield interval(figure, locale)
    before = figure.compared_to
    if before is not None and before.value is not None:
        yield change(figure.value, before.value, unit, currency, locale)
    missing = figure.facts.get("missing")
    if missing:
        names = sheet.teller([figure])
        yield say(locale, "say.rituals.missing", people=", ".join(map(names.name, missing)))
