"""Text with a title and sections under leads, as a message."""

from collections.abc import Iterator

from bot.blocks.parts import section
from bot.blocks.text import FALLBACK, cut, escaped, portions
from bot.posting import Block, Message

MOST_BLOCKS = 50
_TITLE = 150  # characters of a header


def titled_message(text: str) -> Message:
    """The message: a title on the first line, then paragraphs, each under its first line."""
    return Message(cut(escaped(text), FALLBACK), list(_blocks(text))[:MOST_BLOCKS])


def _blocks(text: str) -> Iterator[Block]:
    title, _, rest = text.partition("\n")
    yield {"type": "header", "text": {"type": "plain_text", "text": cut(title, _TITLE)}}
    for place, paragraph in enumerate(rest.split("\n\n")):
        if place:
            yield {"type": "divider"}
            lead, _, lines = paragraph.partition("\n")
            # What stands alone leads to nothing: it is text, not a heading.
            told = f"*{escaped(lead)}*\n{escaped(lines)}" if lines else escaped(lead)
            yield from map(section, portions(told))
        elif paragraph:
            yield from map(section, portions(escaped(paragraph)))
