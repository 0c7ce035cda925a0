"""One answer as a message: the figure first, then table, footnote and choices."""

from collections.abc import Iterator

from bot.blocks.deals import deal_blocks
from bot.blocks.parts import buttons, context, section, table
from bot.blocks.text import FALLBACK, cut, escaped, portions
from bot.posting import Block, Message
from bot.saying.figures import Saying, Teller
from tools.engine.answer import Answer

MOST_BLOCKS = 48  # Slack takes 50
MOST_CHARACTERS = 12_000  # over all blocks; Slack refuses somewhat more than 13,000


def plain_message(text: str) -> Message:
    """A sentence without anything around it."""
    return Message(cut(escaped(text), FALLBACK))


def answer_message(answer: Answer, teller: Teller, thread: str, place: str) -> Message:
    """The answer as it is sent in this conversation.

    `answer.text` is the whole of it; the paragraphs that put a figure into words are laid out.
    """
    sayings = {
        "\n".join(saying.lines): saying
        for saying in (teller.figure(one) for one in answer.figures if one.status == "answered")
    }
    blocks: list[Block] = []
    for paragraph in answer.text.split("\n\n"):
        saying = sayings.get(paragraph)
        if saying is None and (deals := deal_blocks(answer, paragraph)):
            blocks += deals
        elif saying is None:
            blocks += [section(piece) for piece in portions(escaped(paragraph))]
        else:
            # Slack takes one table a message: the next ones stay lines of text.
            tabled = any(block["type"] == "table" for block in blocks)
            blocks += _figure(saying, with_table=not tabled)
    if len(sayings) == 1:
        blocks.sort(key=lambda block: block["type"] == "context")  # the footnote goes last
    blocks = list(_fitting(blocks))
    if answer.choices:
        blocks.append(buttons(answer.choices, thread, place))
    return Message(cut(escaped(answer.text), FALLBACK), blocks)


def _figure(saying: Saying, *, with_table: bool) -> Iterator[Block]:
    lead = f"*{escaped(saying.headline)}*"
    lines = [lead, *([escaped(saying.against)] if saying.against else [])]
    if saying.table and not with_table:
        lines += [escaped(row) for row in saying.rows]
    yield from (section(piece) for piece in portions("\n".join(lines)))
    if saying.table and with_table:
        yield table(saying.table)
    if saying.facts:
        yield section(escaped("\n".join(saying.facts)))
    notes = (saying.left_out, saying.behind, saying.meaning)
    footnote = escaped("\n".join(note for note in notes if note))
    yield from (context(piece) for piece in portions(footnote, 1_900))


def _fitting(blocks: list[Block]) -> Iterator[Block]:
    """As many blocks as one message holds; a last one says when something is missing."""
    room = MOST_CHARACTERS
    for place, block in enumerate(blocks):
        room -= _characters(block)
        if room < 0 or place >= MOST_BLOCKS - 2:
            yield context("…")
            return
        yield block


def _characters(block: Block) -> int:
    if block["type"] == "section":
        return len(block["text"]["text"])
    if block["type"] == "context":
        return sum(len(element["text"]) for element in block["elements"])
    return sum(len(cell["text"]) for row in block["rows"] for cell in row)
