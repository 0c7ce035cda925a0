"""The built-in reader: a question in French or English in, tool calls out, or an honest miss."""

from bot.reader.reader import Reader
from bot.reader.reading import Asker, Call, Choice, Figure, Reading, Span

__all__ = ["Asker", "Call", "Choice", "Figure", "Reader", "Reading", "Span"]
