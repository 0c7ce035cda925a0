"""One bank against one bot: every line heard and judged."""

from functools import partial
from pathlib import Path

from bot.evaluation.bank import lines
from bot.evaluation.hearing import answer_line, person_called, read_line
from bot.evaluation.report import Report, Scored
from bot.evaluation.verdict import Judge
from bot.pilote import Pilote
from bot.reader.clock import Clock
from tools.engine.registry import kpis


def evaluate(bot: Pilote, bank: Path, *, reading_only: bool) -> Report:
    """Scores the bank by whatever route is set; `reading_only` by the built-in reader alone.

    Raises SetupError or UsageError for a bank or an asker that cannot be meant.
    """
    asked = list(lines(bank))
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        reader = bot.reader(at)
        people = {
            called: person_called(bot, connection, reader, called)
            for called in {line.asker for line in asked}
        }
        read = partial(read_line, reader, at)
        hear = read if reading_only else partial(answer_line, bot)
        heard = [hear(people[line.asker], line) for line in asked]
    judge = Judge(Clock(at.today, at.company.calendar), kpis())
    scored = [
        Scored(line, one, judge.verdict(line, one)) for line, one in zip(asked, heard, strict=True)
    ]
    return Report(bank.name, scored)
