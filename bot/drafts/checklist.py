"""A checklist as a message: what is answered as text, what a person can tell as boxes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2s

from bot.blocks.drafts import fallback, markdown
from bot.blocks.text import cut, escaped
from bot.posting import Block, Message
from bot.saying.drafts.facts import heading, in_language
from bot.saying.drafts.markdown import plain
from bot.saying.tools.checklist import answer, part_name, standing
from prompts import say
from tools.drafts.checklist import Checklist, Line

TICK = "tick"  # what the action ids of boxes begin with
_BOXES = 10  # in one element
_TEXT = 75  # characters of a box's label, and of what stands below it


def checklist_message(
    listed: Checklist, arguments: Mapping[str, str], text: str, locale: str
) -> Message:
    """Boxes carry the item's key, their block the deal and the playbook."""
    return Message(fallback(text), list(_blocks(listed, arguments, locale)))


@dataclass(frozen=True)
class Boxes:
    """What a block of boxes knows of itself. Slack tells the app nothing else of a message that
    only its reader sees: `was` are the marks of the items ticked when it was made."""

    deal: str
    playbook: str | None
    was: frozenset[str]


def boxes_of(block_id: str) -> Boxes:
    """The boxes of this block."""
    deal, playbook, was, _ = json.loads(block_id)
    return Boxes(deal, playbook, frozenset(was.split()))


def mark(item: str) -> str:
    """An item's key in short."""
    return blake2s(item.encode(), digest_size=3).hexdigest()


def _blocks(listed: Checklist, arguments: Mapping[str, str], locale: str) -> Iterator[Block]:
    title = say(locale, "say.drafts.checklist.title", deal=plain(listed.deal.name))
    yield markdown(f"{title}\n\n{heading(listed.deal, locale)}\n\n{standing(listed, locale)}")
    number = 0
    for part in listed.parts:
        known = [line for line in part.lines if _is_told(line)]
        lines = [f"## {part_name(listed, part, locale)}", *(_answered(k, locale) for k in known)]
        yield markdown("\n".join(lines))
        rest = [line for line in part.lines if not _is_told(line)]
        for start in range(0, len(rest), _BOXES):
            number += 1
            some = rest[start : start + _BOXES]
            was = " ".join(mark(line.key) for line in some if line.tick)
            known_of = [listed.deal.id, arguments.get("playbook"), was, number]
            yield {
                "type": "actions",
                "block_id": json.dumps(known_of, ensure_ascii=False),
                "elements": [_boxes(number, some, locale)],
            }


def _is_told(line: Line) -> bool:
    """Answered by a fact, or elsewhere: there is no tick here that could be set or cleared."""
    return line.fact is not None or line.elsewhere is not None


def _answered(line: Line, locale: str) -> str:
    return f"- ✓ **{in_language(line.label, locale)}** — {answer(line, locale)}"


def _boxes(number: int, lines: Sequence[Line], locale: str) -> Block:
    options = [_option(line, locale) for line in lines]
    ticked = [option for option, line in zip(options, lines, strict=True) if line.tick]
    boxes: Block = {"type": "checkboxes", "action_id": f"{TICK}_{number}", "options": options}
    return {**boxes, "initial_options": ticked} if ticked else boxes


def _option(line: Line, locale: str) -> Block:
    asked = answer(line, locale) if line.tick else in_language(line.asks or "", locale)
    # Plain text shows what is escaped for Markdown as it stands.
    label = line.label if isinstance(line.label, str) else in_language(line.label, locale)
    option: Block = {"text": _text(label), "value": line.key}
    return {**option, "description": _text(asked)} if asked else option


def _text(words: str) -> Block:
    return {"type": "plain_text", "text": cut(escaped(words), _TEXT)}
