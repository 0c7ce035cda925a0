"""`pilote arbitrate`: accounts to work next, who carries what, and what moves would do."""

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
from storage.errors import UsageError


def register(app: typer.Typer) -> None:
    """Adds the command."""
    text = "Accounts to work next, load by person and territory, and what moving accounts would do."
    app.command("arbitrate", help=text)(arbitrate_command)


def arbitrate_command(
    as_: Annotated[str, typer.Option("--as", help="The manager who asks: an email.")],
    move: Annotated[
        list[str] | None,
        typer.Option(help="ACCOUNT=EMAIL: suppose it went to this rep; repeatable."),
    ] = None,
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """All of it on stdout; nothing is written. Exit status 0 answered, 1 declined or denied."""
    with opened(database, today, locale, as_) as bot:
        answer = answer_call(bot, as_, Call("arbitration", {"move": _moves(move or [])}))
    finish(answer, as_json=json)


def _moves(given: list[str]) -> dict[str, str]:
    moves = {}
    for one in given:
        account, sign, email = one.rpartition("=")
        if not (account.strip() and sign and email.strip()):
            raise UsageError("move_form", given=one)
        moves[account.strip()] = email.strip()
    return moves
