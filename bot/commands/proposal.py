"""`pilote proposal DEAL`: the outline of a proposal, as Markdown or a Word document."""

from pathlib import Path
from typing import Annotated

import typer

from bot.ask import answer_call
from bot.commands.common import (
    DatabaseOption,
    JsonOption,
    LocaleOption,
    TodayOption,
    note,
    opened,
)
from bot.commands.confirm import confirm_and_make, undo_last
from bot.commands.finish import finish
from bot.documents.word import write_word
from bot.drafting import keep
from bot.reader import Call
from prompts import say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("proposal", help="Draft a proposal from what is known of a deal.")(proposal_command)


def proposal_command(
    deal: Annotated[str, typer.Argument(help="An id, or a name that fits one deal.")],
    as_: Annotated[str, typer.Option("--as", help="Who asks: an email.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write a Word document, FILE.docx.")
    ] = None,
    ask_approval: Annotated[
        bool, typer.Option("--ask-approval", help="Ask for a discount beyond its limit.")
    ] = False,
    approve: Annotated[bool, typer.Option("--approve", help="Approve one asked for.")] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back what you asked for or approved last.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before writing.")] = False,
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The outline on stdout and, with -o, in the file; exit status 1 where no one deal is meant."""
    with opened(database, today, locale, as_) as bot:
        for kind, wanted in (("ask_approval", ask_approval), ("approve", approve)):
            if wanted:
                confirm_and_make(bot, as_, kind, {"deal": deal}, yes=yes)
        if undo:
            undo_last(bot, as_, deal, "ask_approval", "approve")
        answer = answer_call(bot, as_, Call("proposal", {"deal": deal}))
        version = keep(bot, answer)
    if version is not None:
        note(say(answer.locale, "say.drafts.proposal.version", version=version))
    if output is not None and answer.draft is not None:
        write_word(answer.draft["markdown"], output)
        note(say(answer.locale, "say.drafts.proposal.written", path=output))
    finish(answer, as_json=json)
