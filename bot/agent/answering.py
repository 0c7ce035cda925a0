"""From a question that the reader left to an answer: the model's where it has a usable one, else
the reader's own, which says that the model had none."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from bot.agent.benches import Benches
from bot.agent.calling import Workbench
from bot.agent.circuit import failed_lately, may_ask, note
from bot.agent.history import earlier
from bot.agent.messages import figures_named, opening
from bot.agent.portions import portions
from bot.agent.prose import may_be_said
from bot.agent.traffic import counting
from bot.agent.turn import Turn, take_turn
from bot.agent.worded import worded
from bot.reader import Call, Reading
from bot.saying.answers import outcome_text
from bot.saying.figures import Teller
from bot.telling import teller_for
from prompts import say
from tools.engine.answer import Answer, Outcome
from tools.engine.compute import Desk
from tools.engine.people import Person

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

    from bot.agent.seat import Seat
    from bot.ask import Question
    from bot.pilote import Pilote

Draw = Callable[[Desk, Person, "Question", Reading, Sequence[Call], Sequence[Outcome]], Answer]


@dataclass(frozen=True)
class Left:
    """A question that the reader left: as whom it is answered (and to whom: an email, which is
    "you"), its reading and its own answer."""

    question: "Question"
    asker: Person
    told_to: str
    reading: Reading
    own: Answer

    def own_answer(self, why: str, turn: Turn) -> Answer:
        """The reader's; a figure goes first, to a question back the note leads."""
        told = say(self.reading.locale, f"say.model.{why}")
        text = self.own.text
        parts = (text, told) if self.own.status == "answered" else (told, text)
        return self.own.model_copy(update={"text": "\n\n".join(parts), **_cost(turn)})


def ask_model(bot: "Pilote", seat: "Seat", left: Left, draw: Draw) -> tuple[Answer, Turn]:
    """The answer, and the turn that a follow-up goes on from. `draw` makes an answer of what
    tools found."""
    question, ends = left.question, time.monotonic() + seat.limits.seconds
    with bot.database.reading() as own:
        failed = failed_lately(own, seat.url)
        before = earlier(own, question.thread, question.asked_by, bot.clock.now())
    messages = opening(question.text, left.own.as_of, left.asker, left.reading, before)
    if not may_ask(bot.database, seat.url, failed):
        return left.own_answer("unreachable", Turn()), Turn()
    with Benches(partial(_bench, bot, left)) as benches:
        turn = _turn(seat, left, benches, messages, ends)
        answer = _answer(bot, left, benches.bench(), turn, draw)
    if (failed or turn.trouble) and not question.stopped():
        with bot.database.writing() as connection:
            note(connection, seat.url, failed=turn.trouble is not None)
    return answer, turn


@contextmanager
def _bench(bot: "Pilote", left: Left) -> Iterator[Workbench]:
    """The tools at hand."""
    with bot.sales.reading() as connection:
        yield Workbench(bot.desk(connection), left.asker, left.reading.locale)


def _turn(
    seat: "Seat", left: Left, benches: Benches, messages: Sequence["BaseMessage"], ends: float
) -> Turn:
    named = len(figures_named(left.reading))

    def told(bench: Workbench, outcome: Outcome) -> str:
        return _told(bench, left, outcome)

    with counting() as traffic:
        turn = take_turn(seat, messages, benches, told, ends, named, left.question.stopped)
    turn.bytes = traffic.bytes
    return turn


def _answer(bot: "Pilote", left: Left, bench: Workbench, turn: Turn, draw: Draw) -> Answer:
    question, reading, found = left.question, left.reading, turn.outcomes
    if question.stopped():
        told = {"status": "clarify", "text": say(reading.locale, "say.model.stopped")}
        return left.own.model_copy(update={**told, "choices": [], **_cost(turn)})
    teller, index = _teller(bench, left, found), bot.reader(bench.at).names
    sayable = may_be_said(turn.prose, found, question.text, index, teller, bench.at.today)
    if not found and not sayable:
        return left.own_answer("unreachable" if turn.trouble else "unusable", turn)
    read: dict[str, Any] = {"read_by": "model", **_cost(turn)}
    if not found:
        return left.own.model_copy(update={**read, **_only(turn.prose)})
    answer = draw(bench.at, bench.asker, question, reading, turn.calls, found)
    if sayable and not answer.choices:
        for portion in portions(turn.prose):
            question.hear(portion)
        read["text"] = worded(turn.prose, found, teller)
    return answer.model_copy(update=read)


def _cost(turn: Turn) -> dict[str, int]:
    return {"model_calls": turn.requests, "model_bytes": turn.bytes}


def _only(prose: str) -> dict[str, Any]:
    """An answer of words alone: the model asks back, or makes conversation."""
    status = "clarify" if prose.endswith("?") else "answered"
    nothing: dict[str, Any] = {name: [] for name in ("choices", "unread", "tools", "figures")}
    return {**nothing, "deals": [], "status": status, "text": prose}


def _told(bench: Workbench, left: Left, outcome: Outcome) -> str:
    """An outcome in the words in which the asker would read it."""
    return outcome_text(outcome, _teller(bench, left, [outcome]))


def _teller(bench: Workbench, left: Left, outcomes: Sequence[Outcome]) -> Teller:
    at, figures = bench.at, [figure for outcome in outcomes for figure in outcome.figures]
    told = [label for one in outcomes if one.explanation for label in one.explanation.labels]
    return teller_for(at.connection, at.company, bench.locale, left.told_to, figures, told)
