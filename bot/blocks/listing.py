"""Deals with what was found about each: a paragraph a deal, the facts under its name."""

from collections.abc import Iterator, Sequence

from bot.blocks.parts import section
from bot.blocks.text import SECTION, cut, escaped
from bot.posting import Block
from bot.saying.answers import deal_line
from tools.engine.answer import Answer
from tools.engine.deal import Deal


def caption_of(answer: Answer) -> str:
    """How many deals there are, and how many of them are shown: the first line of the list."""
    return answer.text.rpartition("\n\n")[2].partition("\n")[0].rstrip(" :\N{NO-BREAK SPACE}")


def found_in(deals: Sequence[Deal], locale: str) -> Iterator[Block]:
    """A paragraph for each deal: its line, then its facts."""
    for deal in deals:
        facts = [f"• {found.fact}" for found in (*deal.signals, *deal.defects, *deal.marks)]
        lines = [linked_line(deal, locale), *(escaped(fact) for fact in facts)]
        yield section(cut("\n".join(lines), SECTION))


def linked_line(deal: Deal, locale: str, *, is_mine: bool = False) -> str:
    """The line of a deal with its name in bold, a link where the CRM shows it."""
    rest = deal_line(deal, locale, is_mine=is_mine).removeprefix(deal.name)
    name = f"*{escaped(deal.name)}*"
    if deal.url:
        label = escaped(" ".join(deal.name.split())).replace("|", "¦")  # a bar would end the link
        name = f"*<{escaped(deal.url)}|{label}>*"
    return f"{name}{escaped(rest)}"
