"""Text and the small objects made of it: options, confirmations, filters."""

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from bot.workspace.blocks.part import Part, Url, at_most

Filled = Annotated[str, Len(1)]


class PlainText(Part):
    """Text without markup."""

    type: Literal["plain_text"]
    text: Filled
    emoji: bool | None = None


class Mrkdwn(Part):
    """Text in Slack's own markup."""

    type: Literal["mrkdwn"]
    text: Filled
    verbatim: bool | None = None


AnyText = Annotated[PlainText | Mrkdwn, Field(discriminator="type")]


class Option(Part):
    """One choice of a menu."""

    text: Annotated[PlainText, at_most(75)]
    value: Annotated[str, Len(1, 150)]
    description: Annotated[PlainText, at_most(75)] | None = None


class RichOption(Part):
    """One choice of a group of radio buttons or checkboxes, where markup is allowed."""

    text: Annotated[AnyText, at_most(75)]
    value: Annotated[str, Len(1, 150)]
    description: Annotated[AnyText, at_most(75)] | None = None


class OverflowOption(Option):
    """One choice of an overflow menu, which may open a link."""

    url: Url | None = None


class OptionGroup(Part):
    """Choices under one label."""

    label: Annotated[PlainText, at_most(75)]
    options: Annotated[list[Option], Len(1, 100)]


class Confirm(Part):
    """The dialog that asks again before an action is sent."""

    title: Annotated[PlainText, at_most(100)]
    text: Annotated[AnyText, at_most(300)]
    confirm: Annotated[PlainText, at_most(30)]
    deny: Annotated[PlainText, at_most(30)]
    style: Literal["primary", "danger"] | None = None


class DispatchConfig(Part):
    """When an input sends its value before the form is submitted."""

    trigger_actions_on: Annotated[
        list[Literal["on_enter_pressed", "on_character_entered"]], Len(1, 2)
    ]


class SlackFile(Part):
    """An image that is a file of this workspace, by id or by URL."""

    id: Filled | None = None
    url: Filled | None = None
