"""All that is known of one deal: its name large, a line for each thing."""

from bot.blocks.listed import lay_listed as lay

__all__ = ["lay"]
