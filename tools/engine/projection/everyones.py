"""Everybody's open deals as they stood on the days of horizons, kept between questions.

Read of the whole company once for each import, they give the deals of any team and person without
another query.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import RLock
from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.tables import mended_deals
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
from tools.engine.version import Mended

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST = 3_000_000  # deals, each as often as it is kept: 22 bytes each, some 60 MiB together
MENDED = 500  # deals that are read again by themselves; where more were mended, all are


@dataclass(eq=False)
class Owned:
    """Deals owner by owner, as they were when so much had been `mended`: those of `owners[n]` are
    from `first[n]` up to `first[n + 1]`."""

    read: Read
    mended: Mended
    owners: "NDArray[np.int32]"
    first: "NDArray[np.int64]"
    _chances: "NDArray[np.float64] | None" = field(default=None, init=False, repr=False)

    def __len__(self) -> int:
        return len(self.read.keys)

    @cached_property
    def unconverted(self) -> frozenset[int]:
        """Owners of deals in a currency without a rate."""
        return frozenset(self.read.keys[self.read.unconverted].tolist())

    def of(self, places: "NDArray[np.int64]") -> OpenDeals:
        """The deals of the owners in some places."""
        import numpy as np  # noqa: PLC0415

        if len(places) == len(self.owners):
            return self.read.deals
        if len(places) == 1:
            return self.read.deals.taken(slice(*self.first[places[0] : places[0] + 2].tolist()))
        ends = zip(self.first[places].tolist(), self.first[places + 1].tolist(), strict=True)
        ranges = [np.arange(*one) for one in ends]
        return self.read.deals.taken(np.concatenate(ranges) if ranges else slice(0))

    def chances(self, learnt: Chances) -> "NDArray[np.float64]":
        """The chance of each thing known of them. What was learnt is the same for as long as they
        are kept: it is worked out once."""
        if self._chances is None:
            self._chances = learnt.of_each(self.read.deals.features)
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
    so few that these are read quicker by themselves, and where nothing is kept at all."""
    mended = inquiry.company.mended
    if inquiry.data is None:
        return None
    keys = [(one, inquiry.data, inquiry.today) for one in horizons]
    if inquiry.everybody is None and not _is_of_all(inquiry):
        if (known := _OWNED.known(keys)) is None:
            return None
        if all(one.mended == mended for one in known):
            return known
    with _READING:
        kept = _OWNED.each(keys, lambda missing: _read(inquiry, [one for one, *_ in missing]))
        if any(one.mended != mended for one in kept):
            kept = _mended(inquiry, horizons, kept)
            _OWNED.keep(dict(zip(keys, kept, strict=True)))
        return kept


def of_groups(inquiry: Inquiry, owned: Owned) -> Groups:
    """The deals of an inquiry about people, group by group. Raises Declined where a currency of
    theirs has no rate."""
    import numpy as np  # noqa: PLC0415

    members = _members(inquiry)
    unconverted = owned.unconverted
    if unconverted and (members is None or not members.isdisjoint(unconverted)):
        raise Declined("no_exchange_rate")
    places = np.arange(len(owned.owners))
    if members is not None:
        asked = np.fromiter(members, dtype=np.int32, count=len(members))
        places = np.flatnonzero(np.isin(owned.owners, asked))
    if inquiry.by is None:
        return {TOTAL: owned.of(places)}
    keys = owned.owners[places].tolist()
    labels = labels_of(inquiry, keys)
    grouped: dict[str | None, list[int]] = {}
    for place, key in zip(places.tolist(), keys, strict=True):
        grouped.setdefault(labels.get(key), []).append(place)
    return {label: owned.of(np.array(some)) for label, some in grouped.items()}


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


def _of_everybody(inquiry: Inquiry) -> Inquiry:
    return replace(of_company(inquiry), conditions=(), by=None)


def _read(inquiry: Inquiry, horizons: Sequence[Horizon]) -> list[Owned]:
    read = opened_with_owners(_of_everybody(inquiry), horizons)
    return [_owned(one, inquiry.company.mended) for one in read]


def _mended(inquiry: Inquiry, horizons: Sequence[Horizon], kept: Sequence[Owned]) -> list[Owned]:
    """The same with what was mended read again."""
    import numpy as np  # noqa: PLC0415

    query = select(mended_deals.c.opportunity_pk).distinct().limit(MENDED + 1)
    pks = sorted(inquiry.connection.scalars(query))
    if len(pks) > MENDED:
        return _read(inquiry, horizons)
    again = opened_with_owners(_of_everybody(inquiry), horizons, pks)
    return [
        _owned(
            one.read.taken(~np.isin(one.read.deals.pk, pks)) + changed,
            inquiry.company.mended,
        )
        for one, changed in zip(kept, again, strict=True)
    ]


def _owned(found: Read, mended: Mended) -> Owned:
    import numpy as np  # noqa: PLC0415

    read = found.taken(np.argsort(found.keys, kind="stable"))
    owners, first = np.unique(read.keys, return_index=True)
    nothing = np.broadcast_to(np.float64(0.0), len(read.keys))  # no weight was read, none is kept
    read = replace(read, deals=replace(read.deals, weight=nothing))
    return Owned(read, mended, owners, np.append(first, len(read.keys)))
