"""What is compared: a quantity that a tool returned, and the mention of one in prose."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "money", "count", "percent", "ratio", "points", "days", "months", "any",
    "share", "majority", "multiple", "bare", "hours", "span",
]  # fmt: skip
Labels = frozenset[str]
_EXACT = 1e-12  # what floating point loses on the way
# What a number written with each unit may be of, and the factor that leads there.
_WRITTEN: dict[str, dict[str, float]] = {
    "money": {"money": 1, "any": 1},
    "count": {"count": 1, "any": 1},
    "percent": {"percent": 100, "ratio": 100, "any": 100},
    "points": {"points": 100},
    "ratio": {"ratio": 1, "percent": 1, "any": 1},
    "multiple": {"ratio": 1, "percent": 1},
    "share": {"percent": 100, "ratio": 100},
    "majority": {"percent": 100},
    "days": {"days": 1, "span": 1, "any": 1},
    "months": {"months": 1, "any": 1},
    "bare": {"money": 1, "count": 1, "ratio": 1, "percent": 1, "days": 1, "any": 1},
    "hours": {},
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that stands: percent as a ratio, money in `currency`, days in days.

    `labels` are the people, accounts, deals ... that it is of; `needs` those that a sentence must
    name before it may say it (a difference of two rows names both). A `span` is a length of time
    between returned days. `change`: its sign is a direction; `signed`: a plus may stand before it.
    `gap`: how much more or less one is than another; `whole`: the figure that it is a share of.
    `noun` is what a count counts, where that is known. `cue` and `never` are names of patterns: a
    sentence has to hold the one, and a clause must hold none of the others.
    """

    value: float
    kind: Kind = "any"
    currency: str | None = None
    labels: Labels = frozenset()
    needs: tuple[Labels, ...] = ()
    change: bool = False
    signed: bool = False
    noun: str = ""
    total: bool = False  # of a whole whose parts have labels
    topic: Labels = frozenset()  # the figure or step that it is of, where there are several
    period: Labels = frozenset()  # the period that it is of, where two are compared
    gap: bool = False
    whole: Labels = frozenset()
    cue: str = ""
    never: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A number as prose writes it: `step` is its last digit's worth, `per` the days or months of
    its unit, `sign` a written plus or minus."""

    start: int
    end: int
    value: float
    step: float
    kind: Kind
    currency: str | None = None
    noun: str = ""
    sign: int = 0
    per: float = 1.0

    def is_of(self, known: Quantity) -> bool:
        """Whether the quantity, rounded as written, is what is written."""
        factor = _WRITTEN[self.kind].get(known.kind)
        if factor is None or (self.currency and known.currency not in {None, self.currency}):
            return False
        if self.noun and known.noun and self.noun != known.noun:
            return False
        value = known.value * factor / self.per
        if self.sign and not self._sign_fits(known):
            return False
        near = self.step / 2 * (1 + _EXACT) + abs(value) * _EXACT
        return abs(abs(value) - self.value) <= near

    def _sign_fits(self, known: Quantity) -> bool:
        if self.sign > 0 and not (known.change or known.signed):
            return False
        return known.value * self.sign >= 0
