"""`pilote undo`: the last thing that somebody changed through Pilote, taken back."""

from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.changing import last_change, undo_change
from bot.commands.common import (
    DatabaseOption,
    LocaleOption,
    TodayOption,
    note,
    opened,
    writer_of,
)
from bot.commands.confirm import is_confirmed, tell_which
from bot.pilote import Pilote
from bot.saying.changes import done_text, undone_text
from bot.saying.numbers import moment
from prompts import say
from storage.errors import PiloteError
from tools.changes.meant import Unclear, one_deal
from tools.engine.people import Person


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("undo", help="Take back your last change, of a deal or of all.")(undo_command)


def undo_command(
    as_: Annotated[str, typer.Option("--as", help="Who changed it: an email.")],
    deal: Annotated[str | None, typer.Argument(help="Only what was changed on this deal.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before.")] = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """What was taken back on stdout; exit status 1 where nothing was."""
    with opened(database, today, locale, as_) as bot:
        asker, words = writer_of(bot, as_)
        try:
            of, zone = _of_deal(bot, asker, deal)
        except Unclear as unclear:
            tell_which(unclear, words)
            raise typer.Exit(1) from unclear
        last = last_change(bot, asker, of)
        if last is None:
            raise PiloteError("change_unknown")
        note(done_text(last.change, words))
        when = moment(last.made_at.astimezone(zone), words)
        if not is_confirmed(say(words, "say.undo.question", when=when), words, yes=yes):
            raise typer.Exit(1)
        print(undone_text(undo_change(bot, asker, last.number), words))


def _of_deal(bot: Pilote, asker: Person, name: str | None) -> tuple[str | None, ZoneInfo]:
    """The deal of this name, where one is given, and the asker's clock."""
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        zone = ZoneInfo(asker.time_zone or at.company.time_zone)
        return (one_deal(at, asker, name, closed=True).id if name else None), zone
