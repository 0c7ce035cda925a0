"""`pilote mend DEAL`: what a deal says, changed after a look at it before and after."""

from typing import Annotated

import typer

from bot.changing import make_change, prepared
from bot.commands.common import (
    DatabaseOption,
    LocaleOption,
    TodayOption,
    note,
    opened,
    writer_of,
)
from bot.commands.confirm import click_key, is_confirmed, tell_which
from bot.saying.changes import done_text, field_lines
from prompts import say
from tools.changes.meant import Unclear

Field = Annotated[str | None, typer.Option(show_default=False)]


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("mend", help="Change what an open deal says; shows it first.")(mend_command)


def mend_command(
    deal: Annotated[str, typer.Argument(help="An id, or a name that fits one open deal.")],
    as_: Annotated[str, typer.Option("--as", help="Who does it: an email.")],
    amount: Field = None,
    close_on: Field = None,
    next_step: Field = None,
    next_step_on: Field = None,
    stage: Field = None,
    category: Annotated[
        str | None, typer.Option(help="pipeline, best_case, commit, omitted.")
    ] = None,
    product: Field = None,
    contact: Annotated[str | None, typer.Option(help="The name of a contact to be added.")] = None,
    contact_title: Field = None,
    contact_role: Annotated[str | None, typer.Option(help="champion, economic_buyer, …")] = None,
    contact_email: Field = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before writing.")] = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """What was changed on stdout; exit status 1 where nothing was. Days are YYYY-MM-DD."""
    given = {
        **{"deal": deal, "amount": amount, "close_on": close_on, "next_step": next_step},
        **{"next_step_on": next_step_on, "stage": stage, "forecast_category": category},
        **{"product": product, "contact_name": contact, "contact_title": contact_title},
        **{"contact_role": contact_role, "contact_email": contact_email},
    }
    with opened(database, today, locale, as_) as bot:
        asker, words = writer_of(bot, as_)
        try:
            change = prepared(bot, asker, "mend", given)
        except Unclear as unclear:
            tell_which(unclear, words)
            raise typer.Exit(1) from unclear
        note("\n".join(field_lines(change, words)))
        note(say(words, f"slack.mend_confirm.{'note_crm' if bot.write_back else 'note'}"))
        if not is_confirmed(say(words, "say.undo.mend", deal=change.name), words, yes=yes):
            raise typer.Exit(1)
        print(done_text(make_change(bot, asker, change, click_key()).change, words))
        note(say(words, "say.undo.how", email=as_))
