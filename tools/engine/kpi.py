"""What a KPI is: a definition first, then the measures it is computed from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from tools.engine.figure import Facts, Line
from tools.engine.measure import Measure, Parts
from tools.engine.refusal import NoValue

__all__ = ["Kpi", "NoValue", "Ratio", "Wording", "counted", "plain", "ratio"]

Unit = Literal["money", "count", "ratio", "percent", "days", "money_per_day"]
Better = Literal["higher", "lower", "neither"]
Looks = Literal["back", "forward"]
# The chapters of the glossary, in their order.
Family = Literal[
    "pipeline", "target", "bookings", "recurring", "conversion", "activity", "forecast", "health"
]
FAMILIES: tuple[Family, ...] = get_args(Family)


@dataclass(frozen=True)
class Wording:
    """A KPI in one language: its label, its meaning in one sentence, what people call it, and
    its formula, such as "Σ amount won ÷ Σ quota"."""

    label: str
    meaning: str
    names: tuple[str, ...]
    formula: str


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """One figure of the glossary.

    `value` turns the merged parts of the measures into the figure (money: in the reporting
    currency, percent: a ratio) or raises `NoValue`; `n` names the part that counts the deals
    (or other rows) behind it. `family` is its chapter of the glossary. `dated_by` is the date
    that places a row in the period.
    `looks` says which way a bare "in March" points: what closed looks back, what is open
    looks forward. `adds_up`: the days of a period add up to it, so that what was done so far can
    be carried on to its end; a level (a ratio, a stock) cannot. `always_by` names the dimension
    without which the figure has no meaning; `also_given` are parts that go out with each row, and
    where these are `low` and `high`, `holds` is how often the value lies between them;
    `tells` makes, of the parts of the whole and the rows, the facts of sentences that go out with
    the figure (`say.facts`); `remarks` are parts that each group has of its own and that are told
    of all of them together. `company_only` is the reason given where a figure that only the
    whole company has is asked of a part of it.
    """

    name: str
    family: Family
    unit: Unit
    better: Better
    dated_by: str
    looks: Looks
    measures: tuple[Measure, ...]
    value: Callable[[Parts], float]
    n: str
    words: Mapping[str, Wording]
    adds_up: bool = False
    always_by: str | None = None
    also_given: tuple[str, ...] = ()
    holds: float = 0.9
    tells: Callable[[Parts, Sequence[Line]], Facts] | None = None
    remarks: tuple[str, ...] = ()
    takes_period: bool = True
    takes_as_of: bool = True
    company_only: str | None = None
    deals: str | None = field(default=None)  # which deals stand behind it: see tools/deals.py
    listed_by: str = "deals"  # the tool that lists them

    def honours(self, dimension: str) -> bool:
        """Whether every part of the figure can be cut by this dimension."""
        return all(dimension in measure.honours for measure in self.measures)


def plain(part: str) -> Callable[[Parts], float]:
    """The figure is one part, 0 where there is nothing to add."""
    return lambda parts: float(parts.get(part, 0.0))


def counted(*parts: str) -> Callable[[Parts, Sequence[Line]], Facts]:
    """Tells these parts of the whole, where there are any."""
    return lambda whole, _rows: {name: int(whole[name]) for name in parts if whole.get(name)}


@dataclass(frozen=True)
class Ratio:
    """One part divided by the sum of others; `without` is the reason given where that is nothing.

    What is divided by what can be read from it, so that a change can be told apart by both.
    """

    over: str
    under: tuple[str, ...]
    without: str

    def __call__(self, parts: Parts) -> float:
        """The value. Raises NoValue."""
        below = self.divisor(parts)
        if not below:
            raise NoValue(self.without)
        return float(parts.get(self.over, 0.0)) / below

    def divisor(self, parts: Parts) -> float:
        """What is divided by."""
        return float(sum(parts.get(name) or 0.0 for name in self.under))


def ratio(over: str, *under: str, without: str) -> Ratio:
    """`over` divided by the sum of `under`; `without` is the reason given when that is nothing."""
    return Ratio(over, under, without)
