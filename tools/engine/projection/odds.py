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
    return [
        {label: _odds(deals, _chances(deals, chances)) for label, deals in groups.items()}
        for groups, chances in zip(opened(inquiry, horizons, weighed=weighed), learnt, strict=True)
    ]


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
    import numpy as np  # noqa: PLC0415

    if not chances.periods:
        return deals.weight
    by_features = np.array([chances.of(one) for one in deals.features], dtype=np.float64)
    p: NDArray[np.float64] = by_features[deals.known]
    return p
