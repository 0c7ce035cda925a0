"""`pilote ask`: one question, one answer; or a batch of them."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.ask import Question, ask, read_only
from bot.commands.batch import required, run_batch
from bot.commands.common import (
    DatabaseOption,
    JsonOption,
    LocaleOption,
    TodayOption,
    note,
    opened,
    print_json,
)
from bot.commands.finish import finish
from bot.pilote import Pilote
from bot.saying.explained import explained_json, explained_text
from prompts import say
from storage.errors import SetupError, UsageError
from tools.engine.answer import Answer


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("ask", help="Ask one question; or a batch of them.")(ask_command)


def ask_command(
    question: Annotated[str | None, typer.Argument(help="The question, in your words.")] = None,
    as_: Annotated[str | None, typer.Option("--as", help="Who asks: an email.")] = None,
    thread: Annotated[str | None, typer.Option(help="The conversation it belongs to.")] = None,
    batch: Annotated[
        str | None, typer.Option(help="JSON lines of questions (- for stdin).")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show how it is read, word by word; answer nothing.")
    ] = False,
    png: Annotated[
        Path | None, typer.Option("--png", help="Draw the answer's charts into this file.")
    ] = None,
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """Answers on stdout; exit status 0 answered, 1 asked back, declined or refused."""
    with opened(database, today, locale, as_) as bot:
        if batch is not None:
            run_batch(batch, lambda item: _line(bot, item), bot.locale)
            return
        if question is None or as_ is None:
            raise UsageError("argument", argument="QUESTION --as EMAIL", given=question or "")
        asked = Question(question, as_, "terminal", thread)
        if explain:
            raise typer.Exit(_explain(bot, asked, as_json=json))
        if not json and png is None:
            _hear(bot, asked)
        answer = ask(bot, asked)
        drawn = png is None or _draw(bot, answer, asked, png)
    if not drawn:
        note(say(answer.locale, "say.no_chart"))
    finish(answer, as_json=json)


def _hear(bot: Pilote, asked: Question) -> None:
    """Ends here where the words are no question, as in a conversation."""
    from bot.terminal import heard_out  # noqa: PLC0415 (for people, not for programs)

    done = heard_out(bot, asked.asked_by, asked.text, sys.stdin)
    if done is not None:
        raise typer.Exit(0 if done else 1)


def _draw(bot: Pilote, answer: Answer, question: Question, path: Path) -> bool:
    """The charts that the answer has in Slack, if it has any."""
    from bot.answering import message_for  # noqa: PLC0415 (Slack's libraries)
    from bot.pictures.charts import charts_in  # noqa: PLC0415 (needed here only)
    from bot.pictures.drawing import picture  # noqa: PLC0415 (needed here only)

    charts = charts_in(message_for(bot, answer, question).blocks, answer.locale)
    if not charts:
        return False
    try:
        path.write_bytes(picture(charts))
    except OSError as error:
        raise SetupError("not_written", path=path) from error
    return True


def _explain(bot: Pilote, question: Question, *, as_json: bool) -> int:
    """Shows the reading; exit status 0 where it is one."""
    reading = read_only(bot, question)
    if reading is None:
        raise UsageError("argument", argument="--as", given=question.asked_by)
    if as_json:
        print_json(explained_json(question.text, reading))
    else:
        print(explained_text(reading))
    return 0 if reading.status == "read" else 1


def _line(bot: Pilote, item: dict[str, Any]) -> dict[str, Any]:
    text = item.get("question")
    if not isinstance(text, str):
        raise UsageError("argument", argument="question", given=text)
    thread = item.get("thread")
    question = Question(text, required(item, "as"), "batch", str(thread) if thread else None)
    return ask(bot, question).model_dump(mode="json")
