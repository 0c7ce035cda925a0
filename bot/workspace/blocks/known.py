"""Every block there is, and the container that holds others."""

from typing import Annotated, Literal, Self

from annotated_types import Len
from pydantic import Field, TypeAdapter, model_validator

from bot.workspace.blocks import agent, cards, charts, elements, layout, tables
from bot.workspace.blocks.part import Block, at_most, wrong
from bot.workspace.blocks.rich_text import RichText
from bot.workspace.blocks.text import AnyText, PlainText


class Container(Block):
    """Blocks in a frame of their own; it cannot hold another container."""

    type: Literal["container"]
    child_blocks: Annotated[list["Contained"], Len(1, 10)]
    title: Annotated[PlainText, at_most(150)] | None = None
    rich_text_title: RichText | None = None
    subtitle: Annotated[AnyText, at_most(150)] | None = None
    width: Literal["narrow", "standard", "wide", "full"] | None = None
    icon: elements.Image | None = None
    is_collapsible: bool | None = None
    default_collapsed: bool | None = None
    has_header_divider: bool | None = None

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if self.title is None and self.rich_text_title is None:
            raise wrong("must define either `title` or `rich_text_title`")
        if self.is_collapsible and self.has_header_divider:
            raise wrong("has_header_divider cannot be set when is_collapsible is true")
        if self.default_collapsed and not self.is_collapsible:
            raise wrong("default_collapsed requires is_collapsible")
        return self


_Simple = (
    layout.Section
    | layout.Header
    | layout.Divider
    | layout.Context
    | layout.Actions
    | layout.Image
    | layout.Input
    | layout.Video
    | layout.File
    | RichText
    | agent.Markdown
    | agent.ContextActions
    | agent.TaskCard
    | agent.Plan
    | cards.Card
    | cards.Carousel
    | cards.Alert
    | tables.Table
    | tables.DataTable
    | charts.DataVisualization
)
Contained = Annotated[_Simple, Field(discriminator="type")]
AnyBlock = Annotated[_Simple | Container, Field(discriminator="type")]

Container.model_rebuild()
ANY_BLOCK: TypeAdapter[AnyBlock] = TypeAdapter(AnyBlock)
