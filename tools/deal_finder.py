"""Finding the deal that is meant: by what it is called, or as the largest."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.engine.compute import Desk, inquire
from tools.engine.facts.deals import open_deals
from tools.engine.largest import largest as largest_of
from tools.engine.people import Person
from tools.engine.request import KpiRequest
from tools.names.deals import DealName, deals_called

_SEVERAL = 3  # equally large: more are not to choose from


@dataclass(frozen=True)
class DealFinder:
    """Finds deals in an asker's scope."""

    at: Desk
    asker: Person

    def __call__(self, words: Sequence[str], *, largest: bool = False) -> Sequence[DealName]:
        """By these folded words, as `deals_called` does; or the open deal with the most money at
        today's rates, those where several have as much."""
        if not largest:
            return deals_called(self.at.connection, self.asker, words)
        inquiry = inquire(self.at, self.asker, KpiRequest(kpi="pipeline", period="all"))[1]
        if inquiry is None:
            return []
        found = largest_of(inquiry, open_deals, _SEVERAL, largest_first=True)
        most = max((one.money for one in found), default=0)
        return [DealName(one.deal.id, one.deal.name) for one in found if one.money == most]
