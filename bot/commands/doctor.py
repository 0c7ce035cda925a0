"""`pilote doctor`: what is configured, reachable and missing."""

from typing import Annotated

import typer

from bot.commands.common import DatabaseOption, JsonOption, LocaleOption, print_json, settings_for
from bot.doctor import examine
from prompts import known


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("doctor", help="What is configured, reachable and missing.")(doctor_command)


def doctor_command(
    json: JsonOption = False,
    online: Annotated[
        bool, typer.Option("--online", help="Sign in to Slack, too, and name missing scopes.")
    ] = False,
    database: DatabaseOption = None,
    locale: LocaleOption = None,
) -> None:
    """One line a check; exit status 1 when the bot could not work."""
    settings = settings_for(database, None, locale)
    checks = examine(settings, known(settings.pilote_locale), online=online)
    if json:
        print_json({"checks": [vars(check) for check in checks]})
    else:
        for check in checks:
            print(f"{check.mark} {check.name}: {check.finding}")
    raise typer.Exit(1 if any(check.state == "failed" for check in checks) else 0)
