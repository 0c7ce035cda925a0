"""One answer as a message: the figure first, then what shows it, a footnote, buttons."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.blocks.buttons import buttons_of, feedback_on
from bot.blocks.figure import Told, chart_of, foot, head, lines, table_of, told
from bot.blocks.parts import actions, choices_of, context, section
from bot.blocks.text import FALLBACK, NOTE, cut, escaped, portions
from bot.blocks.tools import laid_by_tool
from bot.posting import Block, Message
from bot.saying.aloud import aloud, plainly
from bot.saying.figures import Teller
from prompts import say
from tools.engine.answer import Answer

MOST_BLOCKS = 46  # Slack takes 50
MOST_CHARACTERS = 12_000  # over all blocks; Slack refuses somewhat more than 13,000
_CHARTS = 2  # in one message
_NEWEST_SPOKEN = 3  # rows of a trend in a notification
_NEWEST = ("data_visualization", "data_table")


def plain_message(text: str) -> Message:
    """A sentence without anything around it."""
    return Message(cut(escaped(text), FALLBACK))


def answer_message(
    answer: Answer,
    teller: Teller,
    thread: str,
    place: str,
    beside: str | None = None,
    steps: Sequence[Block] = (),
) -> Message:
    """The answer as it is sent in this conversation, with what stands `beside` its figure and the
    buttons of the next `steps` of what it drafts.

    `answer.text` is the whole of it; the paragraphs that put a figure into words are laid out.
    """
    figures = told(answer, teller)
    shown = _by_tool(answer, teller) or list(_laid(answer, figures, beside, rich=True))
    rich = any(block["type"] in _NEWEST for block in shown)
    plainer = shown
    if rich:
        plainer = _by_tool(answer, teller, rich=False) or list(
            _laid(answer, figures, beside, rich=False)
        )
    below = [*([actions(*steps)] if steps else []), *_below(answer, teller.locale, thread, place)]
    feedback = feedback_on(answer, teller.locale)
    return Message(
        cut(escaped(answer.text), FALLBACK),
        [*_fitting(shown), *below, *feedback],
        [*_fitting(plainer), *below] if rich or feedback else (),
        locale=teller.locale,
        spoken=cut(escaped(_spoken(answer, figures, beside)), FALLBACK),
    )


def shared_by(name: str, message: Message, locale: str) -> Message:
    """The message under the name of whoever shares it."""
    who = escaped(say(locale, "slack.share.by", name=name))
    above = context(who)
    plainer = [above, *message.plainer] if message.plainer else ()
    text, spoken = (cut(f"{who}\n{words}", FALLBACK) for words in (message.text, message.fallback))
    blocks = [above, *message.blocks]
    return replace(message, text=text, spoken=spoken, blocks=blocks, plainer=plainer)


def _spoken(answer: Answer, figures: Sequence[Told], beside: str | None) -> str:
    """What a notification says: without what an answer looks up for those who read on."""
    if answer.draft or answer.read_by == "model":
        return plainly(answer.text)  # a draft is asked for to be read, and a model is brief
    words, rows, left = answer.text, set[str](), set[str | None]()
    for one in figures:
        saying = one.saying
        shown = saying.rows[-_NEWEST_SPOKEN:] if one.is_trend else saying.rows
        rows.update(shown)
        left |= {saying.behind, saying.meaning, saying.left_out, *saying.rows} - set(shown)
        if beside:
            words = words.replace(saying.headline, f"{saying.headline}\n{beside}", 1)
    lines = (f"• {line}" if line in rows else line for line in words.split("\n"))
    return aloud("\n".join(line for line in lines if line not in left), answer.locale)


def _by_tool(answer: Answer, teller: Teller, *, rich: bool = True) -> Sequence[Block] | None:
    """As the tool's own file lays it out; above a draft a model's words about it."""
    laid = laid_by_tool(answer, teller, rich=rich)
    if not laid or answer.draft is None:
        return laid
    words = answer.text.removesuffix(answer.draft["markdown"]).strip()
    return [*(section(piece) for piece in portions(escaped(words)) if words), *laid]


def _below(answer: Answer, locale: str, thread: str, place: str) -> Iterator[Block]:
    if answer.choices:
        yield choices_of(answer.choices, thread, place)
    yield from buttons_of(answer, locale, place)


def _laid(
    answer: Answer, figures: Sequence[Told], beside: str | None, *, rich: bool
) -> Iterator[Block]:
    """Paragraph by paragraph; a figure alone has its footnote last of all, and what a model's words
    rest on stands small below them."""
    sayings = {"\n".join(one.saying.lines): one for one in figures}
    alone = len(answer.figures) == 1
    worded = answer.text.split("\n\n")
    prose = answer.read_by == "model" and not set(worded) & set(sayings)
    footnotes: list[Block] = []
    room = Counter({"data_visualization": _CHARTS, "data_table": 1} if rich else {})
    for paragraph in worded:
        if prose and _is_of_sources(paragraph, figures):
            continue
        one = sayings.get(paragraph)
        if one is None:
            yield from (section(piece) for piece in portions(escaped(paragraph)))
            continue
        yield from head(one, beside, alone=alone)
        yield from _rows(answer, one, room)
        noted = list(foot(one, rows_left_out=not rich))
        footnotes += noted if alone else []
        yield from () if alone else noted
    yield from footnotes
    if prose:
        yield from _under_prose(answer, figures, room)


def _is_of_sources(paragraph: str, figures: Sequence[Told]) -> bool:
    return set(paragraph.split("\n")) <= {
        say(one.teller.locale, "say.model.rests_on", told=one.saying.source) for one in figures
    }


def _under_prose(answer: Answer, figures: Sequence[Told], room: Counter[str]) -> Iterator[Block]:
    """The figures that a model has put into words: what there is to look at, and where each is
    from."""
    for one in figures:
        yield from _rows(answer, one, room)
    sources = escaped("\n".join(one.saying.source for one in figures))
    yield from (context(piece) for piece in portions(sources, NOTE) if piece)


def _rows(answer: Answer, one: Told, room: Counter[str]) -> Iterator[Block]:
    """A chart, unless it is a ranking, and a table while the message has room, else lines."""
    if not one.saying.rows:
        return
    ranked = any("rank" in tool.arguments for tool in answer.tools)
    if room["data_visualization"] and not ranked:
        room["data_visualization"] -= 1
        yield from chart_of(one)
    if room["data_table"]:
        room["data_table"] -= 1
        yield from table_of(one)
    else:
        yield from lines(one)


def _fitting(blocks: Sequence[Block]) -> Iterator[Block]:
    """As many blocks as one message holds; a last one says when something is missing."""
    room = MOST_CHARACTERS
    for place, block in enumerate(blocks):
        room -= _characters(block)
        if room < 0 or place >= MOST_BLOCKS - 2:
            yield context("…")
            return
        yield block


def _characters(part: object) -> int:
    """All text in a block."""
    if isinstance(part, list):
        return sum(_characters(one) for one in part)
    if not isinstance(part, dict):
        return 0
    text = part.get("text")
    inside = sum(_characters(one) for one in part.values())
    return inside + (len(text) if isinstance(text, str) else 0)
