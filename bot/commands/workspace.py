"""`pilote workspace`: the Slack app on a page of this machine, over your own store."""

from typing import Annotated

import typer

from bot.commands.common import DatabaseOption, LocaleOption, TodayOption, opened, settings_for


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("workspace", help="Try the Slack app in the browser, without Slack.")(
        workspace_command
    )


def workspace_command(
    as_: Annotated[str | None, typer.Option("--as", help="Begin as this person: an email.")] = None,
    port: Annotated[int, typer.Option(help="The first port to try; 0 takes any.")] = 8765,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """Serves the page on 127.0.0.1 until Ctrl-C."""
    from bot.trying.run import run  # noqa: PLC0415 (Slack's libraries are needed here only)

    settings = settings_for(database, today, locale)
    with opened(database, today, locale) as bot:
        run(settings, bot, port=port, host=as_)
