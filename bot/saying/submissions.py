"""A forecast sheet in words: what stands, the bot's figures beside it, who has not submitted."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.saying.numbers import moment, money, short_day, value
from bot.saying.periods import period_name
from bot.saying.projected import projected
from prompts import say
from tools.engine.calendar import Calendar
from tools.engine.figure import Figure, span_of
from tools.engine.registry import kpis
from tools.engine.wording import wording
from tools.submissions import Draft, Made, Sheet

MOST_BEFORE = 5  # earlier submissions: a phone's width has room for them


def sheet_lines(sheet: Sheet, calendar: Calendar, locale: str) -> list[str]:
    """The whole sheet, a line each."""
    period = period_name(span_of(sheet.period), calendar, locale)
    return [
        say(locale, "say.submission.title", period=period),
        standing_line(sheet, locale),
        *history_lines(sheet, locale),
        *figure_lines(sheet, calendar, locale),
        *roll_up_lines(sheet, locale),
    ]


def standing_line(sheet: Sheet, locale: str) -> str:
    """What stands of the person's own."""
    if sheet.standing is None:
        return say(locale, "say.submission.nothing")
    return say(locale, "say.submission.standing", said=_said(sheet.standing, sheet, locale))


def history_lines(sheet: Sheet, locale: str) -> list[str]:
    """The commits that stood before, the oldest of the last few first; none where there is none."""
    before = sheet.history[:-1][-MOST_BEFORE:]
    told = [
        f"{_money(made.commit, sheet, locale)} ({short_day(_local(made, sheet), locale)})"
        for made in before
    ]
    return [say(locale, "say.submission.before", commits=" → ".join(told))] if told else []


def figure_lines(sheet: Sheet, calendar: Calendar, locale: str) -> Iterator[str]:
    """The bot's figures for the same people and period; those without a value are left out."""
    for figure in sheet.figures:
        if figure.value is not None:
            label = wording(kpis()[figure.kpi], locale).label
            told = value(figure.value, figure.unit, figure.currency, locale)
            yield f"{label}{say(locale, 'say.colon')}{told}"
            yield from _beside(figure, calendar, locale)


def roll_up_lines(sheet: Sheet, locale: str) -> Iterator[str]:
    """What those below have submitted, one by one, their sum, and who has not."""
    for report in sheet.reports:
        if report.standing is not None:
            told = _said(report.standing, sheet, locale)
            yield f"{report.name}{say(locale, 'say.colon')}{told}"
    if sheet.rolled_up is not None:
        total = _money(sheet.rolled_up, sheet, locale)
        yield say(locale, "say.submission.rolled_up", total=total)
    yield from missing_lines(sheet, locale)


def called_lines(sheet: Sheet, locale: str) -> list[str]:
    """The roll-up for those who sit together: one line for each commit, their sum beside the
    commit of who leads them, and who has not submitted."""
    lines = [
        f"• {report.name}{say(locale, 'say.colon')}{_called(report.standing, sheet, locale)}"
        for report in sheet.reports
        if report.standing is not None
    ]
    if sheet.rolled_up is not None:
        lines.append(
            say(locale, "say.submission.sum", total=_money(sheet.rolled_up, sheet, locale))
        )
    if sheet.standing is not None:
        told = _called(sheet.standing, sheet, locale)
        lines.append(f"{sheet.person.name}{say(locale, 'say.colon')}{told}")
        lines += against_line(sheet, sheet.standing.commit, locale)
    return [*lines, *missing_lines(sheet, locale)]


def against_line(sheet: Sheet, commit: Decimal, locale: str) -> list[str]:
    """By how much a commit stands above or below what those below add up to."""
    if sheet.rolled_up is None or commit == sheet.rolled_up:
        return []
    key = "above_sum" if commit > sheet.rolled_up else "below_sum"
    by = _money(abs(commit - sheet.rolled_up), sheet, locale)
    return [say(locale, f"say.submission.{key}", by=by)]


def missing_lines(sheet: Sheet, locale: str) -> list[str]:
    """Who of those below has not submitted."""
    silent = [report.name for report in sheet.reports if report.standing is None]
    if not silent:
        return []
    return [say(locale, "say.submission.missing", n=len(silent), names=", ".join(silent))]


def kept_text(sheet: Sheet, made: Made, doubts: list[str], calendar: Calendar, locale: str) -> str:
    """That a submission was kept, and what to look at twice."""
    period = period_name(span_of(sheet.period), calendar, locale)
    said = _said(made, sheet, locale)
    lines = [say(locale, "say.submission.kept", period=period, said=said)]
    if made.late:
        lines.append(say(locale, "say.submission.kept_late"))
    lines += against_line(sheet, made.commit, locale)
    return "\n".join([*lines, *doubt_lines(doubts, locale)])


def preview_text(
    sheet: Sheet, draft: Draft, doubts: list[str], calendar: Calendar, locale: str
) -> str:
    """What is about to be submitted, with what stands and the bot's figures beside it."""
    told = say(locale, "say.submission.commit", amount=_money(draft.commit, sheet, locale))
    if draft.best_case is not None:
        best = _money(draft.best_case, sheet, locale)
        told += say(locale, "say.submission.best_case", amount=best)
    if draft.comment:
        told += say(locale, "say.submission.comment", comment=draft.comment)
    period = period_name(span_of(sheet.period), calendar, locale)
    lines = [
        say(locale, "say.submission.spoken.lead", period=period, said=told),
        *figure_lines(sheet, calendar, locale),
        *remark_lines(sheet, draft, doubts, locale),
    ]
    return "\n".join(lines)


def remark_lines(sheet: Sheet, draft: Draft, doubts: list[str], locale: str) -> list[str]:
    """What stands before a draft is submitted, how far it is from what those below add up to, and
    what to look at twice."""
    lines = [
        standing_line(sheet, locale),
        *against_line(sheet, draft.commit, locale),
        *doubt_lines([doubt for doubt in doubts if doubt != "no_reason"], locale),
    ]
    if "no_reason" in doubts:
        lines.append(say(locale, "say.submission.spoken.why"))
    return lines


def doubt_lines(doubts: list[str], locale: str) -> list[str]:
    """What to look at twice, a sentence each."""
    return [say(locale, f"say.submission.doubts.{doubt}") for doubt in doubts]


def _beside(figure: Figure, calendar: Calendar, locale: str) -> Iterator[str]:
    return (f"  {line}" for line in projected(figure, calendar, locale))


def _called(made: Made, sheet: Sheet, locale: str) -> str:
    """A submission in short: its amounts and its reason."""
    told = _money(made.commit, sheet, locale)
    if made.best_case is not None:
        best = _money(made.best_case, sheet, locale)
        told += say(locale, "say.submission.best_case", amount=best)
    if made.late:
        told += say(locale, "say.submission.late")
    return told + (
        say(locale, "say.submission.comment", comment=made.comment) if made.comment else ""
    )


def _said(made: Made, sheet: Sheet, locale: str) -> str:
    told = say(locale, "say.submission.commit", amount=_money(made.commit, sheet, locale))
    if made.best_case is not None:
        best = _money(made.best_case, sheet, locale)
        told += say(locale, "say.submission.best_case", amount=best)
    told += f" · {moment(_local(made, sheet), locale)}"
    if made.late:
        told += say(locale, "say.submission.late")
    if made.comment:
        told += say(locale, "say.submission.comment", comment=made.comment)
    return told


def _local(made: Made, sheet: Sheet) -> datetime:
    return made.submitted_at.astimezone(ZoneInfo(sheet.time_zone))


def _money(amount: Decimal, sheet: Sheet, locale: str) -> str:
    return money(float(amount), sheet.currency, locale)
