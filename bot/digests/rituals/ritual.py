"""A ritual, and the sheet that its parts are written on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.digests.rituals.told import Told
from bot.saying.figures import Teller
from bot.saying.findings import with_facts
from bot.telling import teller_for
from tools.engine.answer import Outcome
from tools.engine.compute import Desk, compute
from tools.engine.figure import Figure
from tools.engine.people import Person
from tools.engine.request import KpiRequest
from tools.engine.scope import scope_of
from tools.toolbox import run_tool


@dataclass(frozen=True)
class Sheet:
    """What a ritual is written for: the desk, the person in whose scope, the language, and who
    reads it (an email; nobody in particular in a channel)."""

    at: Desk
    person: Person
    locale: str
    reader: str = ""

    @property
    def is_own(self) -> bool:
        """Whether all of it is about one person's own deals, whose owner need not be named."""
        return scope_of(self.person, self.at.company.name).kind == "rep"

    def figure(self, kpi: str, period: str, **asked: Any) -> Figure:  # noqa: ANN401
        """One figure of this person's."""
        return compute(self.at, self.person, KpiRequest(kpi=kpi, period=period, **asked))

    def outcome(self, tool: str, **arguments: Any) -> Outcome:  # noqa: ANN401
        """What a tool finds for this person."""
        return with_facts(run_tool(tool, self.at, self.person, arguments), self.locale)

    def teller(self, figures: Sequence[Figure], also: Sequence[str] = ()) -> Teller:
        """Who puts these figures into words."""
        return teller_for(
            self.at.connection, self.at.company, self.locale, self.reader, figures, also
        )


# What one part says; None where it has nothing to say.
Part = Callable[[Sheet], Told | None]


@dataclass(frozen=True)
class Ritual:
    """What is sent: its parts in their order. `of_one`: about one person, between the two."""

    name: str
    parts: tuple[Part, ...]
    of_one: bool = False
