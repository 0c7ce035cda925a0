"""`pilote checklist DEAL`: what is answered, open and unknown of a deal; items ticked by hand."""

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
from bot.commands.confirm import confirm_and_make
from bot.commands.finish import finish
from bot.reader import Call


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("checklist", help="What is known of a deal, and what is not.")(checklist_command)


def checklist_command(
    deal: Annotated[str, typer.Argument(help="An id, or a name that fits one deal.")],
    as_: Annotated[str, typer.Option("--as", help="Who asks: an email.")],
    playbook: Annotated[
        str | None, typer.Option(help="meddicc, bant, spiced, exit_criteria.")
    ] = None,
    tick: Annotated[
        str | None, typer.Option(help="Answer this item by hand; asks before writing.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="What you learnt, with --tick.")] = None,
    untick: Annotated[str | None, typer.Option(help="Take a tick off.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before writing.")] = False,
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The checklist as Markdown on stdout; exit status 1 where the deal is not clear."""
    arguments = {"deal": deal, **({"playbook": playbook} if playbook else {})}
    with opened(database, today, locale, as_) as bot:
        for kind, item in (("tick", tick), ("untick", untick)):
            if item:
                given = {**arguments, "item": item, "note": note}
                confirm_and_make(bot, as_, kind, given, yes=yes)
        answer = answer_call(bot, as_, Call("checklist", arguments))
    finish(answer, as_json=json)
