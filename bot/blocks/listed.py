"""What is told in a first line and in points: the line large, each point's name in bold."""

from collections.abc import Sequence

from bot.blocks.parts import context, header, section
from bot.blocks.text import NOTE, escaped, portions
from bot.posting import Block
from bot.saying.figures import Teller
from prompts import say
from tools.engine.answer import Answer

_POINT = "• "


def lay_listed(answer: Answer, teller: Teller) -> Sequence[Block] | None:
    """The answer's text so; None where it has no points. What follows them is a footnote."""
    lead, *lines = answer.text.split("\n")
    points = [line for line in lines if line.startswith(_POINT)]
    if not points:
        return None
    name, _, more = lead.partition(" · ")
    colon = say(teller.locale, "say.colon")
    told = "\n".join(_point(line, colon) for line in points)
    notes = "\n".join(line for line in lines if line and line not in points)
    blocks = [
        header(name.removesuffix(colon.rstrip())),
        *([section(escaped(more))] if more else []),
    ]
    blocks += [section(piece) for piece in portions(told)]
    return [*blocks, *(context(piece) for piece in portions(escaped(notes), NOTE) if piece)]


def _point(line: str, colon: str) -> str:
    name, found, told = line.removeprefix(_POINT).partition(colon)
    return f"{_POINT}*{escaped(name)}*{colon}{escaped(told)}" if found else escaped(line)
