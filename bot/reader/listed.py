"""Whether deals themselves are asked for, or a figure of them."""

from collections.abc import Sequence

from bot.reader.figures import Cluster, Named
from bot.reader.gathered import Gathered
from bot.reader.lattice import Atom
from bot.reader.roles import Roles

# Categories that deals are called in.
_CALLED = frozenset({"commit", "best_case"})
_OF_DEALS = frozenset({"deals_won", "deals_lost", "deals_created"})
_RANKED = frozenset({"deal", "deals_won", "deals_lost", "pipeline_count"})
_QUANTITIES = frozenset({"count", "many", "average", "rate"})


def is_list(atoms: Sequence[Atom], found: Gathered, roles: Roles, cluster: Cluster) -> bool:
    """Whether the deals of a cluster are asked for."""
    if found.has("list"):
        return not cluster.concepts & _QUANTITIES
    if cluster.concepts == {"defects"} and any(slot.sign for slot in found.of("where")):
        return False  # « hygiène hors SMB »: something is left out of a figure
    if roles.ranks_deals and cluster.concepts & _RANKED:
        return True
    asked_for = _are_asked_for(atoms, cluster)
    if not (cluster.may_list or asked_for) or _is_cut(found, roles):
        return False
    if cluster.is_told_by_deal or asked_for or _are_called(found, cluster):
        return True
    bounded = bool(found.of("bound")) and not cluster.concepts & {"won", "lost", "created"}
    return found.has("show") or bounded or roles.points_at(cluster)


def are_deals_only(figures: Sequence[Named]) -> bool:
    """Whether deals are asked for, and not which."""
    return all(one.listed and one.cluster.concepts <= {"deal", "have"} for one in figures)


def _is_cut(found: Gathered, roles: Roles) -> bool:
    """Whether something is said that only figures have: groups, a comparison, a trend."""
    of_all = found.has("all_of")  # "overdue deals, all teams": of whom, not by whom
    cut = {"compare"} if of_all else {"by", "compare"}
    if any(slot.kind in cut for slot in found.slots) or found.every:
        return True
    return (roles.by is not None and not of_all) or found.has("trend", "change", "compare")


def _are_asked_for(atoms: Sequence[Atom], cluster: Cluster) -> bool:
    """`which deals were added`: those, and not how many."""
    first = atoms[cluster.first - 1] if cluster.first else None
    pointed = first is not None and first.kind == "mark" and first.value == "which"
    return pointed and cluster.concepts <= _OF_DEALS and bool(cluster.concepts)


def _are_called(found: Gathered, cluster: Cluster) -> bool:
    """`deals in commit`, `commit deals`; "commit on SMB deals" is the figure."""
    said = found.concepts
    called = [place for place, name in said if name in _CALLED & cluster.concepts]
    deals = [place for place, name in said if name == "deal" and "deal" in cluster.concepts]
    return bool(called) and any(place <= called[0] + 1 for place in deals)
