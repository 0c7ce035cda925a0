"""A part of a ritual in words, as far as it is the same in Slack, at the terminal and in Word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.saying.answers import deal_line
from prompts import say
from tools.engine.deal import Deal


@dataclass(frozen=True)
class Listed:
    """A deal, and lines about it. Its owner is not named where all deals are one person's."""

    deal: Deal
    about: Sequence[str] = ()
    is_own: bool = False


@dataclass(frozen=True)
class Told:
    """A lead, and what stands under it: figures (label, value), deals, lines, small print."""

    lead: str
    figures: Sequence[tuple[str, str]] = ()
    deals: Sequence[Listed] = ()
    lines: Sequence[str] = ()
    notes: Sequence[str] = ()

    def text(self, locale: str) -> str:
        """All of it, a line each."""
        return "\n".join([self.lead, *self._lines(locale)])

    def _lines(self, locale: str) -> Iterator[str]:
        colon = say(locale, "say.colon")
        yield from (f"• {label}{colon}{value}" for label, value in self.figures)
        for one in self.deals:
            yield f"• {deal_line(one.deal, locale, is_mine=one.is_own)}"
            yield from (say(locale, "say.found", facts=line) for line in one.about)
        yield from self.lines
        yield from self.notes
