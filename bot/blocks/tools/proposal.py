"""A proposal asked for in words: its Markdown as it is."""

from bot.blocks.drafts import lay_draft as lay

__all__ = ["lay"]
