"""Evaluation: question banks, how each line was read, and what that makes together."""

from bot.evaluation.bank import Heard, Line, Wanted, lines
from bot.evaluation.verdict import Judge

__all__ = ["Heard", "Judge", "Line", "Wanted", "lines"]
