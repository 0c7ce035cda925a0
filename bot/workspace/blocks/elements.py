"""Buttons, menus and images: what stands inside blocks and is not typed into."""

from typing import Annotated, Literal, Self

from annotated_types import Len
from pydantic import Field, model_validator

from bot.workspace.blocks.part import Interactive, Part, Url, at_most, wrong
from bot.workspace.blocks.text import Confirm, OverflowOption, PlainText, RichOption, SlackFile


class Image(Part):
    """A picture beside text."""

    type: Literal["image"]
    alt_text: Annotated[str, Len(1, 2000)]
    image_url: Url | None = None
    slack_file: SlackFile | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.image_url is None) == (self.slack_file is None):
            raise wrong("must provide exactly one of image_url or slack_file")
        return self


class Button(Interactive):
    """A button."""

    type: Literal["button"]
    text: Annotated[PlainText, at_most(75)]
    url: Url | None = None
    value: Annotated[str, Len(0, 2000)] | None = None
    style: Literal["primary", "danger"] | None = None
    confirm: Confirm | None = None
    accessibility_label: Annotated[str, Len(1, 75)] | None = None
    agent_prompt: Annotated[str, Len(1, 4000)] | None = None


class Overflow(Interactive):
    """The menu behind three dots."""

    type: Literal["overflow"]
    options: Annotated[list[OverflowOption], Len(1, 5)]
    confirm: Confirm | None = None


class Feedback(Part):
    """One side of the feedback buttons."""

    text: Annotated[PlainText, at_most(75)]
    value: Annotated[str, Len(1, 2000)]
    accessibility_label: Annotated[str, Len(1, 75)] | None = None


class FeedbackButtons(Interactive):
    """Thumb up and thumb down under an answer."""

    type: Literal["feedback_buttons"]
    positive_button: Feedback
    negative_button: Feedback


class IconButton(Interactive):
    """A button that is an icon."""

    type: Literal["icon_button"]
    icon: Literal["trash"]
    text: Annotated[PlainText, at_most(75)]
    value: Annotated[str, Len(1, 2000)] | None = None
    confirm: Confirm | None = None
    accessibility_label: Annotated[str, Len(1, 75)] | None = None
    visible_to_user_ids: list[str] | None = None


class RadioButtons(Interactive):
    """One choice of a few, all of them shown."""

    type: Literal["radio_buttons"]
    options: Annotated[list[RichOption], Len(1, 10)]
    initial_option: RichOption | None = None
    confirm: Confirm | None = None
    focus_on_load: bool | None = None


class Checkboxes(Interactive):
    """Some choices of a few, all of them shown."""

    type: Literal["checkboxes"]
    options: Annotated[list[RichOption], Len(1, 10)]
    initial_options: Annotated[list[RichOption], Len(1, 10)] | None = None
    confirm: Confirm | None = None
    focus_on_load: bool | None = None


class UrlSource(Part):
    """A page that an answer rests on."""

    type: Literal["url"]
    url: Url
    text: Annotated[str, Field(min_length=1)]
