"""One question put to the model: at most six requests, half a minute, and then an end."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from bot.agent.benches import Benches
from bot.agent.calling import Misuse, Workbench
from bot.agent.limits import Limits
from bot.agent.messages import error_told, result_text
from bot.agent.reply import Reply, Wanted, exchanged, reply_of
from bot.agent.trouble import Trouble
from bot.reader import Call
from bot.turns import turns
from tools.engine.answer import Outcome

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, BaseMessage

MOST_FAULTS = 1  # a slip is told once; who slips again has no use for the telling


class Model(Protocol):
    """Whatever can be asked; `bot.agent.seat.Seat` is the one there is."""

    limits: Limits

    def call(
        self, messages: Sequence["BaseMessage"], ends: float, stopped: Callable[[], bool]
    ) -> "AIMessage":
        """One request, until the monotonic clock reads `ends`. Raises Trouble."""
        ...


@dataclass
class Turn:
    """What came of a question: what was called and found, what the model said in the end.

    `slips`: calls that could not be meant, `faults`: replies with such calls. `trouble`: the
    endpoint gave no reply, and asking again was no use. `bytes` went there and came back.
    """

    requests: int = 0
    bytes: int = 0
    calls: list[Call] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    prose: str = ""
    trouble: Trouble | None = None
    slips: int = 0
    faults: int = 0


def take_turn(
    model: Model,
    messages: Sequence["BaseMessage"],
    benches: Benches,
    told: Callable[[Workbench, Outcome], str],
    ends: float,
    named: int = 1,
    stopped: Callable[[], bool] = lambda: False,
) -> Turn:
    """Asks, runs what is called and asks on, until there is nothing more to ask, or the monotonic
    clock reads `ends`.

    `benches` lays the tools out when calls are run, `told` words an outcome for the model. A
    question that one tool answers ends with that tool: its answer is drawn from the result, and no
    second request words it. `named` is how many figures the question names: with fewer found, one
    tool was hardly all.
    """
    turn = Turn()
    thread = list(messages)
    while not stopped():
        benches.put_away()
        reply = _reply(model, thread, turn, ends, stopped)
        if reply is None:
            break
        if not reply.wanted:
            turn.prose = reply.prose
            break
        before, slips, bench = len(turn.calls), turn.slips, benches.bench()
        found = [_called(one, bench, turn) for one in reply.wanted]
        slipped = turn.slips > slips
        turn.faults += slipped
        if slipped:  # a statement that failed may have spoilt the view of the store
            benches.put_away()
        if turn.faults > MOST_FAULTS or (not before and not slipped and _is_answer(turn, named)):
            break
        if len(turn.calls) == before and not slipped:
            break  # nothing but what it has asked before: it would go on for ever
        texts = [_told(one, benches.bench(), told) for one in found]
        thread += exchanged(reply, texts)
    return turn


def _reply(
    model: Model,
    thread: list["BaseMessage"],
    turn: Turn,
    ends: float,
    stopped: Callable[[], bool],
) -> Reply | None:
    """The next reply; a failure that may pass is tried once more, and counts like any request."""
    limits = model.limits
    for _ in range(2):
        left = ends - time.monotonic()
        if turn.requests >= limits.requests or left <= 0 or stopped():
            break
        turn.requests += 1
        try:
            reply = reply_of(model.call(thread, ends, stopped))
        except Trouble as trouble:
            turn.trouble = trouble
            pause = max(trouble.pause, limits.pause)
            if not trouble.passing or pause > min(limits.longest_pause, ends - time.monotonic()):
                break
            with turns.waiting():
                time.sleep(pause)
        else:
            turn.trouble = None
            return reply
    return None


def _called(wanted: Wanted, bench: Workbench, turn: Turn) -> Outcome | Misuse:
    """Runs one call; what came of it."""
    try:
        call = bench.call(wanted.name, wanted.arguments)
        if call in turn.calls:
            return turn.outcomes[turn.calls.index(call)]
        outcome = bench.run(call)
    except Misuse as misuse:
        turn.slips += 1
        return misuse
    turn.calls.append(call)
    turn.outcomes.append(outcome)
    return outcome


def _told(
    found: Outcome | Misuse, bench: Workbench, told: Callable[[Workbench, Outcome], str]
) -> str:
    """What the model is to read of it, where it is asked once more."""
    if isinstance(found, Misuse):
        return error_told(found.told)
    return result_text(found.tool, told(bench, found))


def _is_answer(turn: Turn, named: int) -> bool:
    """Whether what was found needs no further words: of one tool, or with hardly a figure."""
    figures = sum(len(outcome.figures) for outcome in turn.outcomes)
    if len(turn.calls) == 1:
        return named < 2 or figures >= named
    return figures < 2
