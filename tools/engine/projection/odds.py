"""The odds of open deals: what is known of each, and the chances that were learnt, as the
distribution needs them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING

from tools.engine.inquiry import Inquiry
from tools.engine.projection.chances import Chances
from tools.engine.projection.columns import OpenDeals
from tools.engine.projection.deals import opened
from tools.engine.projection.everyones import Owned, are_people, everyones, of_groups
from tools.engine.projection.horizon import Horizon
from tools.engine.projection.outlook import ONE_BY_ONE, Odds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class OpenOdds:
    """The odds of a group's open deals, and how many are due within the period."""

    odds: Odds
    due: int


NONE = OpenOdds(Odds((), (), 0.0, 0.0), 0)
Groups = Mapping[str | None, OpenOdds]


def open_odds(
    inquiry: Inquiry, horizons: Sequence[Horizon], learnt: Sequence[Chances]
) -> list[Groups]:
    """Group by group, for each horizon with what was learnt for it."""
    weighed = any(not chances.periods for chances in learnt)
    owned = everyones(inquiry, horizons) if are_people(inquiry) and not weighed else None
    if owned is None:
        read = opened(inquiry, horizons, weighed=weighed)
        return [_of_read(groups, chances) for groups, chances in zip(read, learnt, strict=True)]
    return [_of_kept(inquiry, *each) for each in zip(owned, learnt, strict=True)]


def _of_read(groups: Mapping[str | None, OpenDeals], chances: Chances) -> Groups:
    """The odds of each group. What is known of deals is one list for all groups that were read
    together: the chances of its entries are worked out once, not group by group."""
    if not chances.periods:
        return {label: _odds(deals, deals.weight) for label, deals in groups.items()}
    listed = {id(deals.features): deals.features for deals in groups.values()}
    by_list = {key: chances.of_each(features) for key, features in listed.items()}
    return {
        label: _odds(deals, by_list[id(deals.features)][deals.known])
        for label, deals in groups.items()
    }


def _of_kept(inquiry: Inquiry, owned: Owned, chances: Chances) -> Groups:
    """The same out of everybody's deals."""
    p = owned.chances(chances)
    groups = of_groups(inquiry, owned)
    return {label: _odds(deals, p[deals.known]) for label, deals in groups.items()}


def _odds(deals: OpenDeals, p: "NDArray[np.float64]") -> OpenOdds:
    """The largest of them one by one, all others together; `p` has the chance of each. Sums are
    exact, so that they are the same in whichever order the deals were read."""
    import numpy as np  # noqa: PLC0415

    order = np.lexsort((deals.pk, -deals.money))
    largest, rest = order[:ONE_BY_ONE], order[ONE_BY_ONE:]
    mean = deals.money[rest] * p[rest]
    variance = deals.money[rest] * mean * (1 - p[rest])
    each = Odds(deals.money[largest], p[largest], fsum(mean), fsum(variance))
    return OpenOdds(each, int(deals.is_due.sum()))
