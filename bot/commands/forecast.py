"""`pilote forecast`: what stands submitted beside the bot's own figures, or a submission."""

import sys
from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any

import typer

from bot.amounts import amount_of
from bot.commands.common import (
    DatabaseOption,
    JsonOption,
    LocaleOption,
    TodayOption,
    opened,
    print_json,
)
from bot.figures import figure_json
from bot.forecasting import calendar_of, keep, record_of, sheet_of
from bot.pilote import Pilote
from bot.saying.submissions import doubt_lines, kept_text, sheet_lines
from bot.saying.track_record import record_lines
from prompts import say
from storage.errors import UsageError
from tools.engine.figure import span_of
from tools.submissions import Draft, Made, Sheet, doubts, with_submission


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("forecast", help="See or submit the forecast of a period.")(forecast_command)


def forecast_command(
    as_: Annotated[str, typer.Option("--as", help="Who submits: an email.")],
    period: Annotated[str | None, typer.Option(help="2026-Q4, this_month, ...")] = None,
    commit: Annotated[str | None, typer.Option(help="What you commit to: 350000, 1.2M.")] = None,
    best_case: Annotated[str | None, typer.Option(help="What it may become.")] = None,
    comment: Annotated[str | None, typer.Option(help="Why, for those above you.")] = None,
    track_record: Annotated[
        bool, typer.Option("--track-record", help="How forecasts of the past came out.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Submit without asking back.")] = False,
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The sheet on stdout; with --commit it is submitted, after a look in a terminal."""
    with opened(database, today, locale) as bot:
        if track_record:
            _show_record(bot, as_, period, as_json=json)
            return
        sheet = sheet_of(bot, as_, period)
        told = _Told(bot, sheet)
        if commit is None:
            if best_case or comment:
                raise UsageError("argument", argument="--commit", given="")
            told.show([], as_json=json)
            return
        draft = Draft(
            _amount(commit, "--commit", sheet),
            None if best_case is None else _amount(best_case, "--best-case", sheet),
            (comment or "").strip() or None,
        )
        found = doubts(sheet, draft)
        if not (yes or json) and sys.stdin.isatty() and not told.confirmed(found):
            raise typer.Exit(1)
        made = keep(bot, sheet, draft)
        _Told(bot, with_submission(sheet, made)).show(found, as_json=json, made=made)


def _show_record(bot: Pilote, email: str, period: str | None, *, as_json: bool) -> None:
    scores, locale = record_of(bot, email, period)
    if as_json:
        print_json({"for": email, "methods": [asdict(score) for score in scores]})
    else:
        print("\n".join(record_lines(scores, locale)))


class _Told:
    """What the person at the terminal reads."""

    def __init__(self, bot: Pilote, sheet: Sheet) -> None:
        self.sheet = sheet
        self.calendar = calendar_of(bot)
        self.locale = bot.locale_of(sheet.person)

    def confirmed(self, found: list[str]) -> bool:
        """Shows what would be submitted against what, and asks."""
        lines = sheet_lines(self.sheet, self.calendar, self.locale)
        print("\n".join([*lines, *doubt_lines(found, self.locale)]))
        return typer.confirm(say(self.locale, "say.submission.confirm"))

    def show(self, found: list[str], *, as_json: bool, made: Made | None = None) -> None:
        """The sheet, or that it was submitted."""
        lines = sheet_lines(self.sheet, self.calendar, self.locale)
        text = "\n".join(lines)
        if made is not None:
            text = kept_text(self.sheet, made, found, self.calendar, self.locale)
        if as_json:
            print_json(_data(self.sheet, found, text, submitted=made is not None))
        else:
            print(text)


def _amount(text: str, option: str, sheet: Sheet) -> Decimal:
    amount = amount_of(text, sheet.currency)
    if amount is None:
        raise UsageError("argument", argument=option, given=text)
    return amount


def _data(sheet: Sheet, found: list[str], text: str, *, submitted: bool) -> dict[str, Any]:
    return {
        "for": sheet.person.email,
        "period": span_of(sheet.period).model_dump(mode="json"),
        "currency": sheet.currency,
        "submitted": submitted,
        "standing": _made(sheet.standing),
        "history": [_made(made) for made in sheet.history],
        "figures": [figure_json(figure, "") for figure in sheet.figures],
        "reports": [
            {"email": report.email, "standing": _made(report.standing)} for report in sheet.reports
        ],
        "rolled_up": None if sheet.rolled_up is None else float(sheet.rolled_up),
        "missing": sheet.missing,
        "doubts": found,
        "text": text,
    }


def _made(made: Made | None) -> dict[str, Any] | None:
    if made is None:
        return None
    return {
        "by": made.by,
        "commit": float(made.commit),
        "best_case": None if made.best_case is None else float(made.best_case),
        "comment": made.comment,
        "submitted_at": made.submitted_at.isoformat(),
        "team": made.team,
        "origin": made.origin,
        "late": made.late,
    }
