"""`pilote discounts`: the company's own rules of discounts, set by operations."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.common import DatabaseOption, LocaleOption, TodayOption, note, opened
from prompts import say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("discounts", help="Show or set the company's rules of discounts.")(
        discounts_command
    )


def discounts_command(
    as_: Annotated[str, typer.Option("--as", help="Who asks: an email of operations.")],
    file: Annotated[Path | None, typer.Option("--set", help="A YAML file of rules.")] = None,
    reset: Annotated[
        bool, typer.Option("--reset", help="Back to the limits of the price list.")
    ] = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The rules that stand, on stdout; set from a file, or given up, by operations."""
    from bot.asker import asker_of  # noqa: PLC0415 (with the next)
    from bot.discounts import rules_as_set, set_rules  # noqa: PLC0415 (it alone)

    with opened(database, today, locale, as_) as bot:
        found = asker_of(bot, as_)
        spoken = found[1] if found else (bot.locale or "en")
        if file is not None or reset:
            count = set_rules(bot, as_, file)
            key = "set" if count else "reset"
            note(say(spoken, f"say.discount_rules.{key}", n=count))
        text = rules_as_set(bot)
        if text is None:
            note(say(spoken, "say.discount_rules.none"))
        else:
            print(text.rstrip())
