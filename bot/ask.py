"""The one door: a question and its asker in, an answer out, whatever the place."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.journal import log_answer
from bot.pilote import Pilote, operations_of
from bot.preferences import preferences_of
from bot.reader import Call, Choice, Reading
from bot.saying.answers import asking_back, declining, outcome_text, status_of
from bot.saying.findings import with_facts
from bot.saying.reasons import error_text
from bot.telling import teller_for
from bot.thread import recall, remember
from prompts import say
from storage.errors import PiloteError
from tools.engine.answer import Answer, Outcome, ToolCall
from tools.engine.compute import Desk
from tools.engine.people import Person, person_by_email
from tools.goals.objective import Objective
from tools.toolbox import run_tool

LONGEST = 2_000  # characters of a question; more is no question

_Answered = tuple[Answer, Sequence[Call], Sequence[Choice]]


@dataclass(frozen=True)
class _Recalled:
    """What the store has of the asker and the thread before the sales data is looked at."""

    calls: Sequence[Call] = ()
    choices: Sequence[Choice] = ()
    locale: str | None = None  # the language that the asker set


@dataclass(frozen=True)
class Question:
    """What was asked, by whom (an email), where, in which thread of conversation.

    `seen_as` is the email of whoever's scope the place has, where it has one of its own: in a
    channel that is open for a team everybody sees what its leader sees of it. What is `public` is
    told to nobody in particular: a name stands where one reader would read "your deals".
    """

    text: str
    asked_by: str
    place: str = "terminal"
    thread: str | None = None
    seen_as: str | None = None
    public: bool = False


def ask(bot: Pilote, question: Question) -> Answer:
    """Answers a question as its asker and keeps both in the store.

    Raises PiloteError only for what is wrong with the set-up: no data, no database.
    """
    return _kept(bot, question, lambda sales, before: _answer(bot, sales, question, before))


def carry_out(bot: Pilote, question: Question, calls: Sequence[Call], locale: str) -> Answer:
    """Answers what was asked without words, by a button or a command, and keeps it like a
    question: the next one of the thread may build on it. Raises PiloteError like `ask`."""

    def work(sales: Connection, before: _Recalled) -> _Answered:
        at = bot.desk(sales)
        person, asker = _who(sales, question, before)
        if person is None or asker is None or not person.is_active(at.today):
            return _stranger(bot, at, question, person), (), ()
        return _run(at, asker, question, Reading(locale, "read", tuple(calls))), calls, ()

    return _kept(bot, question, work)


def _who(
    sales: Connection, question: Question, before: _Recalled
) -> tuple[Person | None, Person | None]:
    """Who speaks, in the language they set, and as whom the figures are seen."""
    person = person_by_email(sales, question.asked_by)
    if person is not None and before.locale:
        person = replace(person, locale=before.locale)
    if question.seen_as is None:
        return person, person
    return person, person_by_email(sales, question.seen_as)


def _kept(
    bot: Pilote, question: Question, work: Callable[[Connection, _Recalled], _Answered]
) -> Answer:
    started = time.perf_counter()
    before = _recalled(bot, question)
    with bot.sales.reading() as connection:
        answer, calls, choices = work(connection, before)
    elapsed = round((time.perf_counter() - started) * 1000, 1)
    answer = answer.model_copy(update={"elapsed_ms": elapsed})
    now = bot.clock.now()
    with bot.database.writing() as connection:
        place, thread = question.place, question.thread
        kept_as = log_answer(connection, answer, place=place, thread=thread, now=now)
        if calls or choices:
            remember(connection, question.thread, calls, choices, now)
    return answer.model_copy(update={"kept_as": kept_as})


def answer_call(bot: Pilote, asked_by: str, call: Call) -> Answer:
    """What one tool answers an asker, without a question in words; it is not kept.

    Raises UsageError for arguments that cannot be meant.
    """
    question = Question("", asked_by)
    before = _recalled(bot, question)
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        person = _who(connection, question, before)[0]
        if person is None or not person.is_active(at.today):
            return _stranger(bot, at, question, person)
        locale = bot.locale_of(person, at.company.locale)
        return _ran(at, person, question, Reading(locale, "read", (call,)))


def _recalled(bot: Pilote, question: Question) -> _Recalled:
    """What was asked and offered before in the thread; read and let go before the sales data
    is, so that no question holds two connections of the store."""
    with bot.database.reading() as connection:
        calls, choices = recall(connection, question.thread)
        chosen = preferences_of(connection, question.asked_by.strip().lower()).locale
    return _Recalled(calls, choices, chosen)


def _answer(
    bot: Pilote, connection: Connection, question: Question, before: _Recalled
) -> _Answered:
    at = bot.desk(connection)
    person, asker = _who(connection, question, before)
    if person is None or asker is None or not person.is_active(at.today):
        return _stranger(bot, at, question, person), (), ()
    reading = _read(bot, at, person, question, before)
    if reading.status != "read":
        return _not_read(at, question, reading), before.calls, reading.choices
    return _run(at, asker, question, reading), reading.calls, ()


def read_only(bot: Pilote, question: Question) -> Reading | None:
    """What the question is read as, for its asker: nothing is answered and nothing kept.

    None for somebody who may not ask.
    """
    before = _recalled(bot, question)
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        person = _who(connection, question, before)[0]
        if person is None or not person.is_active(at.today):
            return None
        return _read(bot, at, person, question, before)


def _read(bot: Pilote, at: Desk, person: Person, question: Question, before: _Recalled) -> Reading:
    reading = bot.reader(at).read(
        question.text[:LONGEST],
        asker=replace(person, locale=bot.locale_of(person, at.company.locale)),
        previous=before.calls,
        offered=before.choices,
    )
    return replace(reading, locale=bot.locale) if bot.locale else reading


def _run(at: Desk, person: Person, question: Question, reading: Reading) -> Answer:
    try:
        return _ran(at, person, question, reading)
    except PiloteError as error:
        told = error_text(error, reading.locale)
        return _blank(at, question, reading).model_copy(update={"status": "clarify", "text": told})


def _ran(at: Desk, person: Person, question: Question, reading: Reading) -> Answer:
    outcomes = [
        with_facts(run_tool(c.tool, at, person, dict(c.arguments)), reading.locale)
        for c in reading.calls
    ]
    figures = [figure for outcome in outcomes for figure in outcome.figures]
    reader = "" if question.public else person.email
    teller = teller_for(at.connection, at.company, reading.locale, reader, figures)
    return _blank(at, question, reading).model_copy(
        update={
            "status": status_of(outcomes),
            "text": "\n\n".join(outcome_text(outcome, teller) for outcome in outcomes),
            "tools": [ToolCall(name=c.tool, arguments=dict(c.arguments)) for c in reading.calls],
            "figures": figures,
            "deals": [deal for outcome in outcomes for deal in outcome.deals],
            "objectives": _objectives(outcomes),
            "bridge": next((one.bridge for one in outcomes if one.bridge), None),
        }
    )


def _objectives(outcomes: Sequence[Outcome]) -> list[Objective] | None:
    """None where nobody asked for them, which is not the same as none."""
    listed = [outcome.objectives for outcome in outcomes if outcome.objectives is not None]
    return [one for objectives in listed for one in objectives] if listed else None


def _not_read(at: Desk, question: Question, reading: Reading) -> Answer:
    declined = reading.status == "declined"
    text = declining(reading, reading.locale) if declined else asking_back(reading, reading.locale)
    return _blank(at, question, reading).model_copy(
        update={
            "status": "declined" if declined else "clarify",
            "text": text,
            "choices": [choice.label for choice in reading.choices],
            "unread": list(reading.unread),
        }
    )


def _blank(at: Desk, question: Question, reading: Reading) -> Answer:
    return Answer(
        question=question.text,
        locale=reading.locale,
        asked_by=question.asked_by,
        as_of=at.today,
        status="answered",
        text="",
    )


def _stranger(bot: Pilote, at: Desk, question: Question, person: Person | None) -> Answer:
    """Somebody unknown, or who has left: told whom to ask, and nothing else."""
    locale = bot.locale_of(person, at.company.locale)
    operations = operations_of(at.connection)
    whom = f" ({', '.join(operations)})" if operations else ""
    key = "say.stranger" if person is None else "say.inactive"
    return Answer(
        question=question.text,
        locale=locale,
        asked_by=question.asked_by,
        as_of=at.today,
        status="denied",
        text=say(locale, key, operations=whom),
    )
