"""`pilote serve`: the Slack app."""

from typing import Annotated

import typer

from bot.commands.common import (
    DatabaseOption,
    LocaleOption,
    TodayOption,
    opened,
    settings_for,
)


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("serve", help="Run the Slack app: Socket Mode, or HTTP.")(serve_command)


def serve_command(
    http: Annotated[bool, typer.Option("--http", help="Signed HTTP on PILOTE_PORT.")] = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """Runs until it is stopped."""
    from bot.serve import serve  # noqa: PLC0415 (Slack's libraries are needed here only)

    settings = settings_for(database, today, locale)
    with opened(database, today, locale) as bot:
        serve(settings, bot, http=http)
