"""An explanation with what it rests on: period, scope, how many deals and how fresh."""

from collections.abc import Iterator, Sequence

from bot.saying.answers import outcome_text
from bot.saying.figures import Teller
from prompts import say
from tools.engine.answer import Outcome


def worded(prose: str, outcomes: Sequence[Outcome], teller: Teller) -> str:
    """The prose; then a line for each plain figure, and in full what has more to show."""
    lines = "\n".join(line for one in outcomes if _is_plain(one) for line in _lines(one, teller))
    shown = [outcome_text(one, teller) for one in outcomes if not _is_plain(one)]
    return "\n\n".join(part for part in (prose, lines, *shown) if part)


def _is_plain(outcome: Outcome) -> bool:
    return outcome.tool == "kpi" and all(
        figure.status == "answered" and not figure.rows for figure in outcome.figures
    )


def _lines(outcome: Outcome, teller: Teller) -> Iterator[str]:
    for figure in outcome.figures:
        yield say(teller.locale, "say.model.rests_on", told=teller.figure(figure).source)
