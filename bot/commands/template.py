"""`pilote template`: the company's own template of proposals, set by operations."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.common import DatabaseOption, LocaleOption, TodayOption, note, opened
from prompts import say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("template", help="Show or set the company's template of proposals.")(
        template_command
    )


def template_command(
    as_: Annotated[str, typer.Option("--as", help="Who asks: an email of operations.")],
    language: Annotated[str, typer.Option(help="Of which language: en, fr.")] = "en",
    file: Annotated[
        Path | None, typer.Option("--set", help="A Markdown file in Jinja's syntax.")
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Back to the bot's own.")] = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The template that stands, on stdout; set from a file, or given up, by operations."""
    from bot.templates import set_template, standing_template  # noqa: PLC0415 (it alone)

    with opened(database, today, locale, as_) as bot:
        if file is not None or reset:
            set_template(bot, as_, language, file)
            note(say(language, "say.drafts.changes.made"))
        print(standing_template(bot, language))
