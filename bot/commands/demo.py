"""`pilote demo`: everything on this machine, no account and no key."""

import typer

from bot.commands.common import (
    DatabaseOption,
    LocaleOption,
    TodayOption,
    note,
    opened,
    settings_for,
)
from prompts import say

# Its own file: invented deals never mix with a company's own.
URL = "sqlite:///pilote-demo.db"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("demo", help="Try everything on an invented company.")(demo_command)


def demo_command(
    database: DatabaseOption = None, today: TodayOption = None, locale: LocaleOption = None
) -> None:
    """Makes the sample company, asks five questions, stays open as a page in the browser."""
    from bot.demo import fill, show, stay  # noqa: PLC0415 (the sample is needed here only)

    url = database or URL
    with opened(url, today, locale) as bot:
        note(say(bot.locale or "en", "say.demo.making"))
        fill(bot)
        show(bot)
        stay(bot, settings_for(url, today, locale), url)
