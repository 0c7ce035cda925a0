"""A list of deals in Slack: a paragraph for each, with what can be done about it."""

from collections.abc import Iterator, Sequence

from bot.blocks.changes import button
from bot.blocks.figure import foot, head, told
from bot.blocks.listing import caption_of, found_in
from bot.blocks.parts import section
from bot.blocks.text import FALLBACK, cut, escaped
from bot.posting import Block, Message
from bot.saying.answers import deal_line, facts_line
from bot.saying.figures import Teller
from prompts import say
from tools.engine.answer import Answer
from tools.engine.deal import Deal

MENU = "deal_menu"
MEND = "mend_deal"
_VALUE = 150  # characters of an option's value


def lay_list(answer: Answer, teller: Teller, tool: str) -> Sequence[Block] | None:
    """The figure, its deals with what can be done about each, the footnote."""
    if not answer.deals or len(answer.figures) != 1:
        return None
    figure = told(answer, teller)[0]
    caption = section(f"*{escaped(caption_of(answer))}*")
    listed = each_deal(answer.deals, tool, teller.locale)
    return [*head(figure, alone=True), caption, *listed, *foot(figure)]


def alert_message(parts: Sequence[tuple[str, Sequence[Deal]]], locale: str) -> Message:
    """Deals at risk under what leads to them, each with its menu."""
    lines: list[str] = []
    blocks: list[Block] = []
    for lead, deals in parts:
        lines.append(lead)
        for deal in deals:
            facts = facts_line(deal, locale)
            lines += [f"• {deal_line(deal, locale)}", *([facts] if facts else [])]
        blocks += [section(escaped(lead)), *each_deal(deals, "at_risk", locale)]
    return Message(cut(escaped("\n".join(lines)), FALLBACK), blocks)


def each_deal(deals: Sequence[Deal], tool: str, locale: str) -> Iterator[Block]:
    """A paragraph for each deal with its facts, and what the list of this tool offers to do."""
    for deal, block in zip(deals, found_in(deals, locale), strict=True):
        if len(deal.id) <= _VALUE - 10:
            to_do = _menu(deal, locale) if tool == "at_risk" else _mend(deal, locale)
            block["accessory"] = to_do
        yield block


def _mend(deal: Deal, locale: str) -> Block:
    return button(say(locale, "slack.deal_menu.mend"), MEND, deal.id)


def _menu(deal: Deal, locale: str) -> Block:
    flagged = any(one.code == "flagged" for one in deal.signals)
    options = ["clear_flag" if flagged else "flag", "snooze", "mend"]
    return {
        "type": "overflow",
        "action_id": MENU,
        "options": [
            {
                "text": {"type": "plain_text", "text": say(locale, f"slack.deal_menu.{what}")},
                "value": f"{what}:{deal.id}",
            }
            for what in options
        ],
    }
