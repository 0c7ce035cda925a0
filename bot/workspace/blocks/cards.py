"""Cards, carousels of cards, and alerts."""

from typing import Annotated, Literal, Self

from annotated_types import Len
from pydantic import model_validator

from bot.workspace.blocks.elements import Button, Image
from bot.workspace.blocks.part import Block, at_most, wrong
from bot.workspace.blocks.text import AnyText


class Card(Block):
    """A picture, a title, a few words, a few buttons."""

    type: Literal["card"]
    hero_image: Image | None = None
    icon: Image | None = None
    title: Annotated[AnyText, at_most(150)] | None = None
    subtitle: Annotated[AnyText, at_most(150)] | None = None
    body: Annotated[AnyText, at_most(200)] | None = None
    actions: Annotated[list[Button], Len(1, 5)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.hero_image or self.title or self.actions or self.body):
            raise wrong("must define at least one of hero_image, title, actions or body")
        return self


class Carousel(Block):
    """Cards side by side."""

    type: Literal["carousel"]
    elements: Annotated[list[Card], Len(1, 10)]


class Alert(Block):
    """A notice that stands out."""

    type: Literal["alert"]
    text: AnyText
    level: Literal["default", "info", "warning", "error", "success"] | None = None
