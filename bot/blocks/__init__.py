"""Answers as Block Kit: plain dicts within Slack's limits, everything from data escaped."""

from bot.blocks.answer import answer_message, plain_message

__all__ = ["answer_message", "plain_message"]
