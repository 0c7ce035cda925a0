"""`pilote deals`: the open deals of a period, or those of them at risk."""

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
    app.command("deals", help="List open deals, or those at risk with the reasons.")(deals_command)


def deals_command(
    as_: Annotated[str, typer.Option("--as", help="Who asks: an email.")],
    at_risk: Annotated[
        bool, typer.Option("--at-risk", help="Only those at risk, and why.")
    ] = False,
    period: Annotated[
        str | None, typer.Option(help="When they should close: 2026-Q4, next_month, all, ...")
    ] = None,
    where: Annotated[
        list[str] | None, typer.Option(help="DIM=VALUE, DIM!=VALUE, amount>=50000; repeatable.")
    ] = None,
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The deals on stdout, by money; exit status 0 answered, 1 declined or denied."""
    given = {"period": period, "where": parse_where(where or [])}
    arguments = {name: value for name, value in given.items() if value}
    with opened(database, today, locale, as_) as bot:
        answer = answer_call(bot, as_, Call("at_risk" if at_risk else "deals", arguments))
    finish(answer, as_json=json)
