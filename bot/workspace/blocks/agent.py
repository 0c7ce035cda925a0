"""Blocks for answers: markdown, feedback, tasks and plans."""

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from bot.workspace.blocks.elements import FeedbackButtons, IconButton, UrlSource
from bot.workspace.blocks.part import Block
from bot.workspace.blocks.rich_text import RichText


class Markdown(Block):
    """Text in ordinary Markdown, which Slack draws itself."""

    type: Literal["markdown"]
    text: Annotated[str, Len(1, 12_000)]


class ContextActions(Block):
    """Feedback and icon buttons under an answer."""

    type: Literal["context_actions"]
    elements: Annotated[
        list[Annotated[FeedbackButtons | IconButton, Field(discriminator="type")]], Len(1, 5)
    ]


class TaskCard(Block):
    """One step of the work behind an answer."""

    type: Literal["task_card"]
    task_id: Annotated[str, Len(1)]
    title: Annotated[str, Len(1)]
    status: Literal["pending", "in_progress", "complete", "error"]
    details: RichText | None = None
    output: RichText | None = None
    sources: list[UrlSource] | None = None


class Plan(Block):
    """Steps under one title."""

    type: Literal["plan"]
    title: Annotated[str, Len(1)]
    tasks: list[TaskCard] | None = None
