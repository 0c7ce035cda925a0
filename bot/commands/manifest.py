"""`pilote manifest`: what to paste into Slack to create the app."""

import json
from typing import Annotated

import typer

from bot.commands.common import settings_for


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("manifest", help="The Slack app's manifest, as the settings need it.")(
        manifest_command
    )


def manifest_command(
    address: Annotated[
        str | None,
        typer.Option("--address", help="Where Slack reaches pilote serve --http: https://HOST."),
    ] = None,
) -> None:
    """JSON on stdout."""
    from bot.manifest import manifest_for  # noqa: PLC0415 (needed here only)

    print(json.dumps(manifest_for(settings_for(), address), indent=2, ensure_ascii=False))
