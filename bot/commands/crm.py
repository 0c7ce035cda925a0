"""`pilote crm`: how the changes stand that are on their way to the CRM."""

from typing import Annotated

import typer

from bot.commands.common import DatabaseOption, LocaleOption, globals_given, opened
from bot.crm import outbox
from prompts import known, say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("crm", help="Changes on their way to the CRM; --retry sends failed ones again.")(
        crm_command
    )


def crm_command(
    retry: Annotated[bool, typer.Option("--retry", help="Send again what failed.")] = False,
    database: DatabaseOption = None,
    locale: LocaleOption = None,
) -> None:
    """How many wait and failed; they are sent by `pilote serve`."""
    with opened(database, None, locale) as bot:
        words = known(globals_given.get("locale"))
        if retry:
            print(say(words, "say.crm.again", n=outbox.again(bot.database)))
            return
        with bot.database.reading() as connection:
            found = outbox.counts(connection)
        print(say(words, "say.crm.counts", waiting=found.waiting, failed=found.failed))
