"""The projection: what is learnt from past periods put on what is open today."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.memory import Memory
from tools.engine.projection.arrivals import arrivals
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


def earlier_ones(inquiry: Inquiry, horizon: Horizon) -> Sequence[Horizon]:
    """The past periods that teach of this one, the latest first."""
    return earlier_of_each(inquiry, [horizon])[horizon]


def earlier_of_each(
    inquiry: Inquiry, horizons: Sequence[Horizon]
) -> Mapping[Horizon, Sequence[Horizon]]:
    """The same for each horizon."""
    first, calendar = since(inquiry), inquiry.company.calendar
    return {one: past(one, calendar, first) if first else () for one in horizons}


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
    deals = open_odds(inquiry, list(before), learnt)
    each = [
        _groups(inquiry, one, won, before[one], open_of, chances, targets)
        for one, open_of, chances in zip(before, deals, learnt, strict=True)
    ]
    # All of them drawn at once: of one group alone half the time is NumPy's own.
    ends = iter(outlooks([group.parts for groups in each for group in groups.values()]))
    return [
        Projections(
            {label: group.projection(next(ends)) for label, group in groups.items()},
            chances,
            len(before[one]),
        )
        for one, groups, chances in zip(before, each, learnt, strict=True)
    ]


class _Group(NamedTuple):
    """What is known of one group: its parts, the deals won by the day and those due, and what is
    booked in the whole period."""

    parts: Parts
    won: int
    due: int
    booked: float

    def projection(self, end: Outlook) -> Projection:
        """With the distribution of its parts."""
        return Projection(end, self.won, self.due, self.booked)


def _groups(
    inquiry: Inquiry,
    horizon: Horizon,
    won: Mapping[Horizon, Mapping[str | None, Sold]],
    earlier: Sequence[Horizon],
    deals: Mapping[str | None, OpenOdds],
    chances: Chances,
    targets: Targets,
) -> Mapping[str | None, _Group]:
    """Each group of one horizon, with what came in the periods before."""
    # As of the present all that is booked counts, with a date to come too.
    is_present = inquiry.as_of is None and horizon.day == inquiry.today
    came = [won[one] for one in earlier]
    labels = dict.fromkeys(chain(won[horizon], deals, *came)) if inquiry.by else [TOTAL]
    groups = {}
    for label in labels:
        sold_of, open_of = won[horizon].get(label, NOTHING), deals.get(label, NONE)
        to_come = arrivals([of.get(label, NOTHING).came for of in came])
        signed, n = sold_of.by_day(is_present=is_present)
        parts = Parts(signed, open_of.odds, chances.spread, to_come, targets.get(label))
        groups[label] = _Group(parts, n, open_of.due, sold_of.booked)
    return groups


def _learnt(inquiry: Inquiry, before: Mapping[Horizon, Sequence[Horizon]]) -> list[Chances]:
    about = (*version_of(inquiry), inquiry.today)

    def learn_each(missing: Sequence[tuple[Horizon, Hashable]]) -> list[Chances]:
        looked_at = list(dict.fromkeys(chain(*(before[one] for one, _ in missing))))
        found = dict(zip(looked_at, landmarks(inquiry, looked_at), strict=True))
        return [learn([found[each] for each in before[one]]) or by_weights() for one, _ in missing]

    return _LEARNT.each([(one, about) for one in before], learn_each)
