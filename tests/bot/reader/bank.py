"""The project's own question banks, over Helvia."""

from collections.abc import Iterator
from pathlib import Path

from bot.evaluation import Heard, Judge, Line
from bot.evaluation import lines as lines_of
from bot.evaluation.hearing import reading_of
from bot.reader import Reader, Reading
from bot.reader.clock import Clock
from prompts import available
from storage.database import Database
from tests.bot.reader.helvia import PEOPLE, TODAY
from tools.deal_finder import DealFinder
from tools.engine.calendar import Calendar
from tools.engine.compute import desk as desk_at
from tools.engine.people import person_by_email
from tools.engine.registry import kpis

BANKS = [f"{kind}{code}" for code in available() for kind in ("", "blind.", "fresh.")]
FOLDER = Path(__file__).parents[2] / "banks"
JUDGE = Judge(Clock(TODAY, Calendar(1)), kpis())


def lines(name: str) -> Iterator[Line]:
    """The lines of a bank."""
    return lines_of(FOLDER / f"{name}.jsonl")


def asked(reader: Reader, helvia: Database, line: Line) -> Reading:
    """The reading of a line's question, after those before it in the thread."""
    asker = PEOPLE[line.asker]
    with helvia.reading() as connection:
        person = person_by_email(connection, asker.email)
        assert person is not None
        return reading_of(reader, asker, line, DealFinder(desk_at(connection, TODAY), person))


def verdict(line: Line, reading: Reading) -> str:
    """`right`, `asked back` (where an answer was wanted) or `wrong` (silently)."""
    return JUDGE.verdict(line, Heard(reading.status, reading.calls, reading.reason))


def verdicts(reader: Reader, helvia: Database, name: str) -> Iterator[str]:
    """The verdicts of a bank's lines."""
    for line in lines(name):
        yield verdict(line, asked(reader, helvia, line))
