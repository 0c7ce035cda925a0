"""All comparisons of all people at once, and those of them that are more than noise."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.coaching.aspects import aspects
from tools.coaching.aspects.aspect import Aspect, Period, Shares, Spreads
from tools.coaching.difference import Coaching, Difference
from tools.coaching.people import Team
from tools.coaching.testing import (
    LEAST,
    RATE,
    Hits,
    Sides,
    Values,
    adjusted,
    shares,
    spreads,
)
from tools.engine.compute import Desk
from tools.engine.figure import span_of
from tools.engine.people import Person
from tools.engine.period import parse_period

PEERS = 2  # with fewer, the team would be one other person


@dataclass(frozen=True)
class _Compared:
    person: str
    aspect: Aspect
    detail: str | None
    sides: Sides


def compared(at: Desk, asker: Person, team: Team, token: str) -> Coaching:
    """Every rep of the team beside their peers over one period, by name."""
    made = list(_all(Period(at, asker, token), team))
    chances = adjusted([one.sides.p for one in made])
    pairs = zip(made, chances, strict=True)
    found = [_difference(one, chance) for one, chance in pairs if chance <= RATE and _matters(one)]
    with_data = {one.person for one in made}
    return Coaching(
        period=span_of(parse_period(token, at.today, at.company.calendar)),
        people=sorted(team),
        thin=sorted(set(team) - with_data),
        compared=len(made),
        least=LEAST,
        differences=sorted(found, key=lambda one: (one.person, one.adjusted, one.aspect)),
    )


def _all(period: Period, team: Team) -> Iterator[_Compared]:
    for aspect in aspects().values():
        for detail, segments in aspect.counted(period):
            for person, peers in team.items():
                sides = _sides(aspect, segments, person, peers)
                if sides is not None:
                    yield _Compared(person, aspect, detail, sides)


def _sides(
    aspect: Aspect, segments: Sequence[Shares | Spreads], person: str, peers: tuple[str, ...]
) -> Sides | None:
    """The comparison, where at least two peers have anything to compare with."""
    seen = {peer for counted in segments for peer in peers if peer in counted}
    if len(seen) < PEERS:
        return None
    hits: list[tuple[Hits, Hits]] = []
    values: list[tuple[Values, Values]] = []
    for counted in segments:
        own = counted.get(person)
        others = [counted[peer] for peer in peers if peer in counted]
        if isinstance(own, Counter):
            values.append((own, sum((o for o in others if isinstance(o, Counter)), Counter())))
        elif own is not None:
            pairs = [o for o in others if isinstance(o, tuple)]
            hits.append((own, (sum(k for k, _ in pairs), sum(n for _, n in pairs))))
    return spreads(values, middle=aspect.middle) if values else shares(hits)


def _matters(one: _Compared) -> bool:
    """Whether the difference is large enough to talk about; many deals make small ones sure."""
    sides, gap = one.sides, abs(one.sides.value - one.sides.peers)
    if one.aspect.unit == "percent" and one.aspect.middle:
        return gap >= one.aspect.least
    return gap >= one.aspect.least * sides.peers and gap > 0


def _difference(one: _Compared, chance: float) -> Difference:
    sides, higher = one.sides, one.aspect.higher
    return Difference(
        person=one.person,
        aspect=one.aspect.name,
        detail=one.detail,
        unit=one.aspect.unit,
        value=sides.value,
        n=sides.n,
        peers=sides.peers,
        peers_n=sides.peers_n,
        p=sides.p,
        adjusted=chance,
        better=None if higher is None else (sides.value > sides.peers) == higher,
    )
