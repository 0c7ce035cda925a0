"""`pilote chat`: the same talk in the terminal."""

import sys
from typing import Annotated

import typer

from bot.commands.common import DatabaseOption, LocaleOption, TodayOption, opened
from bot.terminal import chat


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("chat", help="Talk to Pilote in the terminal.")(chat_command)


def chat_command(
    as_: Annotated[str, typer.Option("--as", help="Who asks: an email.")],
    thread: Annotated[str | None, typer.Option(help="Go on with this conversation.")] = None,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """Reads questions until an empty end of input."""
    with opened(database, today, locale, as_) as bot:
        chat(bot, as_, sys.stdin, thread)
