"""Deals with defects, each with what is wrong."""

from bot.blocks.listing import lay_found as lay

__all__ = ["lay"]
