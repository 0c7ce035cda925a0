"""A ritual as a message: what was agreed last time first, each with its button, a button to agree
something now last."""

from collections.abc import Iterator

from bot.blocks.actions import DONE
from bot.blocks.listing import linked_line
from bot.blocks.parts import actions, button, context, fields, header, section
from bot.blocks.text import FALLBACK, SECTION, cut, escaped, portions
from bot.blocks.titled import MOST_BLOCKS
from bot.digests.rituals.told import Listed, Told
from bot.digests.rituals.written import Sitting, Written
from bot.posting import Block, Message
from prompts import say

AGREE = "ritual_agree"
_PAIRS = 10  # fields of a section


def ritual_message(written: Written, sitting: Sitting, locale: str) -> Message:
    """The message of one sitting."""
    agree = button(AGREE, say(locale, "slack.ritual.agree"), str(sitting))
    parts = [block for part in written.parts for block in _part(part, locale)]
    blocks = [header(written.title), *_agreed(written, locale), *parts][: MOST_BLOCKS - 1]
    return Message(cut(escaped(written.text), FALLBACK), [*blocks, actions(agree)])


def _part(told: Told, locale: str) -> Iterator[Block]:
    yield {"type": "divider"}
    lead = f"*{escaped(told.lead)}*"
    if told.lines:
        yield from map(section, portions("\n".join([lead, *map(escaped, told.lines)])))
    else:
        yield section(lead)
    pairs = [f"*{escaped(label)}*\n{escaped(value)}" for label, value in told.figures]
    for first in range(0, len(pairs), _PAIRS):
        yield fields(pairs[first : first + _PAIRS])
    yield from (section(_deal(one, locale)) for one in told.deals)
    yield from (context(escaped(note)) for note in told.notes)


def _deal(one: Listed, locale: str) -> str:
    """A deal's line, what is known of it, and last the question."""
    line = f"• {linked_line(one.deal, locale, is_mine=one.is_own)}"
    facts, asked = one.about[:1], [f"→ {question}" for question in one.about[1:]]
    return cut("\n".join([line, *map(escaped, (*facts, *asked))]), SECTION)


def _agreed(written: Written, locale: str) -> Iterator[Block]:
    if not written.agreed:
        return
    yield section(f"*{escaped(written.lead)}*")
    done_lines = [line for _, done, line in written.agreed if done]
    for action, done, line in written.agreed:
        if not done:
            told = section(cut(f"• {escaped(line)}", SECTION))
            label = say(locale, "slack.action_done")
            yield {**told, "accessory": button(DONE, label, str(action))}
    if done_lines:
        yield section(cut("\n".join(f"• {escaped(line)}" for line in done_lines), SECTION))
