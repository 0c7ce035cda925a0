"""`pilote evaluate`: questions with the figures they should be answered with."""

from typing import Annotated, Any

import typer

from bot.ask import Question
from bot.commands.batch import required, run_batch
from bot.commands.common import (
    DatabaseOption,
    LocaleOption,
    TodayOption,
    note,
    opened,
)
from bot.commands.kpi import request_of
from prompts import known


def register(app: typer.Typer) -> None:
    """Adds the command."""
    help_ = "Hold answers in words to the figures they should be."
    app.command("evaluate", help=help_)(evaluate_command)


def evaluate_command(
    file: Annotated[str, typer.Argument(help="JSON lines: see docs/model.md (- for stdin).")],
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """A JSON line for each question on stdout, the outcome on stderr; exit status 1 where a
    figure was wrong."""
    from bot.evaluation import Judged, judge, told  # noqa: PLC0415 (nobody else needs statistics)

    every: list[Judged] = []
    with opened(database, today, locale) as bot:

        def line(item: dict[str, Any]) -> dict[str, Any]:
            question = Question(required(item, "question"), required(item, "as"), "evaluation")
            every.append(judge(bot, item.get("id"), question, request_of(item)))
            return every[-1].line()

        run_batch(file, line, bot.locale)
        for sentence in told(every, known(bot.locale)):
            note(sentence)
    raise typer.Exit(1 if any(one.verdict == "wrong" for one in every) else 0)
