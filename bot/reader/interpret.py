"""From slots and marks to what is asked: every one of them is used, or there is no reading."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.reader.ask import Ask, Intent, Problem
from bot.reader.checks import check_joins, check_listed, check_marks, dimension_of
from bot.reader.contract import Contract
from bot.reader.figures import Cluster, Named, named
from bot.reader.gathered import SILENT, Gathered
from bot.reader.lattice import Atom
from bot.reader.listed import are_deals_only, is_list
from bot.reader.moments import compared_with, stood_on
from bot.reader.reading import Asker
from bot.reader.roles import Roles
from bot.reader.share import shared_out
from bot.reader.unsaid import how_many, implied, ones, signing, stages
from bot.reader.when import When
from bot.reader.whose import whose
from tools.engine.calendar import GRAINS
from tools.names import NameIndex

# Marks that ask for nothing by themselves.
_POLITE = frozenset({"show", "list", "my", "our", "their", "which", "each"}) | frozenset(
    {"and", "followup", "instead", "define", "past"}
)

# What a question that only asks to be shown the deals may be said with.
_POINTING = frozenset({"show", "list", "which", "and", "followup", "their"})
_SUPERLATIVES = ("most", "least", "best", "worst")
_PEOPLE = frozenset({"rep", "manager", "team"})
_SHOWN = frozenset({"stage"})  # of a pipeline before, "show the deals in negotiation" are some

# What a request for a tool may carry: whose it is, and politeness.
_OF_REQUESTS = _POLITE | {"me", "own", "team", "company", "all"}
# What "our best month" may be the best of.
_SPANS = (When("this", (("grain", "year"),)), When("all"))


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
        if found.unused or found.has("beyond"):
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
        figures = named(found, self.contract, partial(is_list, self.atoms, found, roles))
        if figures is None and not implied(found, self.contract, roles, follows=self.follows):
            return self._counted(roles)
        if figures and roles.rank and roles.by and are_deals_only(figures):
            raise self._unnamed(roles)  # "who has the most deals": open, won or lost ones?
        unnamed = not figures
        figures = figures or implied(found, self.contract, roles, follows=self.follows)
        check_listed(found, self.contract, figures, roles)
        if found.has("comparative") and roles.unused:
            raise Problem("unused")
        explained = self._explained(figures)
        if explained:
            return explained
        asked = self._asked(figures, roles)
        if unnamed and figures and roles.by in GRAINS and not asked.asks[0].period:
            raise Problem("two_readings", tuple(_over(asked.asks, when) for when in _SPANS))
        return replace(asked, implied=unnamed and bool(figures))

    def _customers(self) -> None:
        """`where are we with Globex`: customers have no target; what is open there is meant."""
        said = self.found.concepts
        named = any(dimension_of(slot) == "account" for slot in self.found.of("where"))
        if named and said and {name for _, name in said} <= {"where", "doing", "have"}:
            self.found.concepts = [(said[0][0], "holdings")]

    def _counted(self, roles: Roles) -> Intent:
        """`and how many?`: the same deals as before in another unit. Raises `Problem` where more
        than that is said."""
        silent = {"doing", "have", "deal"} if self.follows else {"doing", "have"}
        said = {name for _, name in self.found.concepts} - silent
        if self.follows and said == {"many"}:
            said = {"count"}  # "combien de deals ?"
        turned = self.contract.turned.keys() if self.follows else set()
        if len(said) != 1 or not said <= {"count", "money", *turned}:
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
            if dimension_of(slot) not in _PEOPLE and tool == "objectives" not in found.requests:
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

    def _asked(self, figures: list[Named], roles: Roles) -> Intent:
        found = self.found
        check_joins(found)
        base = Ask(
            by=roles.by,
            rank=roles.rank,
            compare=compared_with(found, roles),
            as_of=stood_on(found),
            all_dates=(found.has("all") and roles.all_is_free) or self._all_there_is(),
            in_total=found.has("total"),
            was=found.has("past"),
            overdue=found.has("overdue"),
            adds=found.has("too"),
        )
        asks = shared_out(base, figures, found, self.names.currency, roles)
        asks = tuple(self._adjective(ask) for ask in asks)
        asks, to_self = whose(asks, found, self.asker, self.names, bool(figures))
        check_marks(self.atoms, found, asks, roles)
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


def _over(asks: Sequence[Ask], when: When) -> tuple[Ask, ...]:
    return tuple(replace(ask, period=when) for ask in asks)
