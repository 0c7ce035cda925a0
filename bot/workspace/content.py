"""What a message is made of, checked before anything is posted."""

import copy
from dataclasses import dataclass, field

from bot.workspace.blocks.check import characters, problems, walk
from bot.workspace.blocks.surfaces import MESSAGE, MOST_BLOCK_CHARACTERS
from bot.workspace.errors import SlackError, invalid_blocks
from bot.workspace.ids import secret
from bot.workspace.types import JSON

MOST_CHARACTERS = 40_000
MOST_EDITED_CHARACTERS = 4_000
MOST_MARKDOWN = 12_000
MOST_ATTACHMENTS = 100
# Elements that act: each gets an `action_id` when the app gave none.
_ACTING = ("button", "overflow", "radio_buttons", "checkboxes", "feedback_buttons", "icon_button")
# Blocks that hold blocks, and where.
_HOLDERS = {"container": "child_blocks", "carousel": "elements"}
_ACTING_ENDINGS = ("_select", "_input", "picker")


@dataclass
class Content:
    """Text, blocks and the rest of one message; `warnings` go back to the app."""

    text: str = ""
    blocks: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    metadata: JSON | None = None
    is_markdown: bool = False
    warnings: list[str] = field(default_factory=list)


def read_content(given: JSON, refused: frozenset[str]) -> Content:
    """Take what belongs to a message out of an app's arguments, or raise what Slack would say."""
    text = str(given.get("text") or "")
    blocks = checked_blocks(given.get("blocks"), refused)
    markdown = str(given.get("markdown_text") or "")
    if markdown:
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        text = checked_markdown(markdown)
    attachments = _attachments(given.get("attachments"), refused)
    if not (text.strip() or blocks or attachments):
        raise SlackError("no_text")
    warnings = ["message_truncated"] if len(text) > MOST_CHARACTERS else []
    return Content(
        text[:MOST_CHARACTERS],
        blocks,
        attachments,
        read_metadata(given.get("metadata")),
        bool(markdown),
        warnings,
    )


def checked_markdown(markdown: str) -> str:
    """Markdown for a whole message or a piece of a stream."""
    if len(markdown) > MOST_MARKDOWN:
        raise SlackError("msg_too_long")
    return markdown


def checked_blocks(blocks: object, refused: frozenset[str]) -> list[JSON]:
    """Blocks that Slack takes in a message, each with the ids Slack makes up."""
    if blocks is None or blocks == "":
        return []
    if not isinstance(blocks, list) or not all(isinstance(one, dict) for one in blocks):
        raise SlackError("invalid_blocks_format")
    found = problems(blocks, MESSAGE, refused)
    if found:
        raise invalid_blocks(found)
    if characters(blocks) > MOST_BLOCK_CHARACTERS:
        raise SlackError("msg_blocks_too_long")
    return with_ids(blocks)


def with_ids(blocks: list[JSON]) -> list[JSON]:
    """A copy in which every block has a `block_id` and every acting element an `action_id`."""
    copied = copy.deepcopy(blocks)
    for block in copied:
        for one in (block, *block.get(_HOLDERS.get(block["type"], ""), ())):
            one.setdefault("block_id", secret()[:5])
        for part in walk(block):
            kind = part.get("type")
            if isinstance(kind, str) and (kind in _ACTING or kind.endswith(_ACTING_ENDINGS)):
                part.setdefault("action_id", secret()[:5])
    return copied


def _attachments(attachments: object, refused: frozenset[str]) -> list[JSON]:
    if not attachments:
        return []
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        raise SlackError("invalid_attachments")
    if len(attachments) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    return [
        {**one, "blocks": checked_blocks(one["blocks"], refused)} if "blocks" in one else one
        for one in attachments
    ]


def read_metadata(metadata: object) -> JSON | None:
    """An event type and its payload, or nothing."""
    if metadata is None or metadata == {}:
        return None
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(
        metadata.get("event_payload"), dict
    ):
        raise SlackError("invalid_metadata_schema")
    return metadata
