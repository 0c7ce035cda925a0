"""`pilote coach`: for a manager, where people's numbers differ from their team's, in private."""

from typing import Annotated

import typer

from bot.ask import answer_call
from bot.commands.common import (
    DatabaseOption,
    JsonOption,
    LocaleOption,
    TodayOption,
    opened,
)
from bot.commands.finish import finish
from bot.reader import Call


def register(app: typer.Typer) -> None:
    """Adds the command."""
    text = "Where people's numbers differ from their team's by more than noise."
    app.command("coach", help=text)(coach_command)


def coach_command(
    as_: Annotated[str, typer.Option("--as", help="The manager who asks: an email.")],
    for_: Annotated[
        str | None, typer.Option("--for", help="The sheet of one person: an email.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(help="Compared over: 2026-H1, last_365_days (default), ...")
    ] = None,
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The differences; for one person a one-to-one sheet in Markdown. Exit status 0 answered."""
    given = {"person": for_, "period": period}
    call = Call("coach", {name: text for name, text in given.items() if text})
    with opened(database, today, locale, as_) as bot:
        answer = answer_call(bot, as_, call)
        if for_ and answer.coaching is not None:
            from bot.sheets import sheet_of  # noqa: PLC0415 (Slack's libraries)

            markdown = sheet_of(bot, as_, for_, answer.text)
            draft = {"kind": "one_to_one", "markdown": markdown}
            answer = answer.model_copy(update={"draft": draft, "text": markdown})
    finish(answer, as_json=json)
