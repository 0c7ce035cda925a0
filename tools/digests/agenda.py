"""The agenda of the review: what the week's figures ask to be talked about, by money."""

from collections.abc import Iterator
from datetime import date, timedelta

from tools.digests.asking import asked_about
from tools.digests.weekly import Measured, Point, Weekly

AT_RISK = 3  # deals to speak of one by one
LATE = timedelta(days=14)  # what is created with so little left is not signed in the period
MOVED = 0.1  # a commit that moved by a tenth in a week is worth a question
_LEFT = ("pushed_out", "lost", "removed")


def agenda(week: Weekly) -> list[Point]:
    """The points, the most important first; a quiet week has none."""
    points = (_target, _coverage, _deals_at_risk, _left_the_period, _submissions, _commit, _hygiene)
    return [point for rule in points for point in rule(week)]


def required_coverage(week: Weekly) -> float | None:
    """How many times what is left to sell must stand in the pipeline: one by the win rate of the
    past year (by count; the deals lost are those that the pipeline must make up for)."""
    rate = week.win_rate.value
    return 1 / rate if rate else None


def _target(week: Weekly) -> Iterator[Point]:
    gap, quota = week.value("gap_to_quota"), week.value("quota")
    if gap is None or quota is None:
        return
    if gap > 0:
        yield Point(code="gap", told={"gap": _money(gap), "quota": _money(quota)})
    else:
        yield Point(code="met", told={"over": _money(-gap), "quota": _money(quota)})


def _coverage(week: Weekly) -> Iterator[Point]:
    left, required = week.value("remaining_coverage"), required_coverage(week)
    if left is not None and required is not None and left < required:
        told = {"coverage": _ratio(left), "required": _ratio(required)}
        ends_on, monday = week.period.ends_on, date.fromisoformat(f"{week.week}-1")
        is_late = ends_on is not None and monday + LATE > ends_on
        yield Point(code="coverage_late" if is_late else "coverage", told=told)


def _deals_at_risk(week: Weekly) -> Iterator[Point]:
    asked = asked_about(week.at_risk)
    for deal in week.at_risk[:AT_RISK]:
        if deal.id in asked:
            told = {"deal": deal.name, "owner": deal.owner, "signal": asked[deal.id]}
            yield Point(code="at_risk", told=told)


def _left_the_period(week: Weekly) -> Iterator[Point]:
    """The largest deal of each kind that left the pipeline without being won."""
    moves = week.bridge.moves if week.bridge else []
    for step in _LEFT:
        largest = next((move for move in moves if move.step == step), None)
        if largest is not None:
            yield Point(code=step, told={"deal": largest.name, "amount": _money(-largest.value)})


def _submissions(week: Weekly) -> Iterator[Point]:
    submitted = week.figure("submitted_commit")
    missing = submitted.facts.get("missing") if submitted else None
    if missing:
        yield Point(code="missing", told={"people": list(missing)})


def _commit(week: Weekly) -> Iterator[Point]:
    moved = week.value("forecast_variance")
    if moved is not None and abs(moved) >= MOVED:
        code = "commit_up" if moved > 0 else "commit_down"
        yield Point(code=code, told={"change": Measured(value=abs(moved), unit="percent")})


def _hygiene(week: Weekly) -> Iterator[Point]:
    if week.to_mend:
        yield Point(code="hygiene", told={"n": week.to_mend})


def _money(amount: float) -> Measured:
    return Measured(value=amount, unit="money")


def _ratio(value: float) -> Measured:
    return Measured(value=value, unit="ratio")
