"""Deals at risk, each with the signals that say so."""

from bot.blocks.listing import lay_found as lay

__all__ = ["lay"]
