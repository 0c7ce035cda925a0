"""The SMART check: what an objective lacks, as far as facts tell.

Specific and time-bound are its figure and its dates (an import takes no objective without dates
or with backward ones), measurable is that the figure can be computed, achievable is history.
"""

from collections.abc import Sequence

from tools.engine.figure import Figure
from tools.goals.history import PERIODS, Past
from tools.goals.objective import Flaw
from tools.goals.standing import Standing

_BY_GROUP = "by_"  # reasons of figures that have a value for each group only


def not_computed(figure: Figure) -> Flaw | None:
    """Whether the figure can have a value for these filters at all."""
    never = (figure.reason or "").startswith(_BY_GROUP)
    if figure.status == "answered" and not never:
        return None
    return Flaw(code="cannot_be_computed", facts={"reason": figure.reason, **figure.facts})


def against_history(standing: Standing, past: Sequence[Past]) -> Flaw | None:
    """Whether a goal that is not over is out of reach or too easy, by the last four periods.

    The fact `by` says what was compared: the pace still needed, the ceiling still left, a
    level, or that the target is met already.
    """
    if standing.status == "met":
        return Flaw(code="too_easy", facts={"by": "met", "days_left": standing.course.days_left})
    if standing.status == "missed" or not past:
        return None
    flaw = _out_of_pace(standing, past) if standing.kpi.adds_up else _out_of_range(standing, past)
    if flaw is None and standing.status != "behind":
        flaw = _too_easy(standing, past)
    return flaw


def _out_of_pace(standing: Standing, past: Sequence[Past]) -> Flaw | None:
    """What has to come in the days left (a ceiling: what still may), against the best pace."""
    paces = [one.per_day for one in past]
    best = min(paces) if standing.lower else max(paces)
    days_left = standing.course.days_left
    needed = standing.target - (standing.value or 0.0)
    possible = best * days_left
    if (needed >= possible) if standing.lower else (needed <= possible):
        return None
    facts = {
        "by": "ceiling" if standing.lower else "pace",
        "needed": needed,
        "possible": possible,
        "days_left": days_left,
        "needed_per_day": needed / days_left,
        "best_per_day": best,
        "periods": len(past),
    }
    return Flaw(code="out_of_reach", facts=facts)


def _out_of_range(standing: Standing, past: Sequence[Past]) -> Flaw | None:
    """A level better than it ever was, and not there now."""
    values = [one.value for one in past]
    best = min(values) if standing.lower else max(values)
    reached = standing.value is not None and standing.reaches(standing.value)
    if reached or standing.reaches(best):
        return None
    return Flaw(code="out_of_reach", facts={"by": "level", "best": best, "periods": len(past)})


def _too_easy(standing: Standing, past: Sequence[Past]) -> Flaw | None:
    """Even the worst of the four periods was better: fewer periods say too little."""
    if len(past) < PERIODS:
        return None
    days = standing.course.days
    values = [one.per_day * days if standing.kpi.adds_up else one.value for one in past]
    worst = max(values) if standing.lower else min(values)
    if worst == standing.target or not standing.reaches(worst):
        return None
    return Flaw(code="too_easy", facts={"by": "worst", "worst": worst, "periods": len(past)})
