"""The one door: a question and its asker in, an answer out, whatever the place."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.agent.route import goes_on
from bot.drafting import keep
from bot.drawn import blank, drawn, not_read, offered, stranger
from bot.journal import Entry
from bot.keeping import Kept
from bot.legible import legible
from bot.pilote import Pilote
from bot.preferences import preferences_of
from bot.reader import Call, Choice, Reading
from bot.runs import Run
from bot.saying.findings import with_facts
from bot.saying.reasons import error_text
from bot.thread import Memory, recall
from storage.errors import PiloteError, SetupError
from tools.deal_finder import DealFinder
from tools.engine.answer import Answer
from tools.engine.compute import Desk
from tools.engine.people import Person, person_by_email
from tools.toolbox import any_private, run_tool

LONGEST = 2_000  # characters of a question; more is no question


@dataclass(frozen=True)
class Question:
    """What was asked, by whom (an email), where, in which thread of conversation.

    `seen_as` is the email of whoever's scope the place has, where it has one of its own: in a
    channel that is open for a team everybody sees what its leader sees of it. What is `public` is
    told to nobody in particular: a name stands where one reader would read "your deals". `stopped`
    tells whether the asker has given up waiting. `hear` is told a model's explanation in portions,
    once it may be said and before the answer is whole.
    """

    text: str
    asked_by: str
    place: str = "terminal"
    thread: str | None = None
    seen_as: str | None = None
    public: bool = False
    stopped: Callable[[], bool] = lambda: False
    hear: Callable[[str], None] = lambda _: None


@dataclass(frozen=True)
class _Recalled:
    """What the store has of the asker and the thread before the sales data is looked at."""

    calls: Sequence[Call] = ()
    choices: Sequence[Choice] = ()
    locale: str | None = None  # the language that the asker set


@dataclass(frozen=True)
class _Own:
    """What was made of a question without a model; no reading where nothing was read, and no
    asker where nobody may ask."""

    answer: Answer
    calls: Sequence[Call] = ()
    choices: Sequence[Choice] = ()
    reading: Reading | None = None
    asker: Person | None = None


_Work = Callable[[Connection, _Recalled], _Own]
_Answered = tuple[Answer, Sequence[Call], Sequence[Choice]]


def ask(bot: Pilote, question: Question) -> Answer:
    """Answers a question as its asker and keeps both in the store.

    Raises PiloteError only for what is wrong with the set-up: no data, no database.
    """
    asked = replace(question, text=legible(question.text))
    return _kept(bot, asked, lambda sales, before: _answer(bot, sales, asked, before))


def carry_out(bot: Pilote, question: Question, calls: Sequence[Call], locale: str) -> Answer:
    """Answers what was asked without words, by a button or a command, and keeps it like a
    question: the next one of the thread may build on it. Raises PiloteError like `ask`."""

    def work(sales: Connection, before: _Recalled) -> _Own:
        at = bot.desk(sales)
        person, asker = _who(sales, question, before)
        if person is None or asker is None or not person.is_active(at.today):
            return _Own(stranger(bot, at, question, person))
        asker = person if any_private(call.tool for call in calls) else asker
        answer, choices = _run(at, asker, question, Reading(locale, "read", tuple(calls)))
        return _Own(answer, calls, choices)

    return _kept(bot, question, work)


def answer_unkept(
    bot: Pilote, question: Question, before: tuple[Sequence[Call], Sequence[Choice]]
) -> tuple[Answer, Sequence[Call], Sequence[Choice]]:
    """The answer to a question after `before`, with the calls and choices that the next one of
    its thread builds on; nothing is kept (evaluation)."""
    recalled = _Recalled(*before)
    with bot.sales.reading() as sales:
        own = _answer(bot, sales, question, recalled)
    return _further(bot, question, own, recalled)


def answer_call(bot: Pilote, asked_by: str, call: Call, language: str | None = None) -> Answer:
    """What one tool answers an asker, without a question in words; it is not kept. In a
    `language`, else in theirs.

    Raises UsageError for arguments that cannot be meant.
    """
    question = Question("", asked_by)
    with bot.sales.reading() as connection:
        before = _recalled(bot, connection, question)
        at = bot.desk(connection)
        person = _who(connection, question, before)[0]
        if person is None or not person.is_active(at.today):
            return stranger(bot, at, question, person)
        locale = bot.locale_of(person, at.company.locale)
        reading = Reading(language or locale, "read", (call,))
        try:
            return _ran(at, person, question, reading)[0]
        except SetupError:
            raise  # wrong usage, or a broken set-up
        except PiloteError as error:
            return _told_why(at, question, reading, error)


def read_only(bot: Pilote, question: Question) -> Reading | None:
    """What the question is read as, for its asker: nothing is answered and nothing kept.

    None for somebody who may not ask.
    """
    with bot.sales.reading() as connection:
        before = _recalled(bot, connection, question)
        at = bot.desk(connection)
        person = _who(connection, question, before)[0]
        if person is None or not person.is_active(at.today):
            return None
        return _read(bot, at, person, question, before)


def _kept(bot: Pilote, question: Question, work: _Work) -> Answer:
    if bot.seat is None or question.thread is None:  # what takes milliseconds needs no turn
        return _kept_alone(bot, question, work)
    with bot.runs.alone(question.thread, question.stopped) as run:
        return _kept_alone(bot, replace(question, stopped=run), work, run)


def _kept_alone(bot: Pilote, question: Question, work: _Work, run: Run | None = None) -> Answer:
    started = time.perf_counter()
    with bot.sales.reading() as sales:
        before = _recalled(bot, sales, question)
        own = work(sales, before)
    answer, calls, choices = _further(bot, question, own, before)
    elapsed = round((time.perf_counter() - started) * 1000, 1)
    answer = answer.model_copy(update={"elapsed_ms": elapsed})
    keep(bot, answer)
    thread, now, memory = question.thread, bot.clock.now(), None
    builds = bool(calls or choices) and not _is_aside(calls, before)
    # What was stopped may end late: the thread may have gone on meanwhile.
    if thread is not None and builds and not question.stopped():
        memory = Memory(thread, calls, choices, now)
    kept = Kept(Entry(answer, question.place, thread, now), memory, run)
    return answer.model_copy(update={"kept_as": bot.keeping.one(kept)})


def _is_aside(calls: Sequence[Call], before: _Recalled) -> bool:
    """Thanks, help, or how the figure is computed: the talk goes on from what was asked before."""
    figures = [call.arguments.get("kpi") for call in before.calls]
    return bool(before.calls) and all(
        call.tool == "help" or (call.tool == "glossary" and call.arguments.get("kpi") in figures)
        for call in calls
    )


def _further(bot: Pilote, question: Question, own: _Own, before: _Recalled) -> _Answered:
    """The model's answer where there is a model and the reader leaves it the question, else the
    reader's own; with the calls and choices that the next question of the thread builds on."""
    seat, reading, asker = bot.seat, own.reading, own.asker
    if seat is None or reading is None or asker is None or not goes_on(reading, seat):
        return own.answer, own.calls, own.choices
    from bot.agent.answering import Left, ask_model  # noqa: PLC0415 (only where there is a model)

    told_to = "" if question.public else asker.email
    left = Left(question, asker, told_to, reading, own.answer)
    answer, turn = ask_model(bot, seat, left, drawn)
    if answer.read_by == "reader":
        return answer, own.calls, own.choices
    return answer, turn.calls or before.calls, offered(turn.outcomes)


def _recalled(bot: Pilote, sales: Connection, question: Question) -> _Recalled:
    """What was asked and offered before in the thread."""
    with bot.own(sales) as connection:
        calls, choices = recall(connection, question.thread)
        chosen = preferences_of(connection, question.asked_by.strip().lower()).locale
    return _Recalled(calls, choices, chosen)


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


def _answer(bot: Pilote, connection: Connection, question: Question, before: _Recalled) -> _Own:
    at = bot.desk(connection)
    person, asker = _who(connection, question, before)
    if person is None or asker is None or not person.is_active(at.today):
        return _Own(stranger(bot, at, question, person))
    reading = _read(bot, at, person, question, before)
    if reading.status != "read":
        asked_back = not_read(at, question, reading)
        return _Own(asked_back, before.calls, reading.choices, reading, asker)
    if any_private(call.tool for call in reading.calls):
        asker = person  # in a channel's scope it would be somebody else's
    answer, choices = _run(at, asker, question, reading)
    return _Own(answer, reading.calls, choices, reading, asker)


def _read(bot: Pilote, at: Desk, person: Person, question: Question, before: _Recalled) -> Reading:
    reading = bot.reader(at).read(
        question.text[:LONGEST],
        asker=replace(person, locale=bot.locale_of(person, at.company.locale)),
        previous=before.calls,
        offered=before.choices,
        deals=DealFinder(at, person),
    )
    return replace(reading, locale=bot.locale) if bot.locale else reading


_Told = tuple[Answer, Sequence[Choice]]


def _run(at: Desk, person: Person, question: Question, reading: Reading) -> _Told:
    try:
        return _ran(at, person, question, reading)
    except PiloteError as error:
        return _told_why(at, question, reading, error), ()


def _told_why(at: Desk, question: Question, reading: Reading, error: PiloteError) -> Answer:
    told = error_text(error, reading.locale)
    return blank(at, question, reading).model_copy(update={"status": "clarify", "text": told})


def _ran(at: Desk, person: Person, question: Question, reading: Reading) -> _Told:
    outcomes = [
        with_facts(run_tool(c.tool, at, person, dict(c.arguments)), reading.locale)
        for c in reading.calls
    ]
    return drawn(at, person, question, reading, reading.calls, outcomes), offered(outcomes)
