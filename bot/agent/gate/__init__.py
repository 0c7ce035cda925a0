"""The number gate: what the prose of a model says without a tool having found it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tools.engine.answer import Outcome

_NUMBER = re.compile(r"\d[\d\s.,\u202f\u00a0]*\d|\d")


@dataclass(frozen=True)
class Evidence:
    """The numbers and names that the tools of this turn returned."""

    numbers: frozenset[float]
    names: frozenset[str]


def evidence_of(
    outcomes: Sequence[Outcome],
    question: str,  # noqa: ARG001 (the whole gate's interface)
    known_names: Collection[str] = (),  # noqa: ARG001
) -> Evidence:
    """What these outcomes hold."""
    return Evidence(frozenset(_numbers(outcomes)), frozenset())


def untraced(prose: str, evidence: Evidence, locale: str) -> list[str]:
    """The numbers in the prose that the evidence does not hold; empty: it may be sent."""
    grouping = "." if locale == "fr" else ","
    return [text for text in _NUMBER.findall(prose) if not _is_held(text, grouping, evidence)]


def _is_held(text: str, grouping: str, evidence: Evidence) -> bool:
    plain = (
        re.sub(r"[\s\u202f\u00a0]", "", text.strip(".,")).replace(grouping, "").replace(",", ".")
    )
    decimals = len(plain.partition(".")[2])
    return any(round(number, decimals) == float(plain) for number in evidence.numbers)


def _numbers(outcomes: Sequence[Outcome]) -> Iterator[float]:
    for outcome in outcomes:
        for figure in outcome.figures:
            values = [figure.value, float(figure.n), *(row.value for row in figure.rows or ())]
            values += [figure.compared_to.value] if figure.compared_to else []
            for value in values:
                if value is not None:
                    yield from (abs(value), abs(value) * 100)
        yield from (float(deal.amount) for deal in outcome.deals if deal.amount is not None)
