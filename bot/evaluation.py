"""Holding answers in words to the figures they should be, with whatever model is configured."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

from bot.ask import Question, ask
from bot.figures import figure_for
from bot.pilote import Pilote
from bot.saying.numbers import share
from prompts import say
from tools.engine.answer import Answer
from tools.engine.figure import Figure
from tools.engine.request import KpiRequest

Verdict = Literal["right", "wrong", "not_answered"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "not_answered")
# What two figures have in common that are the same one.
_SAME = ("kpi", "period", "where", "by", "value", "n", "rows", "compared_to", "as_of")


@dataclass(frozen=True)
class Judged:
    """One question, how it was answered, and whether with the right figure."""

    identity: Any
    question: str
    verdict: Verdict
    read_by: str
    model_calls: int
    elapsed_ms: float

    def line(self) -> dict[str, Any]:
        """As it goes out."""
        shown = {name: value for name, value in vars(self).items() if name != "identity"}
        return {"id": self.identity, **shown}


def judge(bot: Pilote, identity: Any, question: Question, wanted: KpiRequest) -> Judged:  # noqa: ANN401 (a caller's own)
    """Asks, and computes beside it the figure that is wanted."""
    answer = ask(bot, question)
    figure, _ = figure_for(bot, question.asked_by, wanted)
    verdict = _verdict(answer, figure)
    facts = (answer.read_by, answer.model_calls, answer.elapsed_ms)
    return Judged(identity, question.text, verdict, *facts)


def _verdict(answer: Answer, wanted: Figure | None) -> Verdict:
    if answer.status in {"clarify", "error"} or not answer.figures:
        return "not_answered"
    return "right" if any(_same(figure, wanted) for figure in answer.figures) else "wrong"


def _same(one: Figure, other: Figure | None) -> bool:
    if other is None:
        return False
    return all(getattr(one, name) == getattr(other, name) for name in _SAME)


def told(judged: Sequence[Judged], locale: str) -> Iterator[str]:
    """The outcome in words: how many were right, who read them at what cost, which were wrong."""
    counted = Counter(one.verdict for one in judged)
    for verdict in VERDICTS:
        part = share(counted[verdict] / max(len(judged), 1), locale)
        yield say(locale, f"say.evaluation.{verdict}", n=counted[verdict], share=part)
    for reader, some in _by_reader(judged):
        calls = sum(one.model_calls for one in some)
        middle = round(median(one.elapsed_ms for one in some))
        right = sum(one.verdict == "right" for one in some)
        facts = {"n": len(some), "right": right, "calls": calls, "ms": middle}
        yield say(locale, f"say.evaluation.{reader}", **facts)
    for one in judged:
        if one.verdict == "wrong":
            yield say(locale, "say.evaluation.which", id=one.identity, question=one.question)


def _by_reader(judged: Iterable[Judged]) -> Iterator[tuple[str, list[Judged]]]:
    every = list(judged)
    for reader in ("reader", "model"):
        some = [one for one in every if one.read_by == reader]
        if some:
            yield reader, some
