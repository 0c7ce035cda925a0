"""`pilote report-card`: which risk signals told the truth so far."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from bot.commands.common import (
    DatabaseOption,
    JsonOption,
    LocaleOption,
    TodayOption,
    opened,
    print_json,
)
from bot.saying.report_card import card_text
from storage.errors import PiloteError
from tools.engine.people import person_by_email
from tools.report_card.card import Card, Tally, report_card


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("report-card", help="How often each risk signal was right, for managers.")(
        report_card_command
    )


def report_card_command(
    as_: Annotated[str, typer.Option("--as", help="Who asks: an email.")],
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The card on stdout; exit status 1 for a rep."""
    with opened(database, today, locale, as_) as bot:
        with bot.sales.reading() as connection:
            at = bot.desk(connection)
            person = person_by_email(connection, as_)
            if person is None or not person.is_active(at.today):
                raise PiloteError("person_unknown", given=as_)
            card = report_card(at, person)
        words = bot.locale_of(person, at.company.locale)
    if json:
        print_json(_as_json(card))
    else:
        print(card_text(card, words))


def _as_json(card: Card) -> dict[str, Any]:
    """Rates are ratios; `chance` is the probability of such a difference by chance."""
    return {
        "since": card.since.isoformat(),
        "until": card.until.isoformat(),
        "deals": card.deals,
        "signals": [
            {
                "signal": mark.signal,
                "verdict": mark.verdict,
                "chance": mark.chance,
                "with": _tally(mark.shown),
                "without": _tally(mark.not_shown),
            }
            for mark in card.marks
        ],
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {**asdict(tally), "rate": tally.rate}
