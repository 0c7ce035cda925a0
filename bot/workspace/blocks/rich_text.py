"""Formatted text: what Slack's own composer writes."""

from typing import Annotated, Literal

from annotated_types import Ge, Le
from pydantic import Field

from bot.workspace.blocks.part import Block, Part


class Style(Part):
    """How a piece of text looks."""

    bold: bool | None = None
    italic: bool | None = None
    strike: bool | None = None
    code: bool | None = None
    underline: bool | None = None
    highlight: bool | None = None
    client_highlight: bool | None = None
    unlink: bool | None = None


class Span(Part):
    """Words."""

    type: Literal["text"]
    text: Annotated[str, Field(min_length=1)]
    style: Style | None = None


class Link(Part):
    """A link."""

    type: Literal["link"]
    url: Annotated[str, Field(min_length=1)]
    text: str | None = None
    unsafe: bool | None = None
    style: Style | None = None


class Emoji(Part):
    """An emoji, by name."""

    type: Literal["emoji"]
    name: Annotated[str, Field(min_length=1)]
    unicode: str | None = None
    url: str | None = None
    style: Style | None = None


class UserMention(Part):
    """A person."""

    type: Literal["user"]
    user_id: str
    style: Style | None = None


class ChannelMention(Part):
    """A channel."""

    type: Literal["channel"]
    channel_id: str
    style: Style | None = None


class GroupMention(Part):
    """A group of people."""

    type: Literal["usergroup"]
    usergroup_id: str
    style: Style | None = None


class Broadcast(Part):
    """Everybody, or everybody here."""

    type: Literal["broadcast"]
    range: Literal["here", "channel", "everyone"]
    style: Style | None = None


class DateSpan(Part):
    """An instant, shown in the reader's own time zone."""

    type: Literal["date"]
    timestamp: int
    format: Annotated[str, Field(min_length=1)]
    url: str | None = None
    fallback: str | None = None
    style: Style | None = None


class Color(Part):
    """A colour sample."""

    type: Literal["color"]
    value: str
    style: Style | None = None


Inline = Annotated[
    Span
    | Link
    | Emoji
    | UserMention
    | ChannelMention
    | GroupMention
    | Broadcast
    | DateSpan
    | Color,
    Field(discriminator="type"),
]
Border = Annotated[int, Ge(0), Le(1)]


class Section(Part):
    """A paragraph."""

    type: Literal["rich_text_section"]
    elements: list[Inline]


class Quote(Part):
    """A quotation."""

    type: Literal["rich_text_quote"]
    elements: list[Inline]
    border: Border | None = None


class Preformatted(Part):
    """Code."""

    type: Literal["rich_text_preformatted"]
    elements: list[Annotated[Span | Link, Field(discriminator="type")]]
    border: Border | None = None
    language: str | None = None


class BulletList(Part):
    """A list."""

    type: Literal["rich_text_list"]
    elements: list[Section]
    style: Literal["bullet", "ordered"]
    indent: Annotated[int, Ge(0), Le(8)] | None = None
    offset: Annotated[int, Ge(0)] | None = None
    border: Border | None = None


class RichText(Block):
    """A block of formatted text."""

    type: Literal["rich_text"]
    elements: list[
        Annotated[Section | Quote | Preformatted | BulletList, Field(discriminator="type")]
    ]
