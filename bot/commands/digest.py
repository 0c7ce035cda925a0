"""`pilote digest`: a person's weekly digest, shown or sent."""

import asyncio
from typing import Annotated

import typer

from bot.ask import answer_call
from bot.commands.common import (
    DatabaseOption,
    JsonOption,
    LocaleOption,
    TodayOption,
    note,
    opened,
    print_json,
    sending_settings,
    settings_for,
)
from bot.pilote import Pilote
from bot.reader import Call
from bot.saying.answers import exit_status
from bot.settings import Settings
from prompts import known, say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("digest", help="A person's weekly digest, shown or sent.")(digest_command)


def digest_command(
    for_: Annotated[str, typer.Option("--for", help="Whose week: an email.")],
    json: JsonOption = False,
    send: Annotated[
        bool, typer.Option("--send", help="Send it in Slack, unless this week's was sent.")
    ] = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The digest on stdout; exit status 0, 1 for somebody who gets none or where it did not go."""
    settings = settings_for(database, today, locale)
    with opened(database, today, locale) as bot:
        answer = answer_call(bot, for_, Call("digest", {}))
        status = exit_status(answer)
        if send and answer.digest is not None:
            status = _send(settings, bot, for_)
    if not json:
        print(answer.text)
    else:
        print_json((answer.digest or answer).model_dump(mode="json"))
    raise typer.Exit(status)


def _send(settings: Settings, bot: Pilote, email: str) -> int:
    from bot.digests.command import send_now  # noqa: PLC0415 (Slack's libraries)

    sent = asyncio.run(send_now(sending_settings(settings), bot, email))
    note(say(known(settings.pilote_locale), f"say.digest.{sent}"))
    return 1 if sent in {"waiting", "undeliverable"} else 0
