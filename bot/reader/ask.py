"""One figure or list as asked for, before times and directions are settled."""

from dataclasses import dataclass, field, replace

from bot.reader.when import When

Where = dict[str, list[str]]


@dataclass(frozen=True)
class Ask:
    """What one call will ask. `figure` None: only a change to the question before.

    `rank` is (top, bottom, best or worst; how many). `any_deals`: deals were asked for without
    saying whether open, won or lost ones. `unit`: the figure before is wanted in `money`, by what
    it is `worth`, by `count`, or only `how` much it is. `adds`: its values come to those of the
    question before ("Iberia too"). `of_all`: of everybody, whoever was named before.
    """

    tool: str = "kpi"
    figure: str | None = None
    period: When | None = None
    by: str | None = None
    where: Where = field(default_factory=dict)
    compare: When | None = None
    rank: tuple[str, int | None] | None = None
    as_of: When | None = None
    all_dates: bool = False
    in_total: bool = False
    closing: bool = False
    was: bool = False
    overdue: bool = False
    any_deals: bool = False
    unit: str | None = None
    adds: bool = False
    of_all: bool = field(default=False, compare=False)

    def filtered(self, dimension: str, values: list[str]) -> "Ask":
        """The same with values of a dimension added."""
        known = self.where.get(dimension, [])
        merged = known + [value for value in values if value not in known]
        return replace(self, where={**self.where, dimension: merged})


@dataclass(frozen=True)
class Problem(Exception):  # noqa: N818 (an outcome of reading)
    """Why a reading is none: a reason code, with the readings that are possible instead."""

    reason: str
    options: tuple[tuple[Ask, ...], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Intent:
    """A whole reading: what is asked, or what else is wanted.

    `kind`: figures, glossary, help, request (for another tool), change (of the question before).
    `names`: the figures to explain. `to_self`: turned to the asker. `lists`: nothing but the
    deals were asked for. `loose`: other readings come first. `implied`: the figure was named by
    what it is split by.
    """

    kind: str
    asks: tuple[Ask, ...] = ()
    names: tuple[str, ...] = ()
    to_self: bool = False
    lists: bool = False
    loose: int = 0
    implied: bool = False
