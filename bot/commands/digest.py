"""`pilote digest`: a person's weekly digest, shown."""

from typing import Annotated

import typer

from bot.ask import answer_call
from bot.commands.common import (
    DatabaseOption,
    JsonOption,
    LocaleOption,
    TodayOption,
    opened,
    print_json,
)
from bot.commands.finish import finish
from bot.reader import Call
from bot.saying.answers import exit_status


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("digest", help="A person's weekly digest.")(digest_command)


def digest_command(
    for_: Annotated[str, typer.Option("--for", help="Whose week: an email.")],
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The digest on stdout; exit status 0, 1 for somebody who may not ask."""
    with opened(database, today, locale) as bot:
        answer = answer_call(bot, for_, Call("digest", {}))
    if json and answer.digest is not None:
        print_json(answer.digest.model_dump(mode="json"))
        raise typer.Exit(exit_status(answer))
    finish(answer, as_json=json)
