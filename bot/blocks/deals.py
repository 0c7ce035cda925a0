"""A list of deals in Slack: a paragraph for each, with what can be done about it."""

from collections.abc import Iterator, Sequence

from bot.blocks.changes import button
from bot.blocks.parts import section
from bot.blocks.text import FALLBACK, SECTION, cut, escaped
from bot.posting import Block, Message
from bot.saying.answers import deal_line, facts_line
from prompts import say
from tools.engine.answer import Answer
from tools.engine.deal import Deal

MENU = "deal_menu"
MEND = "mend_deal"
_VALUE = 150  # characters of an option's value
_LISTS = ("at_risk", "hygiene")


def deal_blocks(answer: Answer, paragraph: str) -> list[Block]:
    """The paragraph that lists deals to be done something about; empty for any other one."""
    tool = answer.tools[0].name if len(answer.tools) == 1 else ""
    lead, _, first = paragraph.partition("\n")
    if tool not in _LISTS or not answer.deals:
        return []
    if not first.startswith(f"• {deal_line(answer.deals[0], answer.locale)}"):
        return []
    return [section(escaped(lead)), *_each(answer.deals, tool, answer.locale)]


def alert_message(deals: Sequence[Deal], lead: str, locale: str) -> Message:
    """Deals that came to be at risk, each with its menu."""
    lines = [lead]
    for deal in deals:
        facts = facts_line(deal, locale)
        lines += [f"• {deal_line(deal, locale)}", *([facts] if facts else [])]
    blocks = [section(escaped(lead)), *_each(deals, "at_risk", locale)]
    return Message(cut(escaped("\n".join(lines)), FALLBACK), blocks)


def _each(deals: Sequence[Deal], tool: str, locale: str) -> Iterator[Block]:
    for deal in deals:
        facts = facts_line(deal, locale)
        lines = [f"*{escaped(deal_line(deal, locale))}*", *([escaped(facts)] if facts else [])]
        block = section(cut("\n".join(lines), SECTION))
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
