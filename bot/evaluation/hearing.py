"""How one line of a bank is heard: by the reader alone, or answered as anybody's question is."""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection

from bot.ask import Question, answer_unkept
from bot.evaluation.bank import Heard, Line
from bot.evaluation.leaks import leaked
from bot.pilote import Pilote
from bot.reader import Call, Choice, Reader, Reading
from bot.reader.desk import FindDeals
from bot.reader.reading import Asker
from storage.errors import UsageError
from tools.deal_finder import DealFinder
from tools.engine.compute import Desk
from tools.engine.people import Person, person_by_email
from tools.names import Name
from tools.names.words import key


def reading_of(reader: Reader, asker: Asker, line: Line, deals: FindDeals) -> Reading:
    """How the line is read after those before it in its thread; nothing is computed."""
    return _timed(reader, asker, line, deals)[0]


def read_line(reader: Reader, at: Desk, person: Person, line: Line) -> Heard:
    """The same, as it is judged."""
    deals = DealFinder(at, person)
    reading, elapsed = _timed(reader, person, line, deals)
    return Heard(reading.status, reading.calls, reading.reason, elapsed)


def _timed(reader: Reader, asker: Asker, line: Line, deals: FindDeals) -> tuple[Reading, float]:
    previous: tuple[Call, ...] = ()
    offered: tuple[Choice, ...] = ()
    read = partial(reader.read, asker=asker, deals=deals)
    for question in line.after:
        before = read(question, previous=previous, offered=offered)
        previous, offered = before.calls or previous, before.choices
    started = time.perf_counter()
    reading = read(line.question, previous=previous, offered=offered)
    return reading, _since(started)


def answer_line(bot: Pilote, person: Person, line: Line) -> Heard:
    """The line answered by whatever route is set, and looked through for others' data.

    Nothing is kept: neither questions nor threads.
    """
    before: tuple[Sequence[Call], Sequence[Choice]] = ((), ())
    for text in line.after:
        _, calls, choices = answer_unkept(bot, Question(text, person.email), before)
        before = (calls, choices)
    started = time.perf_counter()
    answer, *_ = answer_unkept(bot, Question(line.question, person.email), before)
    elapsed = _since(started)
    made = tuple(Call(tool.name, tool.arguments) for tool in answer.tools)
    with bot.sales.reading() as connection:
        found = leaked(connection, person, answer)
    unread = answer.status if answer.status in {"clarify", "declined"} else "clarify"
    return Heard(
        "read" if made else unread,
        made,
        milliseconds=elapsed,
        model_calls=answer.model_calls,
        model_bytes=answer.model_bytes,
        leaked=found,
    )


def person_called(bot: Pilote, connection: Connection, reader: Reader, called: str) -> Person:
    """Who asks: an email, or a name that fits one person. Raises UsageError for nobody."""
    fitting = [called] if "@" in called else _emails(reader.names.find(key(called)))
    person = person_by_email(connection, fitting[0]) if len(fitting) == 1 else None
    if person is None:
        raise UsageError("argument", argument="as", given=called)
    return replace(person, locale=bot.locale_of(person))


def _emails(names: Sequence[Name]) -> list[str]:
    return [name.value for name in names if name.dimension in {"rep", "manager"}]


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
