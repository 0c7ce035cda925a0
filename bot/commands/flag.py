"""`pilote flag` and `pilote unflag`: a deal put on the list of those at risk, and off it."""

from typing import Annotated, Any

import typer

from bot.changing import make_change, prepared
from bot.commands.common import (
    DatabaseOption,
    LocaleOption,
    TodayOption,
    globals_given,
    note,
    opened,
)
from bot.commands.confirm import click_key, tell_which
from bot.saying.changes import done_text
from prompts import say
from storage.errors import PiloteError
from tools.changes.meant import Unclear
from tools.engine.people import person_by_email

Deal = Annotated[str, typer.Argument(help="Its id, or a name that fits one deal.")]
As = Annotated[str, typer.Option("--as", help="Who does it: an email.")]


def register(app: typer.Typer) -> None:
    """Adds both."""
    app.command("flag", help="Flag a deal as at risk.")(flag_command)
    app.command("unflag", help="Clear the flag on a deal.")(unflag_command)


def flag_command(
    deal: Deal,
    reason: Annotated[str, typer.Argument(help="Why it is at risk.")],
    as_: As,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """What was done on stdout; exit status 1 where it cannot be."""
    _change("flag", {"deal": deal, "reason": reason}, as_, (database, today, locale))


def unflag_command(
    deal: Deal,
    as_: As,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """What was done on stdout; exit status 1 where it cannot be."""
    _change("clear_flag", {"deal": deal}, as_, (database, today, locale))


_Globals = tuple[str | None, str | None, str | None]


def _change(kind: str, arguments: dict[str, Any], email: str, given: _Globals) -> None:
    with opened(*given, email) as bot:
        with bot.sales.reading() as connection:
            at = bot.desk(connection)
            person = person_by_email(connection, email)
        if person is None or not person.is_active(at.today):
            raise PiloteError("person_unknown", given=email)
        locale = bot.locale_of(person, at.company.locale)
        globals_given["locale"] = locale  # refusals, too, are in the language of whoever does it
        try:
            change = prepared(bot, person, kind, arguments)
        except Unclear as unclear:
            tell_which(unclear, locale)
            raise typer.Exit(1) from unclear
        print(done_text(make_change(bot, person, change, click_key()).change, locale))
        note(say(locale, "say.undo.how", email=email))
