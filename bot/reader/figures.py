"""Which figures a question names: clusters of concepts, each of them one figure or list."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.reader.contract import Contract
from bot.reader.gathered import Gathered

# What a list of deals may be said with: what they are, not how much.
_LISTABLE = frozenset(
    [
        "deal",
        "closing",
        "won",
        "lost",
        "open",
        "created",
        "have",
        "deals_won",
        "deals_lost",
        "deals_created",
        "pipeline_count",
        "at_risk",
        "defects",
        "slippage_rate",
        "holdings",
        "everything",
        "reasons",
        "found",
        "commit",
        "best_case",
    ]
)
# What deals are, of which only a list can tell enough.
_TOLD_BY_DEAL = frozenset({"at_risk", "defects", "holdings", "found", "everything"})


# "the largest deals by amount": what they are ranked by anyway.
_MEASURES = frozenset({"money", "size"})

# Figures of the deals that were won, which others have none of.
_AVERAGES = frozenset({"average_deal", "median_deal", "average_discount", "cycle_time"})

# What asks for the deals of the figure before in money, or counted.
_UNITS = {"money": frozenset({"money"}), "count": frozenset({"count", "deal"})}
_UNITS_SAID = frozenset().union(*_UNITS.values())
# Deals that are only spoken of: what is asked of them comes after.
_BARE = frozenset({"deal", "open", "have", "closing"})


@dataclass(frozen=True)
class Cluster:
    """Concepts that belong together, with the places they stretch over."""

    first: int
    last: int
    concepts: frozenset[str]
    opened_by: str = ""  # "and" or "vs" before it

    @property
    def may_list(self) -> bool:
        """Whether deals themselves may be meant, not a figure of them."""
        named = {"deal", "closing", "open"} | _TOLD_BY_DEAL
        return bool(self.concepts & named) and self.concepts <= _LISTABLE

    @property
    def is_told_by_deal(self) -> bool:
        """Whether a list is meant even where nobody asks to see one."""
        return bool(self.concepts & _TOLD_BY_DEAL)


@dataclass(frozen=True)
class Named:
    """A figure as named, and whether its deals are asked for."""

    figure: str
    listed: bool
    cluster: Cluster


IsList = Callable[[Cluster], bool]


def clusters(found: Gathered) -> list[Cluster]:
    """The concepts of a question, cut where a conjunction stands right before one of them."""
    groups: list[tuple[str, list[tuple[int, str]]]] = []
    for place, name in sorted(found.concepts):
        if not groups or place in found.boundaries:
            groups.append((found.boundaries.get(place, ""), []))
        groups[-1][1].append((place, name))
    return [
        Cluster(group[0][0], group[-1][0], frozenset(name for _, name in group), opened)
        for opened, group in groups
    ]


def named(found: Gathered, contract: Contract, is_list: IsList) -> list[Named] | None:
    """The figures a question names, in order; None where its concepts make none."""
    parts = _described(clusters(found), contract, found)
    if not parts:
        return []
    if len(parts) > 1:
        each = [_one(_completed(part, parts, contract), contract, is_list) for part in parts]
        each = _in_units(parts, each, contract)
        if not found.has("show", "list", "which", "define"):
            each = _without_list(each)
        if any(_averaged(part, contract) for part in parts) or _of_averages(parts, contract):
            return None  # "the average of coverage and win rate" is neither
        if all(each) and not _compared_to_target(parts):
            return [one for one in each if one is not None]
    together = Cluster(
        parts[0].first, parts[-1].last, frozenset().union(*(part.concepts for part in parts))
    )
    whole = _one(together, contract, is_list)
    if whole:
        return [whole]
    return _against_target(together, contract, is_list)


def _described(parts: list[Cluster], contract: Contract, found: Gathered) -> list[Cluster]:
    """`pipeline in Retail, open`, `bookings, deals over 50k`: what only describes the figure before
    is part of it."""
    kept: list[Cluster] = []
    for part in parts:
        before = kept[-1] if kept else None
        if before and part.concepts == {"deal"} and _is_bounded(part, found):
            kept[-1] = replace(before, last=part.last)
            continue
        whole = (before.concepts if before else frozenset()) | part.concepts
        own = contract.figure(before.concepts) if before else None
        only = part.concepts <= contract.states | {"everything"}
        if before and only and own and own == contract.figure(whole):
            kept[-1] = replace(before, last=part.last, concepts=whole)
        else:
            kept.append(part)
    return kept


def _is_bounded(part: Cluster, found: Gathered) -> bool:
    """Whether deals are said behind a comma, and only how large they are."""
    bounds = [slot.place for slot in found.of("bound")]
    return part.first in found.listed and any(place > part.last for place in bounds)


def _against_target(together: Cluster, contract: Contract, is_list: IsList) -> list[Named] | None:
    """`pipeline vs quota`: both."""
    if "against" not in together.concepts:
        return None
    rest = replace(together, concepts=together.concepts - {"against"})
    figure = _one(rest, contract, is_list)
    if figure and figure.figure in contract.targets:
        return [figure]  # "what is left vs target": the one says the other
    target = Named("quota", False, replace(together, concepts=frozenset({"quota"})))
    return [figure, target] if figure else None


def _averaged(part: Cluster, contract: Contract) -> bool:
    """Whether an average is said of a figure that is what it is without it, or of nobody."""
    if part.concepts == {"average"} and part.opened_by == "vs":
        return True  # "my win rate against the average": of whom?
    rest = part.concepts - {"average"}
    figure = contract.figure(rest) if rest != part.concepts else None
    return figure is not None and figure == contract.figure(part.concepts)


def _of_averages(parts: list[Cluster], contract: Contract) -> bool:
    """`average deal won vs lost`: of those that were lost there is none."""
    sized = any(part.concepts & _AVERAGES for part in parts)
    return sized and any(part.concepts <= contract.states for part in parts)


def _compared_to_target(parts: list[Cluster]) -> bool:
    """`where are we vs target` is one question."""
    return any("where" in part.concepts for part in parts)


def _completed(part: Cluster, parts: list[Cluster], contract: Contract) -> Cluster:
    """`won and lost deals`: what was said once holds for both."""
    if {frozenset({"won"}), frozenset({"lost"})} == {other.concepts for other in parts}:
        return replace(part, concepts=part.concepts | {"count"})  # "won vs lost": how many
    states = part.concepts & contract.states
    if not states or not part.concepts <= contract.states | contract.silent | {"deal"}:
        return part
    said = frozenset().union(*(other.concepts for other in parts)) & contract.shared
    return Cluster(part.first, part.last, part.concepts | said, part.opened_by)


def _in_units(
    parts: list[Cluster], each: list[Named | None], contract: Contract
) -> list[Named | None]:
    """`how many did I open, and worth how much`: the figure before it in another unit."""
    first = next((one for one in each if one is not None), None)
    if first is None:
        return each
    told: list[Named | None] = []
    for part, one in zip(parts, each, strict=True):
        said = part.concepts - contract.silent
        unit = next((unit for unit, words in _UNITS.items() if said and said <= words), None)
        figure = contract.in_unit(first.figure, unit) if unit and one is None else None
        if figure is None:
            told.append(one)
        elif not any(o and o.figure == figure and not o.listed for o in (*each, *told)):
            told.append(Named(figure, False, part))
    return told


def _without_list(each: list[Named | None]) -> list[Named | None]:
    """`deals in negotiation, how many and how much`: those two, and no list."""
    first, *others = each
    if first is None or not first.listed or not first.cluster.concepts <= _BARE or not others:
        return each
    units = [one for one in others if one and one.cluster.concepts <= _UNITS_SAID]
    return list(others) if len(units) == len(others) else each


def _one(cluster: Cluster, contract: Contract, is_list: IsList) -> Named | None:
    if is_list(cluster):
        figure = contract.listed(cluster.concepts - _MEASURES)
        if figure:
            return Named(figure, True, cluster)
    figure = contract.figure(cluster.concepts)
    if figure:
        return Named(figure, False, cluster)
    if cluster.may_list:
        figure = contract.listed(cluster.concepts)
        return Named(figure, True, cluster) if figure else None
    return None
