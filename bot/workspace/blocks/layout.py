"""The plain blocks: section, header, divider, context, actions, image, input, video, file."""

from typing import Annotated, Literal, Self

from annotated_types import Len
from pydantic import Field, model_validator

from bot.workspace.blocks import elements as el
from bot.workspace.blocks import inputs as inp
from bot.workspace.blocks import selects as sel
from bot.workspace.blocks.part import Block, Url, at_most, wrong
from bot.workspace.blocks.text import AnyText, Mrkdwn, PlainText, SlackFile

Select = (
    sel.StaticSelect
    | sel.MultiStaticSelect
    | sel.ExternalSelect
    | sel.MultiExternalSelect
    | sel.UsersSelect
    | sel.MultiUsersSelect
    | sel.ConversationsSelect
    | sel.MultiConversationsSelect
    | sel.ChannelsSelect
    | sel.MultiChannelsSelect
)
Choice = Select | el.RadioButtons | el.Checkboxes | inp.DatePicker | inp.TimePicker
Accessory = Annotated[el.Button | el.Overflow | el.Image | Choice, Field(discriminator="type")]
Action = Annotated[
    el.Button | el.Overflow | Choice | inp.DateTimePicker | inp.RichTextInput,
    Field(discriminator="type"),
]
Entry = Annotated[
    Choice
    | inp.DateTimePicker
    | inp.PlainTextInput
    | inp.RichTextInput
    | inp.EmailInput
    | inp.UrlInput
    | inp.NumberInput
    | inp.FileInput,
    Field(discriminator="type"),
]


class Section(Block):
    """Text, or up to ten short fields in two columns, with one element beside it."""

    type: Literal["section"]
    text: Annotated[AnyText, at_most(3000)] | None = None
    fields: Annotated[list[Annotated[AnyText, at_most(2000)]], Len(1, 10)] | None = None
    accessory: Accessory | None = None
    expand: bool | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.text is None and self.fields is None:
            raise wrong("must define either `text` or `fields`")
        return self


class Header(Block):
    """A title."""

    type: Literal["header"]
    text: Annotated[PlainText, at_most(150)]


class Divider(Block):
    """A line."""

    type: Literal["divider"]


class Context(Block):
    """Small print and small pictures."""

    type: Literal["context"]
    elements: Annotated[
        list[Annotated[PlainText | Mrkdwn | el.Image, Field(discriminator="type")]], Len(1, 10)
    ]


class Actions(Block):
    """Buttons and menus in a row."""

    type: Literal["actions"]
    elements: Annotated[list[Action], Len(1, 25)]


class Image(Block):
    """A picture of its own."""

    type: Literal["image"]
    alt_text: Annotated[str, Len(1, 2000)]
    title: Annotated[PlainText, at_most(2000)] | None = None
    image_url: Url | None = None
    slack_file: SlackFile | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.image_url is None) == (self.slack_file is None):
            raise wrong("must provide exactly one of image_url or slack_file")
        return self


class Input(Block):
    """A labelled field of a form."""

    type: Literal["input"]
    label: Annotated[PlainText, at_most(2000)]
    element: Entry
    hint: Annotated[PlainText, at_most(2000)] | None = None
    optional: bool | None = None
    dispatch_action: bool | None = None


class Video(Block):
    """A film that plays inside Slack."""

    type: Literal["video"]
    alt_text: Annotated[str, Len(1)]
    title: Annotated[PlainText, at_most(199)]
    thumbnail_url: Url
    video_url: Url
    author_name: Annotated[str, Len(1, 49)] | None = None
    description: Annotated[PlainText, at_most(200)] | None = None
    provider_icon_url: Url | None = None
    provider_name: str | None = None
    title_url: Url | None = None


class File(Block):
    """A file that lives elsewhere."""

    type: Literal["file"]
    external_id: Annotated[str, Len(1)]
    source: Literal["remote"]
