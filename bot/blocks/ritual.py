"""A ritual as a message: what was agreed last time first, each with its button, a button to agree
something now last."""

from collections.abc import Iterator

from bot.blocks.actions import DONE
from bot.blocks.parts import actions, button, section
from bot.blocks.text import FALLBACK, SECTION, cut, escaped
from bot.blocks.titled import MOST_BLOCKS, titled_message
from bot.digests.rituals.written import Sitting, Written
from bot.posting import Block, Message
from prompts import say

AGREE = "ritual_agree"


def ritual_message(written: Written, sitting: Sitting, locale: str) -> Message:
    """The message of one sitting."""
    header, *parts = titled_message(f"{written.title}\n\n{written.parts}").blocks
    agree = button(AGREE, say(locale, "slack.ritual.agree"), str(sitting))
    blocks = [header, *_agreed(written, locale), *parts][: MOST_BLOCKS - 1]
    return Message(cut(escaped(written.text), FALLBACK), [*blocks, actions(agree)])


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
    yield {"type": "divider"}
