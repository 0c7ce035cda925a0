"""What is meant without being said: that deals in a stage are open, which ones "the big ones" are,
what "top 3 reps" are best at."""

from collections.abc import Sequence

from bot.reader.contract import Contract
from bot.reader.figures import Cluster, Named
from bot.reader.gathered import SILENT, Gathered
from bot.reader.lattice import Atom
from bot.reader.roles import Roles
from tools.engine.calendar import GRAINS

# What only open deals are in: "deals by stage" are those.
_OF_OPEN = frozenset({"stage", "forecast_category"})
_UNITS = ({"count"}, {"money"})
_COUNTED = frozenset({"deal", "found", "activities", "meetings", "qualified_meetings"}) | frozenset(
    {"proposals_sent", "deals_won", "deals_lost", "deals_created", "pipeline_count", "at_risk"}
)
_HOW_MUCH = "money how=1"
_WORTH = "money worth=1"
_ASKED = frozenset({_HOW_MUCH, "many"})
_NO_AMOUNT = frozenset({"win_rate"})  # by value it is another figure


def how_many(atoms: Sequence[Atom], found: Gathered) -> None:
    """« combien Marc a fait de rdv »: what is counted comes later; « cb opps »: right after it.
    « combien en taux de transfo » asks for no amount."""
    for place, _ in found.concepts:
        if str(atoms[place].value) == _WORTH and place and atoms[place - 1].slot("sign") == ",":
            found.boundaries.pop(place, None)  # « mis dans le pipe le mois passé, en € »
    asked = [one for one in found.concepts if str(atoms[one[0]].value) not in _ASKED]
    if any(name in _NO_AMOUNT for _, name in asked):
        found.concepts = asked
    for place, _ in found.concepts:
        if str(atoms[place].value) != _HOW_MUCH:
            continue
        later = [p for p, name in found.concepts if p > place and name in _COUNTED]
        told = (p for p in later if atoms[p - 1].kind in SILENT and atoms[p - 1].value != "det")
        if place + 1 in later or any(p > place + 1 for p in told):
            found.concepts = [(p, "many" if p == place else name) for p, name in found.concepts]


def signing(found: Gathered, contract: Contract, roles: Roles) -> None:
    """« les équipes qui signent le plus »: groups sign what they win, deals are yet to."""
    said = {name for _, name in found.concepts} - contract.silent
    if said == {"closing"} and roles.by is not None and roles.rank is not None:
        kept = [(place, "won" if name == "closing" else name) for place, name in found.concepts]
        found.concepts = kept


def stages(found: Gathered, contract: Contract, *, follows: bool) -> None:
    """`how many deals in negotiation`, `how much in negotiation`: deals in a stage are open."""
    said = {name for _, name in found.concepts} - contract.silent
    cuts = (slot.value for slot in found.slots if slot.kind in {"where", "by"})
    named = {str(cut[0]) if isinstance(cut, tuple) else str(cut) for cut in cuts}
    if not _OF_OPEN & named or found.requests:
        return
    place = found.concepts[0][0] if found.concepts else 0
    split = {str(slot.value) for slot in found.of("by")} & _OF_OPEN
    if said == {"deal"} and split:
        found.concepts += [(place, "open"), (place, "count")]  # "deals over 200k by stage"
    elif said in ({"deal", "count"}, {"deal", "many"}):
        found.concepts.append((place, "open"))
    elif said == {"count"} and not follows:
        found.concepts.append((place, "pipeline_count"))
    elif said in ({"money"}, {"money", "deal"}) and not follows:
        found.concepts.append((place, "pipeline"))


def ones(found: Gathered, *, follows: bool) -> None:
    """`only the big ones, 80k and up` are some of what was asked for before; else deals."""
    listed = found.has("show", "list", "which")
    said = {name for _, name in found.concepts}
    kept = [(place, name) for place, name in found.concepts if name != "ones"]
    if "ones" in said and (listed or not follows or kept or not found.slots):
        kept = [(place, "deal" if name == "ones" else name) for place, name in found.concepts]
    found.concepts = kept


def implied(found: Gathered, contract: Contract, roles: Roles, *, follows: bool) -> list[Named]:
    """`top lost reasons` names its figure by what it is split by, "top 3 reps" by what people and
    products are ranked by where nothing is said."""
    figure = contract.implied.get(roles.by or "")
    said = {name for _, name in found.concepts} - contract.silent
    ranks = not follows and _ranks_groups(found, roles)
    if figure is not None and said:
        figure = contract.in_unit(figure, said.pop()) if said in _UNITS else None
    elif ranks:
        figure = figure or contract.ranked_by.get(roles.by or "")
    places = [place for place, _, _ in found.nouns]
    if ranks and not places:
        places = [slot.place for slot in found.of("by")]
    if figure is None or not places:
        return []
    return [Named(figure, False, Cluster(places[0], places[0], frozenset({figure})))]


def _ranks_groups(found: Gathered, roles: Roles) -> bool:
    """`top 3 reps`, `my best rep`; "my rank in the team" asks for something else."""
    if not roles.rank or (roles.rank[0] not in {"top", "best"} and roles.by not in GRAINS):
        return False
    several = any(plural for _, _, plural in found.nouns)
    by_phrase = not found.nouns and (bool(found.of("rank")) or roles.by in GRAINS)
    return several or by_phrase or found.has("best", "most")
