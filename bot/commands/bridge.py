"""`pilote bridge`: what changed in the pipeline."""

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
from tools.engine.request import parse_where


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("bridge", help="What changed in the pipeline since a day.")(bridge_command)


def bridge_command(
    as_: Annotated[str, typer.Option("--as", help="Who asks: an email.")],
    period: Annotated[str | None, typer.Option(help="Whose pipeline: 2026-Q4, all, ...")] = None,
    since: Annotated[str | None, typer.Option(help="From the beginning of this day.")] = None,
    until: Annotated[str | None, typer.Option(help="To the end of this past day.")] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="DIM=VALUE, DIM!=VALUE; repeatable.")
    ] = None,
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The bridge on stdout; exit status 0 answered, 1 declined or denied."""
    given = {"period": period, "since": since, "until": until}
    arguments: dict[str, object] = {name: text for name, text in given.items() if text}
    arguments["where"] = parse_where(where or [])
    with opened(database, today, locale) as bot:
        answer = answer_call(bot, as_, Call("bridge", arguments))
    finish(answer, as_json=json)
