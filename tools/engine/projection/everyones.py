"""Everybody's open deals as they stood on the days of horizons, kept between questions.

Read of the whole company once for each import, they give the deals of any team and person without
another query.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import TYPE_CHECKING

from tools.engine.dimensions import PEOPLE
from tools.engine.everybody import of_company
from tools.engine.facts.roster import in_question
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL
from tools.engine.memory import Memory
from tools.engine.projection.chances import Chances
from tools.engine.projection.columns import OpenDeals, Read
from tools.engine.projection.deals import opened_with_owners
from tools.engine.projection.grouping import labels_of
from tools.engine.projection.horizon import Horizon
from tools.engine.projection.landmarks import version_of
from tools.engine.refusal import Declined

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 3_000_000  # deals, each as often as it is kept: 17 bytes each, some 50 MiB together


@dataclass(eq=False)
class Owned:
    """Deals owner by owner: those of `owners[n]` are from `first[n]` up to `first[n + 1]`.
    `unconverted`: owners of deals in a currency without a rate."""

    owners: "NDArray[np.int32]"
    first: "NDArray[np.int64]"
    deals: OpenDeals
    unconverted: frozenset[int]
    _chances: "NDArray[np.float64] | None" = field(default=None, init=False)

    def __len__(self) -> int:
        return len(self.deals.pk)

    def of(self, members: "NDArray[np.bool_]") -> OpenDeals:
        """The deals of some of the owners."""
        import numpy as np  # noqa: PLC0415

        if members.all():
            return self.deals
        return self.deals.taken(np.repeat(members, np.diff(self.first)))

    def chances(self, learnt: Chances) -> "NDArray[np.float64]":
        """The chance of each thing known of them. What was learnt is the same for as long as they
        are kept: it is worked out once."""
        if self._chances is None:
            self._chances = learnt.of_each(self.deals.features)
        return self._chances


Groups = Mapping[str | None, OpenDeals]

_OWNED: Memory[Owned] = Memory(most=MOST, size=len)
_READING = RLock()  # seconds of work, that two need not do at once
_MEMBERS: Memory[frozenset[int] | None] = Memory(most=512)


def are_people(inquiry: Inquiry) -> bool:
    """Whether an inquiry is about people's deals, whatever else these are."""
    cuts = {c.dimension for c in inquiry.conditions} | ({inquiry.by} if inquiry.by else set())
    return cuts <= PEOPLE


def everyones(inquiry: Inquiry, horizons: Sequence[Horizon]) -> list[Owned] | None:
    """Everybody's deals for each horizon; None where they are not kept and an inquiry is about
    so few that these are read quicker by themselves, and where nothing tells when data came in."""
    if inquiry.company.version is None:
        return None
    keys = [(one, _about(inquiry)) for one in horizons]
    if inquiry.everybody is None and not _is_of_all(inquiry):
        return _OWNED.known(keys)
    with _READING:
        return _OWNED.each(keys, lambda missing: _read(inquiry, [one for one, _ in missing]))


def of_groups(inquiry: Inquiry, owned: Owned) -> Groups:
    """The deals of an inquiry about people, group by group. Raises Declined where a currency of
    theirs has no rate."""
    import numpy as np  # noqa: PLC0415

    members = _members(inquiry)
    asked = np.ones(len(owned.owners), dtype=np.bool_)
    if members is not None:
        if not members.isdisjoint(owned.unconverted):
            raise Declined("no_exchange_rate")
        asked = np.isin(owned.owners, np.fromiter(members, dtype=np.int32, count=len(members)))
    elif owned.unconverted:
        raise Declined("no_exchange_rate")
    if inquiry.by is None:
        return {TOTAL: owned.of(asked)}
    return dict(_by_label(inquiry, owned, np.flatnonzero(asked)))


def _by_label(
    inquiry: Inquiry, owned: Owned, asked: "NDArray[np.int64]"
) -> Iterator[tuple[str | None, OpenDeals]]:
    import numpy as np  # noqa: PLC0415

    keys = owned.owners.tolist()
    labels = labels_of(inquiry, [keys[place] for place in asked])
    places: dict[str | None, list[slice]] = {}
    for place in asked.tolist():
        ends = slice(*owned.first[place : place + 2].tolist())
        places.setdefault(labels.get(keys[place]), []).append(ends)
    for label, (first, *others) in places.items():
        taken = np.r_[first, *others] if others else first
        yield label, owned.deals.taken(taken)


def _about(inquiry: Inquiry) -> tuple[Hashable, ...]:
    return *version_of(inquiry), inquiry.today


def _is_of_all(inquiry: Inquiry) -> bool:
    return inquiry.scope.kind == "company" and not any(c.include for c in inquiry.conditions)


def _members(inquiry: Inquiry) -> frozenset[int] | None:
    """The keys of the people in question; None: everybody."""
    if inquiry.scope.kind == "company" and not inquiry.conditions:
        return None
    if inquiry.scope.kind == "rep" and inquiry.scope.pk and not inquiry.conditions:
        return frozenset((inquiry.scope.pk,))
    about = (*version_of(inquiry), inquiry.scope, tuple(inquiry.conditions))
    return _MEMBERS.get(about, lambda: frozenset(one.pk for one in in_question(inquiry)))


def _read(inquiry: Inquiry, horizons: Sequence[Horizon]) -> list[Owned]:
    everybody = replace(of_company(inquiry), conditions=(), by=None)
    return [_owned(one) for one in opened_with_owners(everybody, horizons)]


def _owned(found: Read) -> Owned:
    import numpy as np  # noqa: PLC0415

    keys = np.asarray(found.keys, dtype=np.int32)
    order = np.argsort(keys, kind="stable")
    owners, first = np.unique(keys[order], return_index=True)
    nothing = np.broadcast_to(np.float64(0.0), len(keys))  # no weight was read, none is kept
    deals = replace(found.deals.taken(order), weight=nothing)
    unconverted = frozenset(keys[found.unconverted].tolist())
    return Owned(owners, np.append(first, len(keys)), deals, unconverted)
