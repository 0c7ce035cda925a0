"""A supposition: what is supposed large, each figure as it would be in a line."""

from bot.blocks.listed import lay_listed as lay

__all__ = ["lay"]
