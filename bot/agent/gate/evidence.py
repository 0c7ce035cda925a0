"""What the tools of one turn returned, as far as prose may speak of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bot.agent.gate.quantity import Labels, Quantity


@dataclass(frozen=True, slots=True)
class Ranking:
    """Who has how much of one thing: what "the largest is X" is held to."""

    values: Mapping[Labels, float]
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """A returned comparison: how much more (below zero: less) something is now."""

    moved: float
    labels: Labels = frozenset()


@dataclass(frozen=True)
class Evidence:
    """Numbers with their kinds; days and periods as `times` (`2026-12-15`, `-12-15` without a
    year, `2026-Q4`, `-Q4`, `y2026`); names in results as `called`, and words of them as `parts`
    (folded, with whom they mean); the company's names, whole and by their words; rankings, and
    comparisons; all text as returned, and of it the bot's own sentences, which may be quoted."""

    numbers: Sequence[Quantity] = ()
    times: frozenset[str] = frozenset()
    days: Mapping[str, Sequence[Labels]] = field(default_factory=dict)  # whose day it is
    called: Mapping[str, Labels] = field(default_factory=dict)
    parts: Mapping[str, Labels] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    name_words: frozenset[str] = frozenset()
    marks: Mapping[str, Labels] = field(default_factory=dict)  # words that name a topic
    rankings: Sequence[Ranking] = ()
    changes: Sequence[Change] = ()
    tells_changes: bool = False
    texts: str = ""
    sentences: str = ""
    question: str = ""

    @cached_property
    def holders(self) -> Labels:
        """Everybody and everything that some number is of."""
        return frozenset().union(*(known.labels for known in self.numbers))

    @cached_property
    def periods(self) -> Labels:
        """The periods that are compared with one another."""
        return frozenset().union(*(known.period for known in self.numbers))

    @cached_property
    def ranked(self) -> Labels:
        """Everybody and everything that is a row of a table."""
        return frozenset().union(*(of for ranking in self.rankings for of in ranking.values))
