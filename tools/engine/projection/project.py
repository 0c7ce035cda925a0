"""The projection: what is learnt from past periods put on what is open today."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.memory import Memory
from tools.engine.projection.arrivals import Arrivals, arrivals
from tools.engine.projection.chances import Chances, by_weights, learn
from tools.engine.projection.horizon import Horizon, past
from tools.engine.projection.landmarks import landmarks, since, version_of
from tools.engine.projection.odds import NONE, OpenOdds, open_odds
from tools.engine.projection.outlook import Outlook, Parts, outlooks
from tools.engine.projection.sold import NOTHING, Sold, sold
from tools.engine.refusal import NoValue

Targets = Mapping[str | None, float]  # by group, in ten-thousandths of the reporting currency
NO_TARGETS: Targets = MappingProxyType({})
_LEARNT: Memory[Chances] = Memory(most=64)


@dataclass(frozen=True)
class Projection:
    """One group's: its distribution, the deals won and those due, and what is `booked` in the whole
    period as far as it is known today."""

    outlook: Outlook
    won: int
    open: int
    booked: float


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
    return earlier_of_each(inquiry, [horizon])[horizon]


def earlier_of_each(
    inquiry: Inquiry, horizons: Sequence[Horizon]
) -> Mapping[Horizon, list[Horizon]]:
    """The same for each horizon."""
    first, calendar = since(inquiry), inquiry.company.calendar
    return {one: past(one, calendar, first) if first else [] for one in horizons}


def project(inquiry: Inquiry, horizon: Horizon, targets: Targets = NO_TARGETS) -> Projections:
    """The distribution of each group of the inquiry, by what was known on the horizon's day, held
    to the target of the group."""
    return project_each(inquiry, [horizon], targets)[0]


def project_each(
    inquiry: Inquiry, horizons: Sequence[Horizon], targets: Targets = NO_TARGETS
) -> list[Projections]:
    """The same for each horizon: that of the day asked about, or past ones, read all at once."""
    if not horizons:
        return []
    before = earlier_of_each(inquiry, horizons)
    seen = list(dict.fromkeys(chain(before, *before.values())))
    won = dict(zip(seen, sold(inquiry, seen), strict=True))
    learnt = _learnt(inquiry, before)
    found = []
    for one, deals, chances in zip(
        before, open_odds(inquiry, list(before), learnt), learnt, strict=True
    ):
        came = [won[each] for each in before[one]]
        # As of the present all that is booked counts, with a date to come too.
        is_present = inquiry.as_of is None and one.day == inquiry.today
        labels = dict.fromkeys(chain(won[one], deals, *came)) if inquiry.by else [TOTAL]
        groups = {
            label: _Group(
                won[one].get(label, NOTHING),
                is_present,
                deals.get(label, NONE),
                arrivals([of.get(label, NOTHING).came for of in came]),
                targets.get(label),
            )
            for label in labels
        }
        found.append(Projections(_projected(groups, chances), chances, len(came)))
    return found


class _Group(NamedTuple):
    """What is known of one group."""

    won: Sold
    is_present: bool
    deals: OpenOdds
    to_come: Arrivals
    target: float | None

    @property
    def signed(self) -> tuple[float, int]:
        """What is won by the day, and how many deals that is."""
        won = self.won
        return (won.booked, won.won) if self.is_present else (won.signed, won.signed_won)


def _projected(
    groups: Mapping[str | None, _Group], chances: Chances
) -> Mapping[str | None, Projection]:
    parts = [Parts(g.signed[0], g.deals.odds, g.to_come, g.target) for g in groups.values()]
    return {
        label: Projection(end, group.signed[1], group.deals.due, group.won.booked)
        for (label, group), end in zip(groups.items(), outlooks(parts, chances.spread), strict=True)
    }


def _learnt(inquiry: Inquiry, before: Mapping[Horizon, Sequence[Horizon]]) -> list[Chances]:
    about = (*version_of(inquiry), inquiry.today)

    def learn_each(missing: Sequence[tuple[Horizon, Hashable]]) -> list[Chances]:
        looked_at = list(dict.fromkeys(chain(*(before[one] for one, _ in missing))))
        found = dict(zip(looked_at, landmarks(inquiry, looked_at), strict=True))
        return [learn([found[each] for each in before[one]]) or by_weights() for one, _ in missing]

    return _LEARNT.each([(one, about) for one in before], learn_each)
