"""The weekly digest in Slack: where the period lands first, each section after it."""

from collections.abc import Iterator

from bot.blocks.parts import section
from bot.blocks.text import FALLBACK, cut, escaped, portions
from bot.posting import Block, Message
from tools.engine.answer import Answer

MOST_BLOCKS = 50
_TITLE = 150  # characters of a header


def digest_message(answer: Answer) -> Message:
    """The message; whoever gets no digest gets the sentence that says why."""
    return Message(cut(escaped(answer.text), FALLBACK), list(_blocks(answer.text)))


def _blocks(text: str) -> Iterator[Block]:
    title, _, rest = text.partition("\n")
    yield {"type": "header", "text": {"type": "plain_text", "text": cut(title, _TITLE)}}
    for place, paragraph in enumerate(rest.split("\n\n")):
        if place:
            yield {"type": "divider"}
            lead, _, lines = paragraph.partition("\n")
            yield from map(section, portions(f"*{escaped(lead)}*\n{escaped(lines)}"))
        elif paragraph:
            yield from map(section, portions(escaped(paragraph)))


def titled_message(text: str) -> Message:
    """Any text of the same make: a title on its first line, then paragraphs under a lead."""
    return Message(cut(escaped(text), FALLBACK), list(_blocks(text))[:MOST_BLOCKS])
