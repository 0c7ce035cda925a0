"""A goal: what is to be reached by whom and when, before anything is computed."""

from dataclasses import dataclass, field

from tools.engine.period import Period

Where = dict[str, list[str]]


@dataclass(frozen=True)
class Owner:
    """Whose goal it is."""

    email: str
    name: str
    role: str


@dataclass(frozen=True)
class Goal:
    """`target` of the figure `kpi` in `period`, among the rows of `where`.

    `whose` filters on the owner's people, within what the asker sees; None where the owner sees
    more than the asker does. `is_quota`: it stands in the quotas, not among the objectives.
    """

    name: str
    kpi: str
    target: float
    period: Period
    owner: Owner | None
    whose: Where | None
    where: Where = field(default_factory=dict)
    is_quota: bool = False
