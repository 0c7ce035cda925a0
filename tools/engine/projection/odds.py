"""The odds of open deals: what is known of each, and the chances that were learnt, as the
distribution needs them."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from math import fsum
from typing import TYPE_CHECKING

from tools.engine.everybody import Everybody, of_company
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.projection.chances import Chances
from tools.engine.projection.deals import OpenDeals, opened, opened_by_owner
from tools.engine.projection.horizon import Horizon
from tools.engine.projection.landmarks import Features
from tools.engine.projection.outlook import ONE_BY_ONE, Odds
from tools.engine.refusal import Declined

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
    shared, weighed = inquiry.everybody, any(not chances.periods for chances in learnt)
    if shared is not None and shared.knows(inquiry) and not weighed:
        with suppress(Declined):  # one deal without a rate refuses those who see it, not all
            return _of_scope(shared, inquiry, horizons, learnt)
    read = opened(inquiry, horizons, weighed=weighed)
    return [_of_groups(groups, chances) for groups, chances in zip(read, learnt, strict=True)]


def _of_groups(groups: Mapping[str | None, OpenDeals], chances: Chances) -> Groups:
    """The odds of each group. What is known of deals is one list for all groups that were read
    together: the chances of its entries are worked out once, not group by group."""
    if not chances.periods:
        return {label: _odds(deals, deals.weight) for label, deals in groups.items()}
    listed = {id(deals.features): deals.features for deals in groups.values()}
    by_list = {key: _by_features(features, chances) for key, features in listed.items()}
    return {
        label: _odds(deals, by_list[id(deals.features)][deals.known])
        for label, deals in groups.items()
    }


def _of_scope(
    shared: Everybody, inquiry: Inquiry, horizons: Sequence[Horizon], learnt: Sequence[Chances]
) -> list[Groups]:
    """The same, out of everybody's deals, which are read once."""
    import numpy as np  # noqa: PLC0415 (a tenth of a second, for this figure alone)

    read = shared.each("opened", horizons, lambda some: opened_by_owner(of_company(inquiry), some))
    members = [one.pk for one in shared.members(inquiry.connection, inquiry.scope)]
    found: list[Groups] = []
    for horizon, (owners, deals), chances in zip(horizons, read, learnt, strict=True):
        p = shared.once(("chances", horizon), partial(_chances, deals, chances))
        first, last = (np.searchsorted(owners, members, side) for side in ("left", "right"))
        ranges = [np.arange(*ends) for ends in zip(first, last, strict=True)]
        places = np.concatenate(ranges) if ranges else np.arange(0)
        found.append({TOTAL: _odds(deals.taken(places), p[places])})
    return found


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


def _chances(deals: OpenDeals, chances: Chances) -> "NDArray[np.float64]":
    """The chance of each deal: as learnt, or by the CRM's weights where nothing was."""
    if not chances.periods:
        return deals.weight
    p: NDArray[np.float64] = _by_features(deals.features, chances)[deals.known]
    return p


def _by_features(features: Sequence[Features], chances: Chances) -> "NDArray[np.float64]":
    import numpy as np  # noqa: PLC0415

    return np.array([chances.of(one) for one in features], dtype=np.float64)
