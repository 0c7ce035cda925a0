"""What nouns, question words and superlatives do: they split, rank, or name a value's kind."""

from collections.abc import Sequence

from bot.reader.ask import Problem
from bot.reader.figures import Cluster
from bot.reader.gathered import SILENT, Gathered, Slot
from bot.reader.held import held_against
from bot.reader.lattice import Atom
from bot.reader.trends import step_of
from tools.engine.calendar import GRAINS

# A noun of the first kind may stand before a value of any of the second.
_SAME_KIND = {
    "rep": {"rep", "manager"},
    "manager": {"rep", "manager"},
    "team": {"team", "manager", "rep"},
    "territory": {"territory", "country"},
    "industry": {"industry", "territory"},
    "product": {"product", "product_family"},
}
_AVERAGED = frozenset({"average", "won", "money", "sales", "doing", "deal", "count", "many"})
# What accounts are described by: "Healthcare customers" are no breakdown.
_OF_ACCOUNTS = frozenset({"segment", "industry", "territory", "country"})
_SUPERLATIVES = {"most": "top", "least": "bottom", "best": "best", "worst": "worst"}
# Said right before a group they say which of it, not what is counted.
_CONDITIONS = frozenset({"created", "won", "lost", "left", "open"})
_OF_DEALS = frozenset({"deal", "won", "lost", "open", "have", "deals_won", "deals_lost"})
# What deals are ranked by their money for, unless one of these is said of them.
_RANKABLE = frozenset({"deal", "deals_won", "deals_lost", "at_risk", "defects", "pipeline_count"})
_MEASURES = frozenset({"count", "average", "rate", "won_count"})
_SIZED = ("largest_deals", "smallest_deals")
# Before a relative "who": it says more of them, and asks for nobody.
_DESCRIBED = frozenset({"concept", "kpis", "dim_one", "dim_many", "name"})
_GROUPS = frozenset({"rep", "manager", "team", "account"})


class Roles:
    """The roles of one question, settled on construction. Raises `Problem` where they clash."""

    def __init__(self, atoms: Sequence[Atom], found: Gathered) -> None:
        self.atoms = atoms
        self.found = found
        self.by: str | None = None
        self.rank: tuple[str, int | None] | None = None
        self.ranks_deals = False
        self.versus = False
        self.all_is_free = True
        self.unused = False
        self.loose = False  # a noun stands before a value that is only nearly of its kind
        self._ranked = self._rank()
        self._grouped_by_question = False
        self._breakdowns()
        self._nouns()
        self._rivals()
        self._who()
        self._trend()
        self._versus()
        self.compared = held_against(atoms, found, versus=self.versus)
        self._settle_rank()
        self._conditions()

    def points_at(self, cluster: Cluster) -> bool:
        """Whether an article, `my` or `which` stands right before the deals: a list is meant."""
        said = [p for p, c in self.found.concepts if c in {"deal", "closing", "open"}]
        first = min(said, default=0)
        before = self.atoms[first - 1] if first else None
        if before is None:
            return False
        if before.kind == "filler":
            return before.value == "det"
        return before.kind == "mark" and before.value in {"my", "which", "all", "our"}

    def _rank(self) -> tuple[str, int | None] | None:
        ranks = [slot.value for slot in self.found.of("rank")]
        if len(ranks) > 1:
            ranks = _merged(ranks)
        marks = [mark for mark in _SUPERLATIVES if self.found.has(mark)]
        if ranks and isinstance(ranks[0], tuple):
            direction, count = str(ranks[0][0]), ranks[0][1]
            return direction, int(count) if count is not None else None
        if len(marks) > 1 or (self.found.counted and not marks):
            raise Problem("unused")
        return (_SUPERLATIVES[marks[0]], self.found.counted) if marks else None

    def _split(self, dimension: str) -> None:
        if self.by not in {None, dimension}:
            raise Problem("one_breakdown")
        self.by = dimension

    def _breakdowns(self) -> None:
        for slot in self.found.of("by"):
            if not self._announces(slot):
                self._split(str(slot.value))

    def _announces(self, slot: Slot) -> bool:
        """`booked by team South`: it says what kind of name follows, where one alone does."""
        named = [s for s in self.found.of("where") if isinstance(s.value, tuple)]
        same = [s for s in named if isinstance(s.value, tuple) and s.value[0] == slot.value]
        return len(same) == 1 and same[0].place == slot.place + 1 and not same[0].sign

    def _nouns(self) -> None:
        for place, dimension, plural in self.found.nouns:
            if self._names_a_value(place, dimension):
                continue
            before = self._neighbour(place, -1)
            described = getattr(before and before.value, "dimension", None) in _OF_ACCOUNTS
            plain = not self._ranked and not self.found.has("which", "each", "who")
            if dimension == "account" and described and plain:
                continue
            if before is not None and before.value in {"count", "many", "rate"}:
                self.unused = True  # "how many customers", "% of reps": groups are not counted
                continue
            asked = before is not None and before.value in {"which", "each", "all"}
            if asked and before is not None:
                self._split(dimension)
                self._grouped_by_question = before.value == "which"
                self.all_is_free = self.all_is_free and before.value != "all"
            elif dimension == "team" and not plural and not self._ranked:
                self.found.groups.append(Slot("group", place, "team", joined=self._role(place)))
            elif plural or self._ranked or asked:
                self._split(dimension)
            else:
                self.unused = True

    def _role(self, place: int) -> str:
        before = self._neighbour(place, -1)
        is_versus = before is not None and before.kind == "mark" and before.value == "vs"
        return "vs" if is_versus else ""

    def _names_a_value(self, place: int, dimension: str) -> bool:
        kinds = _SAME_KIND.get(dimension, {dimension})
        for step in (-1, 1):
            at = self._place_of_neighbour(place, step)
            for slot in (*self.found.of("where"), *self.found.of("deed")):
                if slot.place == at and isinstance(slot.value, tuple) and slot.value[0] in kinds:
                    self.loose = self.loose or slot.value[0] != dimension
                    return True
        return False

    def _place_of_neighbour(self, place: int, step: int) -> int:
        at = place + step
        while 0 <= at < len(self.atoms) and self.atoms[at].kind in SILENT:
            at += step
        return at

    def _neighbour(self, place: int, step: int) -> Atom | None:
        at = self._place_of_neighbour(place, step)
        return self.atoms[at] if 0 <= at < len(self.atoms) else None

    def _conditions(self) -> None:
        """`reps who hit quota` are some of the reps, `each` wants something to go through."""
        said = {concept for _, concept in self.found.concepts}
        if "reach" in said and self.by is not None:
            raise Problem("condition_on_group")
        if self._some_of_a_group():
            raise Problem("condition_on_group")
        if self.by in GRAINS and "average" in said <= _AVERAGED:
            raise Problem("unused")  # "how much do we sign a month on average"
        if self.found.has("split") and self.by is None:
            self.unused = True
        for place in self.found.marks.get("each", ()):
            after = self._neighbour(place, 1)
            if self.by is None and (after is None or after.kind != "concept"):
                self.unused = True

    def _some_of_a_group(self) -> bool:
        """`new reps`, `people who left`: some of them, and nobody can tell which."""
        groups = (place for place, dimension, _ in self.found.nouns if dimension in _GROUPS)
        before = (self._neighbour(place, -1) for place in groups)
        after = (self._neighbour(place, 1) for place in self.found.marks.get("who", ()))
        return any(_concept(atom) in _CONDITIONS for atom in before) or any(
            _concept(atom) == "left" for atom in after
        )

    def _rivals(self) -> None:
        """`Marc or Léa, who has more?`: the two of them, whatever they are."""
        named = [s for s in self.found.of("where") if isinstance(s.value, tuple) and not s.sign]
        kinds = {str(slot.value[0]) for slot in named if isinstance(slot.value, tuple)}
        joints = {"or", "vs", "and"} if self.found.has("between") else {"or", "vs"}
        held = [slot for slot in named if slot.joined in joints]
        led = {slot.place for slot in named} <= set(range(self._asking_starts()))
        held = held or [slot for slot in named if led and slot.joined == "and"]
        than = any(concept == "than" for _, concept in self.found.concepts)
        told = than or self.found.has("comparative", *_SUPERLATIVES)
        if self.found.has("who", "which") and told and held and len(kinds) == 1:
            self.found.concepts = [one for one in self.found.concepts if one[1] != "than"]
            self._split(kinds.pop())
            self._grouped_by_question = True
            self.versus = True
        if self.found.has("comparative") and not (self.versus or self._is_held()):
            self.unused = True

    def _is_held(self) -> bool:
        """`more than last year`: once, of one figure, and of nobody among others."""
        places = self.found.marks.get("than", [])
        more = self.found.marks.get("comparative", [])
        alone = self.by is None and not self.found.has("who", "which")
        return alone and len(more) == len(places) == 1 and more[0] < places[0]

    def _asking_starts(self) -> int:
        """Where « qui » or « lequel » stands behind names and a comma: `Marc and Léa, who`."""
        place: int
        for place in (*self.found.marks.get("who", ()), *self.found.marks.get("which", ())):
            before = [atom for atom in self.atoms[:place] if atom.kind not in SILENT]
            named = [atom for atom in before if atom.kind == "name"]
            comma = before and before[-1].kind == "mark" and before[-1].slots
            if comma and len(named) > 1 and all(a.kind in {"name", "mark"} for a in before):
                return int(place)
        return 0

    def _who(self) -> None:
        """`who has the most?` asks for people; `deals qui doivent signer` does not."""
        for place in self.found.marks.get("who", ()):
            before = self._neighbour(place, -1)
            relative = before is not None and (before.kind in _DESCRIBED or before.value in _SIZED)
            if not relative and self.by is None:
                self._split("rep")
                self._grouped_by_question = True

    def _trend(self) -> None:
        if self.found.has("trend") and self.by is None and not self.found.every:
            self.by = step_of(self.found)

    def _versus(self) -> None:
        """`SMB vs Enterprise`: both, side by side."""
        values = [slot for slot in self.found.of("where") if isinstance(slot.value, tuple)]
        versus = any(slot.joined == "vs" for slot in values)
        comparing = self.found.has("compare") and not self.found.of("compare")
        if not versus and not comparing:
            return
        dimensions = {slot.value[0] for slot in values if isinstance(slot.value, tuple)}
        included = [slot for slot in values if not slot.sign]
        if len(dimensions) == 1 and len(included) > 1:
            self._split(str(dimensions.pop()))
            self.versus = True
        elif versus and not (self.found.groups or self._is_own_side(dimensions)):
            self.unused = True

    def _is_own_side(self, dimensions: set[str]) -> bool:
        """`me vs Marc`, `my win rate vs West`: one's own stands on the other side."""
        return self.found.has("me") or (self.found.has("my") and dimensions <= {"rep", "team"})

    def _settle_rank(self) -> None:
        """A ranking needs groups or deals to rank."""
        if self._ranked is None:
            return
        said = {name for _, name in self.found.concepts}
        one = said <= _OF_DEALS and self._is_of_one()
        sized = one or self.found.has(*_SIZED)  # « qui a signé le plus gros deal »
        if self.by is not None and sized and not said & {"average", "size", "average_deal"}:
            raise Problem("unused")  # "who closes the biggest deals": not the most of them
        if self.by is not None and "defects" in said and self._ranked[0] in {"top", "bottom"}:
            raise Problem("unused")  # most defects are the worst score
        if self.by is not None:
            self.rank = self._ranked
        elif said & _RANKABLE and not said & _MEASURES:
            if self._ranked[0] == "worst":
                raise Problem("unused")  # the worst deals are not the smallest
            self.rank = self._one_deal(self._ranked)
            self.ranks_deals = True
        elif said or self.found.nouns:
            self.unused = True
        else:
            self.rank = self._ranked  # a change to the question before

    def _one_deal(self, rank: tuple[str, int | None]) -> tuple[str, int | None]:
        """`the biggest deal` is one, `the biggest deals` are all, in order."""
        if rank[1] is not None or self.found.of("rank"):
            return rank
        return (rank[0], 1) if self._is_of_one() else rank

    def _is_of_one(self) -> bool:
        named = (str(self.atoms[place].value) for place, _ in self.found.concepts)
        return any(value.endswith(" n=1") for value in named)

    @property
    def asks_for_groups(self) -> bool:
        """Whether `who` or `which` asks for the groups that fulfil a condition."""
        return self._grouped_by_question


def _concept(atom: Atom | None) -> str | None:
    return str(atom.value).split()[0] if atom is not None and atom.kind == "concept" else None


def _merged(ranks: list[object]) -> list[object]:
    """`rank the reps, top 5`: one ranking, said twice."""
    pairs = [rank for rank in ranks if isinstance(rank, tuple)]
    counts = {pair[1] for pair in pairs if pair[1] is not None}
    if len({pair[0] for pair in pairs}) > 1 or len(counts) > 1:
        raise Problem("unused")
    return [(pairs[0][0], counts.pop() if counts else None)]
