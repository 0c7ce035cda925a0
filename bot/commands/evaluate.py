"""`pilote evaluate`: how well questions with known readings are read, and what that costs."""

from json import dumps
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.common import (
    DatabaseOption,
    JsonOption,
    LocaleOption,
    TodayOption,
    opened,
    print_json,
)
from bot.evaluation.evaluate import evaluate
from bot.evaluation.report import Report
from prompts import known, say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("evaluate", help="Score banks of questions with known readings.")(evaluate_command)


def evaluate_command(
    files: Annotated[list[Path], typer.Argument(help="Banks: JSON lines, see docs/reading.md.")],
    reader: Annotated[
        bool, typer.Option("--reader", help="Only read, with the built-in reader; answer nothing.")
    ] = False,
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """One report a file; exit status 0 where nothing is silently wrong and nothing leaked."""
    sound = True
    with opened(database, today, locale) as bot:
        for file in files:
            report = evaluate(bot, file, reading_only=reader)
            sound = sound and report.is_sound
            if json:
                print_json({"bank": report.bank, **report.counts(), "misses": report.misses()})
            else:
                print(_text(report, known(bot.locale)))
    raise typer.Exit(0 if sound else 1)


def _text(report: Report, locale: str) -> str:
    """The counts, then a line for everything that was not right."""
    counts = report.counts()
    share = counts["right"] / max(counts["questions"], 1)
    lines = [say(locale, "say.evaluation.counts", bank=report.bank, share=f"{share:.1%}", **counts)]
    return "\n".join([*lines, *(_missed(miss, locale) for miss in report.misses())])


def _missed(miss: dict[str, Any], locale: str) -> str:
    verdict = "leaked" if miss["leaked"] else miss["verdict"].replace(" ", "_")
    read = "; ".join(
        f"{call['tool']} {dumps(call['arguments'], ensure_ascii=False)}" for call in miss["calls"]
    )
    said = " → ".join([*miss["after"], miss["question"]])
    verdict = say(locale, f"say.evaluation.{verdict}")
    return f"{miss['line']:>5}  {verdict}  {said}  [{read or miss['reason'] or miss['status']}]"
