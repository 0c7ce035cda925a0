"""The one door: a question and its asker in, an answer out, whatever the place."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.agent.route import goes_on
from bot.journal import log_answer
from bot.pilote import Pilote, operations_of
from bot.reader import Call, Choice, Reading
from bot.saying.answers import asking_back, declining, outcome_text, status_of
from bot.saying.findings import with_facts
from bot.saying.reasons import error_text
from bot.saying.tools.digest import shown as weekly
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


@dataclass(frozen=True)
class Question:
    """What was asked, by whom (an email), where, in which thread of conversation.

    `stopped` tells whether the asker has given up waiting.
    """

    text: str
    asked_by: str
    place: str = "terminal"
    thread: str | None = None
    stopped: Callable[[], bool] = lambda: False


def ask(bot: Pilote, question: Question) -> Answer:
    """Answers a question as its asker and keeps both in the store.

    Raises PiloteError only for what is wrong with the set-up: no data, no database.
    """
    started = time.perf_counter()
    before = _recalled(bot, question)
    with bot.sales.reading() as connection:
        own = _answer(bot, connection, question, before)
    answer, calls, choices = _further(bot, question, own, before)
    elapsed = round((time.perf_counter() - started) * 1000, 1)
    answer = answer.model_copy(update={"elapsed_ms": elapsed})
    now = bot.clock.now()
    with bot.database.writing() as connection:
        log_answer(connection, answer, place=question.place, thread=question.thread, now=now)
        if calls or choices:
            remember(connection, question.thread, calls, choices, now)
    return answer


def answer_call(bot: Pilote, asked_by: str, call: Call) -> Answer:
    """What one tool answers an asker, without a question in words; it is not kept.

    Raises UsageError for arguments that cannot be meant.
    """
    question = Question("", asked_by)
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        person = person_by_email(connection, asked_by)
        if person is None or not person.is_active(at.today):
            return _stranger(bot, at, question, person)
        locale = bot.locale_of(person, at.company.locale)
        return _ran(at, person, question, Reading(locale, "read", (call,)))[0]


_Recalled = tuple[Sequence[Call], Sequence[Choice]]
_Answered = tuple[Answer, Sequence[Call], Sequence[Choice]]


@dataclass(frozen=True)
class _Own:
    """What the reader made of a question; no reading, and no asker, where nobody may ask."""

    answer: Answer
    calls: Sequence[Call] = ()
    choices: Sequence[Choice] = ()
    reading: Reading | None = None
    asker: Person | None = None


def _further(bot: Pilote, question: Question, own: _Own, before: _Recalled) -> _Answered:
    """The model's answer where there is a model and the reader leaves it the question."""
    seat, reading, asker = bot.seat, own.reading, own.asker
    if seat is None or reading is None or asker is None or not goes_on(reading, seat):
        return own.answer, own.calls, own.choices
    from bot.agent.answering import Left, ask_model  # noqa: PLC0415 (only where there is a model)

    left = Left(question, asker, asker.email, reading, own.answer)
    answer, calls = ask_model(bot, seat, left, _drawn)
    if answer.read_by == "reader":
        return answer, own.calls, own.choices
    return answer, calls or before[0], ()


def _recalled(bot: Pilote, question: Question) -> _Recalled:
    """What was asked and offered before in the thread; read and let go before the sales data
    is, so that no question holds two connections of the store."""
    if question.thread is None:
        return (), ()
    with bot.database.reading() as connection:
        return recall(connection, question.thread)


def _answer(bot: Pilote, connection: Connection, question: Question, before: _Recalled) -> _Own:
    at = bot.desk(connection)
    person = person_by_email(connection, question.asked_by)
    if person is None or not person.is_active(at.today):
        return _Own(_stranger(bot, at, question, person))
    reading = _read(bot, at, person, question, before)
    if reading.status != "read":
        return _Own(_not_read(at, question, reading), before[0], reading.choices, reading, person)
    answer, choices = _run(at, person, question, reading)
    return _Own(answer, reading.calls, choices, reading, person)


def read_only(bot: Pilote, question: Question) -> Reading | None:
    """What the question is read as, for its asker: nothing is answered and nothing kept.

    None for somebody who may not ask.
    """
    before = _recalled(bot, question)
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        person = person_by_email(connection, question.asked_by)
        if person is None or not person.is_active(at.today):
            return None
        return _read(bot, at, person, question, before)


def _read(bot: Pilote, at: Desk, person: Person, question: Question, before: _Recalled) -> Reading:
    previous, offered = before
    reading = bot.reader(at).read(
        question.text[:LONGEST],
        asker=replace(person, locale=bot.locale_of(person, at.company.locale)),
        previous=previous,
        offered=offered,
    )
    return replace(reading, locale=bot.locale) if bot.locale else reading


_Told = tuple[Answer, Sequence[Choice]]


def _run(at: Desk, person: Person, question: Question, reading: Reading) -> _Told:
    try:
        return _ran(at, person, question, reading)
    except PiloteError as error:
        told = error_text(error, reading.locale)
        blank = _blank(at, question, reading)
        return blank.model_copy(update={"status": "clarify", "text": told}), ()


def _ran(at: Desk, person: Person, question: Question, reading: Reading) -> _Told:
    outcomes = [
        with_facts(run_tool(c.tool, at, person, dict(c.arguments)), reading.locale)
        for c in reading.calls
    ]
    return _drawn(at, person, question, reading, reading.calls, outcomes), _offered(outcomes)


def _offered(outcomes: Sequence[Outcome]) -> Sequence[Choice]:
    """What tools ask back."""
    return [
        Choice(offer.label, (Call(outcome.tool, offer.arguments),))
        for outcome in outcomes
        for offer in outcome.offers
    ]


def _drawn(
    at: Desk,
    person: Person,
    question: Question,
    reading: Reading,
    calls: Sequence[Call],
    outcomes: Sequence[Outcome],
) -> Answer:
    """The answer that lies in what tools found, in our own words."""
    figures = [figure for outcome in outcomes for figure in outcome.figures]
    told = [label for one in outcomes if one.explanation for label in one.explanation.labels]
    private = [found for one in outcomes for found in (one.coaching, one.arbitration) if found]
    told += [label for found in private for label in found.labels]
    teller = teller_for(at.connection, at.company, reading.locale, person.email, figures, told)
    choices = [choice.label for choice in _offered(outcomes)]
    return _blank(at, question, reading).model_copy(
        update={
            "status": "clarify" if choices else status_of(outcomes),
            "choices": choices,
            "text": "\n\n".join(outcome_text(outcome, teller) for outcome in outcomes),
            "tools": [ToolCall(name=c.tool, arguments=dict(c.arguments)) for c in calls],
            "figures": figures,
            "deals": [deal for outcome in outcomes for deal in outcome.deals],
            "objectives": _objectives(outcomes),
            "bridge": next((one.bridge for one in outcomes if one.bridge), None),
            "digest": next((weekly(one, teller) for one in outcomes if one.weekly), None),
            "explanation": next((one.explanation for one in outcomes if one.explanation), None),
            "what_if": next((one.what_if for one in outcomes if one.what_if), None),
            "coaching": next((one.coaching for one in outcomes if one.coaching), None),
            "arbitration": next((one.arbitration for one in outcomes if one.arbitration), None),
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
