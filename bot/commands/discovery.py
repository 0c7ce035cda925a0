"""`pilote discovery DEAL`: what to know and to ask before a meeting."""

from typing import Annotated

import typer

from bot.ask import answer_call
from bot.commands.common import (
    DatabaseOption,
    JsonOption,
    LocaleOption,
    TodayOption,
    opened,
)
from bot.commands.finish import finish
from bot.reader import Call


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("discovery", help="Prepare a first or next meeting about a deal.")(
        discovery_command
    )


def discovery_command(
    deal: Annotated[str, typer.Argument(help="An id, or a name that fits one deal.")],
    as_: Annotated[str, typer.Option("--as", help="Who asks: an email.")],
    playbook: Annotated[
        str | None, typer.Option(help="meddicc, bant, spiced, exit_criteria.")
    ] = None,
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The guide as Markdown on stdout; exit status 1 where no one deal is meant."""
    arguments = {"deal": deal, **({"playbook": playbook} if playbook else {})}
    with opened(database, today, locale, as_) as bot:
        answer = answer_call(bot, as_, Call("discovery", arguments))
    finish(answer, as_json=json)
