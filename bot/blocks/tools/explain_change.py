"""Why a figure moved: the figure large, its parts as a chart, then in words."""

from collections.abc import Sequence

from bot.blocks.charts import chart
from bot.blocks.figure import head, told
from bot.blocks.parts import context, section
from bot.blocks.text import escaped, portions
from bot.posting import Block
from bot.saying.figures import Teller
from bot.saying.tools.explain_change import part_labels
from prompts import say
from tools.engine.answer import Answer
from tools.engine.explain.shown import Explanation
from tools.engine.figure import Figure

_MONEY = "money"


def lay(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """The change first; None where the figure or its refusal says it all."""
    return _laid(answer, teller, drawn=True)


def lay_plainly(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """The same without the chart."""
    return _laid(answer, teller, drawn=False)


def _laid(answer: Answer, teller: Teller, *, drawn: bool) -> Sequence[Block] | None:
    figures = told(answer, teller)
    if answer.explanation is None or len(figures) != 1:
        return None
    one = figures[0]
    said = {one.saying.headline, one.saying.against, one.saying.behind}
    why = "\n".join(line for line in answer.text.split("\n") if line not in said)
    blocks = list(head(one, alone=True))
    if drawn:
        blocks += _chart(answer.explanation, one.figure, teller)
    blocks += [section(piece) for piece in portions(escaped(why))] if why else []
    return [*blocks, context(escaped(one.saying.behind))]


def _chart(why: Explanation, figure: Figure, teller: Teller) -> list[Block]:
    """What each part added or took; nothing where there is one part or none."""
    if why.by is None or len(why.parts) < 2:
        return []
    percent = figure.unit == "percent"
    title = say(teller.locale, "slack.moved")
    labels = part_labels(why, figure, teller)
    values = [part.value * (100 if percent else 1) for part in why.parts]
    unit = "%" if percent else (figure.currency or "") if figure.unit == _MONEY else ""
    return [chart("bar", title, labels, {title: values}, unit=unit)]
