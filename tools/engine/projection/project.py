"""The projection: what is learnt from past periods put on what is open today."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.engine.facts.deals import amount, measured, number, won_deals
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.projection.arrivals import Arrivals, arrivals, arrived
from tools.engine.projection.chances import Chances, by_weights, learn
from tools.engine.projection.deals import Group, open_by_group
from tools.engine.projection.horizon import Horizon, past
from tools.engine.projection.landmarks import landmark, since, version_of
from tools.engine.projection.memory import Memory
from tools.engine.projection.outlook import Outlook, outlook
from tools.engine.refusal import NoValue

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BOOKED = measured(won_deals, bookings=amount, won=number)
_LEARNT: Memory[Chances | None] = Memory(most=64)


@dataclass(frozen=True)
class Projection:
    """One group's: its distribution, the deals won and those due, and what is to come."""

    outlook: Outlook
    won: int
    open: int
    to_come: Arrivals


@dataclass(frozen=True)
class Projections:
    """All groups', and what they were learnt from: nothing, where no past period is known."""

    groups: Mapping[str | None, Projection]
    chances: Chances
    periods: int


def horizon_of(inquiry: Inquiry) -> Horizon:
    """The period as seen on the day asked about. Raises NoValue for `all`, which never ends."""
    if inquiry.period.span is None:
        raise NoValue("needs_period")
    return Horizon(inquiry.as_of or inquiry.today, *inquiry.period.span)


def earlier_ones(inquiry: Inquiry, horizon: Horizon) -> list[Horizon]:
    """The past periods that teach of this one, the latest first."""
    first = since(inquiry)
    return past(horizon, inquiry.company.calendar, first) if first else []


def project(inquiry: Inquiry, horizon: Horizon) -> Projections:
    """The distribution of each group of the inquiry, by what was known on the horizon's day."""
    earlier = earlier_ones(inquiry, horizon)
    chances = _learnt(inquiry, horizon, earlier) or by_weights()
    won, opened = BOOKED.read(inquiry), open_by_group(inquiry, horizon)
    seen = [arrived(inquiry, one) for one in earlier]
    labels = {*won, *opened, *(label for cells in seen for label in cells)}
    groups = {}
    for label in labels if inquiry.by else {TOTAL}:
        group, to_come = opened.get(label, Group()), arrivals(seen, label)
        signed = won.get(label, {})
        money = float(signed.get("bookings") or 0.0)
        end = outlook(money, *_odds(group, chances), chances.spread, to_come)
        number_won = int(signed.get("won") or 0)
        groups[label] = Projection(end, number_won, group.due, to_come)
    return Projections(groups, chances, len(earlier))


def _learnt(inquiry: Inquiry, horizon: Horizon, earlier: list[Horizon]) -> Chances | None:
    key = (*version_of(inquiry), horizon, inquiry.today)
    return _LEARNT.get(key, lambda: learn([landmark(inquiry, one) for one in earlier]))


def _odds(group: Group, chances: Chances) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    import numpy as np  # noqa: PLC0415 (a tenth of a second, for this figure alone)

    amounts = np.array(group.money, dtype=float)
    if not chances.periods:
        return amounts, np.array(group.weights, dtype=float)
    return amounts, chances.of(group.features)
