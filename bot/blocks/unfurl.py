"""A deal behind a link: what Slack shows under the message that has the link."""

from bot.blocks.listing import linked_line
from bot.blocks.parts import context, section
from bot.blocks.text import SECTION, cut, escaped
from bot.posting import Block, Message
from bot.saying.answers import deal_line
from prompts import say
from tools.engine.deal import Deal


def card(deal: Deal, locale: str) -> list[Block]:
    """The deal in two lines."""
    account = [context(escaped(deal.account)[:SECTION])] if deal.account else []
    return [section(cut(linked_line(deal, locale), SECTION)), *account]


def private_cards(deals: list[Deal], locale: str) -> Message:
    """The same for one person's eyes, and why for theirs alone."""
    why = say(locale, "slack.unfurl.only_you")
    text = "\n".join([*(f"• {escaped(deal_line(deal, locale))}" for deal in deals), why])
    blocks = [block for deal in deals for block in card(deal, locale)]
    return Message(text, [*blocks, context(escaped(why))])
