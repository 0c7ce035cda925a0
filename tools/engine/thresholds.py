"""From when on a deal is told to be at risk or incomplete."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection, select

from storage.tables import team_limits


@dataclass(frozen=True)
class Thresholds:
    """The bounds of risk signals and defects; kpis.md has these values."""

    silent_days: int = 14  # without a held activity, the last day of them being today
    stalled_times: float = 1.5  # of the median visit to the stage
    pushes: int = 2
    contacts: int = 2
    shrunk_share: float = 0.2
    shrunk_days: int = 30
    proposal_days: int = 30  # from today on
    proposal_stages: int = 2  # the last open ones of the process
    downgraded_days: int = 14
    signals_at_risk: int = 2
    idle_days: int = 30  # a defect, not yet a signal


DEFAULT = Thresholds()


@dataclass(frozen=True)
class Bound:
    """What a threshold may be: from `least` to `most`, in whole days, whole numbers, multiples of
    something, or as a share of 1."""

    unit: Literal["days", "count", "times", "share"]
    least: float
    most: float

    @property
    def whole(self) -> bool:
        """Whether only whole numbers make sense."""
        return self.unit in {"days", "count"}


_DAYS, _COUNT = Bound("days", 1, 365), Bound("count", 1, 20)
BOUNDS: Mapping[str, Bound] = {
    "signals_at_risk": Bound("count", 1, 9),
    "silent_days": _DAYS,
    "stalled_times": Bound("times", 0.1, 20),
    "pushes": _COUNT,
    "contacts": _COUNT,
    "shrunk_share": Bound("share", 0.01, 1),
    "shrunk_days": _DAYS,
    "proposal_days": _DAYS,
    "proposal_stages": _COUNT,
    "downgraded_days": _DAYS,
    "idle_days": _DAYS,
}

OfTeams = tuple[tuple[str, Thresholds], ...]


def own_values(connection: Connection) -> dict[str, dict[str, float]]:
    """By team, the values that it has of its own."""
    t = team_limits.c
    found: dict[str, dict[str, float]] = {}
    query = select(t.team, t.name, t.value).order_by(t.team, t.name)
    for team, name, value in connection.execute(query):
        if name in BOUNDS:
            found.setdefault(team, {})[name] = int(value) if BOUNDS[name].whole else value
    return found


def of_teams(connection: Connection, base: Thresholds) -> OfTeams:
    """The teams with thresholds of their own, each with all of them."""
    return tuple((team, replaced(base, own)) for team, own in own_values(connection).items())


def replaced(base: Thresholds, own: Mapping[str, float]) -> Thresholds:
    """The thresholds with some values of a team's own."""
    return replace(base, **own)  # type: ignore[arg-type]  # whole where they must be


def differ(one: Thresholds, other: Thresholds, names: Iterable[str]) -> list[str]:
    """Which of these thresholds are not the same in both."""
    return [name for name in names if getattr(one, name) != getattr(other, name)]
