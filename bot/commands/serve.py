"""`pilote serve`: the Slack app."""

from contextlib import ExitStack
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
    processes: Annotated[
        int, typer.Option(min=1, help="So many processes, on several cores; they share the store.")
    ] = 1,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """Runs until it is stopped."""
    from bot.processes import Spread, reserved  # noqa: PLC0415 (needed here only)
    from bot.serve import serve  # noqa: PLC0415 (Slack's libraries are needed here only)

    settings = settings_for(database, today, locale)
    with ExitStack() as stack:
        if processes > 1:
            if http:
                stack.enter_context(reserved(settings.pilote_port))
            status = Spread().over(processes)
            if status is not None:
                raise typer.Exit(status)
        bot = stack.enter_context(opened(database, today, locale))
        serve(settings, bot, http=http, shared=processes > 1)
