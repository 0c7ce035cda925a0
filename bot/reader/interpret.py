"""From slots and marks to what is asked: every one of them is used, or there is no reading."""

from collections.abc import Sequence
from dataclasses import replace

from bot.reader.ask import Ask, Intent, Problem
from bot.reader.contract import Contract
from bot.reader.figures import Cluster, Named, named
from bot.reader.gather import SILENT, Gathered, Slot
from bot.reader.lattice import Atom
from bot.reader.reading import Asker
from bot.reader.roles import Roles
from bot.reader.share import shared_out
from bot.reader.unsaid import how_many, implied, ones, signing, stages
from bot.reader.when import When
from bot.reader.whose import whose
from tools.names import NameIndex

# Marks that ask for nothing by themselves.
_POLITE = frozenset({"show", "list", "my", "our", "their", "which", "each"}) | frozenset(
    {"and", "followup", "instead", "define", "past"}
)

# Dimensions whose values are called like figures.
_FIGURES_TOO = frozenset({"forecast_category"})

# What a question that only asks to be shown the deals may be said with.
_POINTING = frozenset({"show", "list", "which", "and", "followup", "their"})
_SUPERLATIVES = ("most", "least", "best", "worst")

_PEOPLE = frozenset({"rep", "manager", "team"})
_SHOWN = frozenset({"stage"})  # of a pipeline before, "show the deals in negotiation" are some

# Categories that deals are called in.
_CALLED = frozenset({"commit", "best_case"})
_QUANTITIES = frozenset({"count", "many", "money", "rate", "average"})
# Figures of what was won: they know no reason for a loss.
_OF_WON = frozenset(
    {"bookings", "bookings_per_rep", "deals_won", "win_rate", "win_rate_by_value"}
) | {"average_deal", "median_deal", "average_discount", "cycle_time", "cycle_time_mean", "new_mrr"}
# Marks that a request for a tool may carry: whose it is, and politeness.
_OF_REQUESTS = _POLITE | {"me", "own", "team", "company", "all"}


class Interpreter:
    """One reading of one cover."""

    def __init__(
        self,
        atoms: Sequence[Atom],
        found: Gathered,
        asker: Asker,
        names: NameIndex,
        contract: Contract,
        *,
        follows: bool = False,
    ) -> None:
        """`follows`: whether a question came before."""
        self.atoms = atoms
        self.found = found
        self.asker = asker
        self.names = names
        self.contract = contract
        self.follows = follows

    def intent(self) -> Intent:
        """What is wanted. Raises `Problem` where something said has no place in it."""
        found = self.found
        self._decline()
        tool = self._tool()
        if found.unused:
            raise Problem("unused")
        if tool:
            return self._requested(tool)
        told = (found.concepts, found.slots, found.nouns, found.groups, found.every)
        if not any(told):
            return self._small_talk()
        how_many(self.atoms, found)
        stages(self.found, self.contract, follows=self.follows)
        ones(self.found, follows=self.follows)
        self._customers()
        roles = Roles(self.atoms, found)
        signing(found, self.contract, roles)
        figures = named(found, self.contract, lambda cluster: self._is_list(cluster, roles))
        if figures is None and not implied(found, self.contract, roles, follows=self.follows):
            return self._counted(roles)
        unnamed = not figures
        figures = figures or implied(found, self.contract, roles, follows=self.follows)
        self._check_listed(figures, roles)
        if found.has("comparative") and roles.unused:
            raise Problem("unused")
        explained = self._explained(figures)
        if explained:
            return explained
        return replace(self._asked(figures, roles), implied=unnamed and bool(figures))

    def _customers(self) -> None:
        """`where are we with Globex`: customers have no target; what is open there is meant."""
        said = self.found.concepts
        named = any(_dimension(slot) == "account" for slot in self.found.of("where"))
        if named and said and {name for _, name in said} <= {"where", "doing", "have"}:
            self.found.concepts = [(said[0][0], "holdings")]

    def _counted(self, roles: Roles) -> Intent:
        """`and how many?`: the same deals as before in another unit. Raises `Problem` where more
        than that is said."""
        silent = {"doing", "have", "deal"} if self.follows else {"doing", "have"}
        said = {name for _, name in self.found.concepts} - silent
        if self.follows and said == {"many"}:
            said = {"count"}  # "combien de deals ?"
        if len(said) != 1 or not said <= {"count", "money"}:
            raise self._unnamed(roles)
        changed = self._asked([], roles)
        asks = tuple(replace(ask, unit=self._unit(next(iter(said)))) for ask in changed.asks)
        return replace(changed, asks=asks)

    def _unit(self, said: str) -> str:
        """A count, an amount, what a ratio is by value (« en valeur »), or only how much."""
        told = [str(self.atoms[p].value) for p, name in self.found.concepts if name == said]
        ways = {"money worth=1": "worth", "money how=1": "how"}
        return ways.get(told[0], said) if len(set(told)) == 1 else said

    def _decline(self) -> None:
        lost = any(concept == "lost" for _, concept in self.found.concepts)
        for place, what in self.found.declines:
            if what == "other_company" and lost:
                continue  # lost to a competitor is our own history
            if what != "write" or self._leads(place):
                raise Problem(f"decline_{what}")
        if self.found.declines:
            raise Problem("unused")

    def _tool(self) -> str | None:
        """The tool that what is requested asks for. Raises `Problem` where there is none."""
        requests = self.found.requests
        if not requests:
            return None
        said = [concept for _, concept in self.found.concepts]
        tool = self.contract.tool(requests, said, alone=not self.found.boundaries)
        if tool:
            return tool
        beyond = [one for one in requests if one not in self.contract.requests]
        if beyond:
            raise Problem("not_available", facts=(("what", beyond[0]),))
        raise Problem("unused")

    def _requested(self, tool: str) -> Intent:
        """What a tool answers as it is: nobody may have asked for more than people and times."""
        found = self.found
        if found.nouns or set(found.marks) - _OF_REQUESTS:
            raise Problem("unused")
        for slot in found.of("where"):
            if _dimension(slot) not in _PEOPLE and tool == "objectives" not in found.requests:
                raise Problem("unused")  # "is the SMB quota realistic" is of no objective
        for slot in found.of("where")[:1]:
            if slot.joined and any(atom.kind == "request" for atom in self.atoms[: slot.place]):
                raise Problem("unused")  # "my objectives and Marc's"
        figure = self.contract.requests[tool].like
        named_so = [Named(figure, False, Cluster(0, 0, frozenset({figure})))]
        asks = self._asked(named_so, Roles(self.atoms, found)).asks
        loose = 2 * any(
            ask.where.keys() - _PEOPLE for ask in asks
        )  # "targets of SMB" are quotas first
        return Intent("request", tuple(replace(ask, tool=tool) for ask in asks), loose=loose)

    def _leads(self, place: int) -> bool:
        """Whether nothing but politeness stands before it: an order, not a description."""
        before = self.atoms[:place]
        polite = {"my", "followup", "instead", "and", "which", "show"}
        return all(a.kind in SILENT or (a.kind == "mark" and a.value in polite) for a in before)

    def _small_talk(self) -> Intent:
        if self.found.has("computed", "meaning") and self.found.has("followup", "computed"):
            return Intent("glossary")
        if self.found.talk and not set(self.found.marks) - _POLITE:
            return Intent("help")
        pointing = not self.found.talk and not set(self.found.marks) - _POINTING
        if pointing and self.found.has("show", "list"):
            return Intent("change", (Ask(),), lists=True)  # "which ones?"
        if self.found.has("trend", "own", "company", "total", *_SUPERLATIVES):
            return self._asked([], Roles(self.atoms, self.found))
        raise Problem("nothing_asked")

    def _explained(self, figures: list[Named]) -> Intent | None:
        """`what is coverage?` asks for a meaning, `what is my coverage?` for the figure."""
        found = self.found
        plainly = found.has("meaning", "computed")
        bare = not found.slots and not found.groups and not found.every and not found.nouns
        doing = any("doing" in figure.cluster.concepts for figure in figures)
        names = tuple(dict.fromkeys(figure.figure for figure in figures))
        if found.has("differ") and bare and len(names) > 1 and not found.has("my", "our", "own"):
            return Intent("glossary", names=names)  # "difference between commit and best case?"
        if not plainly and not (found.has("define") and bare and not found.has("my", "our", "own")):
            return None
        if found.has("meaning") and found.has("my", "our"):
            raise Problem("unused")  # "explain my coverage" asks why, not what
        if not plainly and (doing or found.has("trend", "who", "all", "total", "followup")):
            return None
        named_so = len(figures) == 1 and figures[0].cluster.concepts == {figures[0].figure}
        if figures and bare and (named_so or plainly):
            return Intent("glossary", names=tuple(dict.fromkeys(f.figure for f in figures)))
        if plainly:
            raise Problem("unused")
        return None

    def _is_list(self, cluster: Cluster, roles: Roles) -> bool:
        """Whether the deals themselves are asked for."""
        found = self.found
        if found.has("list"):
            return not cluster.concepts & {"count", "many", "average", "rate"}
        if roles.ranks_deals and cluster.concepts & {"deal", "deals_won", "pipeline_count"}:
            return True
        of_all = found.has("all_of")  # "overdue deals, all teams": of whom, not by whom
        cut = {"compare"} if of_all else {"by", "compare"}
        if not cluster.may_list or any(slot.kind in cut for slot in found.slots):
            return False
        if (
            (roles.by is not None and not of_all)
            or found.every
            or found.has("trend", "change", "compare")
        ):
            return False
        if cluster.is_told_by_deal:
            return True
        if "deal" in cluster.concepts and cluster.concepts & _CALLED:
            return True  # "deals in commit"
        bounded = bool(found.of("bound")) and not cluster.concepts & {"won", "lost", "created"}
        return found.has("show") or bounded or roles.points_at(cluster)

    def _asked(self, figures: list[Named], roles: Roles) -> Intent:
        found = self.found
        self._check_joins()
        base = Ask(
            by=roles.by,
            rank=roles.rank,
            compare=self._compare(roles),
            as_of=self._as_of(),
            all_dates=(found.has("all") and roles.all_is_free) or self._all_there_is(),
            in_total=found.has("total"),
            was=found.has("past"),
            overdue=found.has("overdue"),
            adds=found.has("too"),
        )
        asks = shared_out(base, figures, found, self.names.currency, roles)
        asks = tuple(self._adjective(ask) for ask in asks)
        asks, to_self = whose(asks, found, self.asker, self.names, bool(figures))
        self._check_marks(asks, roles)
        if not figures:
            lists = found.has("list")  # "list them for Marc": never the figure before, again
            if lists and roles.by:
                raise Problem("unused")
            return Intent("change", asks, to_self=to_self, lists=lists, loose=roles.loose)
        deals_only = all(f.listed and f.cluster.concepts <= {"deal", "found"} for f in figures)
        shown = found.has("show") and set(asks[0].where) <= _SHOWN
        lists = deals_only and not found.has("my", "our", "own")
        lists = lists and (shown or not asks[0].where)
        return Intent(
            "figures",
            asks,
            to_self=to_self,
            lists=lists and not asks[0].period,
            loose=roles.loose,
        )

    def _check_listed(self, figures: list[Named], roles: Roles) -> None:
        """`which deals were pushed` wants them; a figure that has no list does not tell them."""
        for figure in figures:
            said = figure.cluster.concepts
            if figure.listed or "deal" not in said or said & _QUANTITIES or roles.by:
                continue
            unlisted = self.found.has("which") or figure.figure in self.contract.unlisted
            if unlisted and roles.points_at(figure.cluster):
                raise Problem("unused")

    def _all_there_is(self) -> bool:
        """`what do we have with Acme`, `everything open`: of all dates."""
        said = {name for _, name in self.found.concepts}
        return "holdings" in said or {"everything", "open"} <= said

    def _adjective(self, ask: Ask) -> Ask:
        """`annual quota` is the quota of the year, `monthly bookings` are bookings by month."""
        if not self.found.every:
            return ask
        grain = self.found.every[0]
        whole = When("this", (("grain", grain),))
        if len(self.found.every) > 1:
            raise Problem("unused")
        if ask.period is None and (ask.figure in self.contract.targets or grain == "year"):
            return replace(ask, period=whole)
        if ask.by not in {None, grain}:
            raise Problem("unused")
        if grain == "half":
            raise Problem("unused")
        if ask.figure is None:
            return replace(ask, by=grain)  # "and monthly?": the figure before
        split = replace(ask, by=grain)
        if ask.period is None and grain == "quarter":
            in_year = replace(split, period=When("this", (("grain", "year"),)))
            raise Problem("two_readings", ((replace(ask, period=whole),), (in_year,)))
        return split

    def _unnamed(self, roles: Roles) -> Problem:
        """No figure fits. "Sales" or "how many deals" may be one figure or another."""
        for concept, figures in self.contract.ambiguous:
            options = [self._meant(concept, figure, roles) for figure in figures]
            told = [asks for asks in options if asks]
            if told and concept == "sales" and roles.by is None:
                told.append(tuple(replace(ask, by="rep") for ask in told[0]))
            if told:
                return Problem("two_readings", tuple(told))
        return Problem("unused")

    def _meant(self, concept: str, figure: str, roles: Roles) -> tuple[Ask, ...]:
        """What is asked if an ambiguous concept means this figure; nothing if it cannot."""
        said = self.found.concepts
        if all(name != concept for _, name in said):
            return ()
        self.found.concepts = [
            (place, figure if name == concept else name)
            for place, name in said
            if name not in {"count", "many", "money"}
        ]
        named_so = named(self.found, self.contract, lambda _: False)
        asks = self._asked(named_so, roles).asks if named_so else ()
        self.found.concepts = said
        return asks

    def _compare(self, roles: Roles) -> When | None:
        compared = [slot.value for slot in self.found.of("compare")]
        if roles.compared is not None:
            compared.append(roles.compared)
        if len(compared) > 1:
            raise Problem("two_readings")
        first = compared[0] if compared else None
        if not isinstance(first, When):
            return None
        stood = self._stood()
        return When("stood", (("period", first), ("day", stood.value))) if stood else first

    def _stood(self) -> Slot | None:
        """The day said right after what is compared with: `vs last quarter as of 1 July`."""
        places = {slot.place + 1 for slot in self.found.of("compare")}
        return next((slot for slot in self.found.of("as_of") if slot.place in places), None)

    def _as_of(self) -> When | None:
        stood = self._stood()
        days = [s.value for s in self.found.of("as_of") if s is not stood]
        days = [day for day in days if isinstance(day, When) and day.action != "now"]
        if len(days) > 1:
            raise Problem("unused")
        return days[0] if days and isinstance(days[0], When) else None

    def _check_joins(self) -> None:
        """`for SMB and EMEA` may be both at once or one after the other, and `from Proposal to
        Negotiation` is neither: nobody can tell."""
        before: Slot | None = None
        first = min((place for place, _ in self.found.concepts), default=0)
        for slot in self.found.of("where"):
            if slot.place < first in self.found.boundaries and _dimension(slot) in _FIGURES_TOO:
                raise Problem("mixed_filters")  # "commit and best case" are two figures, too
            if before is None and slot.joined == "and" and _dimension(slot) in _FIGURES_TOO:
                raise Problem("mixed_filters")  # "bookings and commit" are two figures
            if before is not None and not self._figure_between(before, slot):
                same = _dimension(before) == _dimension(slot)
                if same != (slot.joined in {"and", "or", "vs"}) and (not same or not slot.sign):
                    raise Problem("mixed_filters")
            before = slot

    def _figure_between(self, one: Slot, other: Slot) -> bool:
        return any(one.place < place < other.place for place in self.found.boundaries)

    def _check_marks(self, asks: tuple[Ask, ...], roles: Roles) -> None:
        found = self.found
        if any(ask.figure in _OF_WON and "lost_reason" in {ask.by, *ask.where} for ask in asks):
            raise Problem("unused")  # "the reasons we win": what was won has none
        compared = any(ask.compare for ask in asks) or roles.versus or len(asks) > 1
        if found.has("compare") and not (compared or roles.by):
            raise Problem("unused")
        if found.has("change") and not compared:
            raise Problem("not_available", facts=(("what", "bridge"),))
        if found.has("between") and not roles.versus:
            raise Problem("unused")
        if found.has("because") and not any(_dimension(s) == "lost_reason" for s in found.slots):
            raise Problem("unused")
        if found.has("or") and not any(slot.joined == "or" for slot in found.slots):
            raise Problem("unused")
        if roles.unused or not all(map(self._is_reason, found.marks.get("because", ()))):
            raise Problem("unused")

    def _is_reason(self, place: int) -> bool:
        """Whether a reason for a loss stands there: "lost because of price"."""
        after = (atom for atom in self.atoms[place + 1 :] if atom.kind not in SILENT)
        return getattr(getattr(next(after, None), "value", None), "dimension", "") == "lost_reason"


def _dimension(slot: Slot) -> str:
    return str(slot.value[0]) if isinstance(slot.value, tuple) else ""
