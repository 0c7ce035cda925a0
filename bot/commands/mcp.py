"""`pilote mcp`: the tools for other assistants."""

from typing import Annotated

import typer

from bot.ask import answer_call
from bot.commands.common import DatabaseOption, LocaleOption, TodayOption, note, opened
from bot.reader import Call


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("mcp", help="Serve the tools to another assistant (MCP, over stdio).")(mcp_command)


def mcp_command(
    as_: Annotated[str, typer.Option("--as", help="Whose questions these are: an email.")],
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """Serves until the assistant closes the input; exit status 1 for somebody unknown."""
    from bot.mcp.server import serve_tools  # noqa: PLC0415 (schemas of all tools)

    with opened(database, today, locale) as bot:
        known = answer_call(bot, as_, Call("help", {}))
        if known.status == "denied":
            note(known.text)
            raise typer.Exit(1)
        serve_tools(bot, as_)
