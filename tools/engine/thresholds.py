"""From when on a deal is told to be at risk or incomplete."""

from dataclasses import dataclass


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
