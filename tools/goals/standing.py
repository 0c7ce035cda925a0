"""How far a goal has come, and where it is heading: arithmetic alone."""

import math
from dataclasses import dataclass

from tools.engine.kpi import Kpi
from tools.goals.course import Course
from tools.goals.objective import Status


@dataclass(frozen=True)
class Standing:
    """A value against a target, in the figure's unit.

    Where higher is better, shares are value ÷ target. Where lower is better they are
    target ÷ value, so that 100 % and more is always good. Figures whose better direction is
    neither are taken as higher.
    """

    kpi: Kpi
    target: float
    value: float | None
    course: Course

    @property
    def lower(self) -> bool:
        """Whether the target is a most, not a least."""
        return self.kpi.better == "lower"

    @property
    def has_target(self) -> bool:
        """Nothing is no target, unless the figure should come down to it."""
        return self.lower or self.target > 0

    @property
    def projected(self) -> float | None:
        """The value at the end: what accumulates goes on at the pace so far, a level stays."""
        if self.value is None or not self.course.begun:
            return None
        return self.value / self.course.gone if self.kpi.adds_up else self.value

    @property
    def progress(self) -> float | None:
        """How much of the target is reached.

        A ceiling for what accumulates (deals lost) is kept by everybody on the first day:
        there it is the ceiling for the days gone ÷ the value.
        """
        if self.lower and self.kpi.adds_up:
            return self.pace
        return self._share(self.value)

    @property
    def pace(self) -> float | None:
        """What share of the target the projected value is: "on track for 92 %"."""
        return self._share(self.projected)

    @property
    def status(self) -> Status | None:
        """What accumulates is met or missed once it has passed its target, a level at the end."""
        if not self.course.begun:
            return "not_begun"
        if self.value is None or self.projected is None or not self.has_target:
            return "over" if self.course.over else None
        reached = self.reaches(self.value)
        if self.course.over or (self.kpi.adds_up and reached != self.lower):
            return "met" if reached else "missed"
        return "on_track" if self.reaches(self.projected) else "behind"

    def reaches(self, value: float) -> bool:
        """Whether a value is as good as the target."""
        if math.isclose(value, self.target, rel_tol=1e-9, abs_tol=1e-9):
            return True
        return value < self.target if self.lower else value > self.target

    def _share(self, value: float | None) -> float | None:
        if value is None or not self.has_target:
            return None
        if not self.lower:
            return value / self.target
        if value > 0 and self.target > 0:
            return self.target / value
        return 1.0 if self.reaches(value) else 0.0
