"""Checks of a reading: what was said and has no part in it makes it none."""

from collections.abc import Sequence

from bot.reader.ask import Ask, Problem
from bot.reader.contract import Contract
from bot.reader.figures import Named
from bot.reader.gathered import SILENT, Gathered, Slot
from bot.reader.lattice import Atom
from bot.reader.roles import Roles

# Dimensions whose values are called like figures.
_FIGURES_TOO = frozenset({"forecast_category"})
_QUANTITIES = frozenset({"count", "many", "money", "rate", "average"})


def check_joins(found: Gathered) -> None:
    """`for SMB and EMEA` may be both at once or one after the other, and `from Proposal to
    Negotiation` is neither: nobody can tell."""
    before: Slot | None = None
    first = min((place for place, _ in found.concepts), default=0)
    for slot in found.of("where"):
        if slot.place < first in found.boundaries and dimension_of(slot) in _FIGURES_TOO:
            raise Problem("mixed_filters")  # "commit and best case" are two figures, too
        if before is None and slot.joined == "and" and dimension_of(slot) in _FIGURES_TOO:
            raise Problem("mixed_filters")  # "bookings and commit" are two figures
        if before is not None and not _figure_between(found, before, slot):
            same = dimension_of(before) == dimension_of(slot)
            if same != (slot.joined in {"and", "or", "vs"}) and (not same or not slot.sign):
                raise Problem("mixed_filters")
        before = slot


def _figure_between(found: Gathered, one: Slot, other: Slot) -> bool:
    return any(one.place < place < other.place for place in found.boundaries)


def check_marks(atoms: Sequence[Atom], found: Gathered, asks: Sequence[Ask], roles: Roles) -> None:
    """Whether every mark has a part in what is asked. Raises `Problem` where one has none."""
    compared = any(ask.compare for ask in asks) or roles.versus or len(asks) > 1
    if found.has("compare") and not (compared or roles.by):
        raise Problem("unused")
    if found.has("change") and not compared:
        raise Problem("not_available", facts=(("what", "bridge"),))
    if found.has("beyond") or (found.has("between") and not roles.versus):
        raise Problem("unused")  # « cet été », « plus vite que la moyenne »
    if found.has("because") and not any(dimension_of(s) == "lost_reason" for s in found.slots):
        raise Problem("unused")
    if found.has("or") and not any(slot.joined == "or" for slot in found.slots):
        raise Problem("unused")
    if roles.unused or not all(
        _is_reason(atoms, place) for place in found.marks.get("because", ())
    ):
        raise Problem("unused")


def _is_reason(atoms: Sequence[Atom], place: int) -> bool:
    """Whether a reason for a loss stands there: "lost because of price"."""
    after = (atom for atom in atoms[place + 1 :] if atom.kind not in SILENT)
    return getattr(getattr(next(after, None), "value", None), "dimension", "") == "lost_reason"


def check_listed(
    found: Gathered, contract: Contract, figures: Sequence[Named], roles: Roles
) -> None:
    """`which deals were pushed` wants them; a figure that has no list does not tell them."""
    for figure in figures:
        said = figure.cluster.concepts
        if said - contract.silent == {"everything"} and not found.slots:
            raise Problem("unused")  # "show me everything"
        if _says_which(figure, found, contract):
            raise Problem("unused")
        if figure.listed or "deal" not in said or said & _QUANTITIES or roles.by:
            continue
        unlisted = found.has("which") or figure.figure in contract.unlisted
        if unlisted and roles.points_at(figure.cluster):
            raise Problem("unused")


def _says_which(figure: Named, found: Gathered, contract: Contract) -> bool:
    """`deals with meetings` are some of the deals; `meetings on SMB deals` are meetings."""
    own = [c for c in found.concepts if figure.cluster.first <= c[0] <= figure.cluster.last]
    named = [place for place, name in own if name in contract.describing]
    first = min((place for place, name in own if name == "deal"), default=None)
    if not named or first is None:
        return False
    return first < min(named) or first - 1 in found.marks.get("by", ())  # "calls per deal"


def dimension_of(slot: Slot) -> str:
    """What a filter is on; empty for what is none."""
    return str(slot.value[0]) if isinstance(slot.value, tuple) else ""
