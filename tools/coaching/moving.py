"""What moving accounts would do: their open deals of the period go along, the quotas stay."""

from collections.abc import Iterable, Mapping

from tools.coaching.arbitration import Moved
from tools.coaching.load import PERIOD, values
from tools.engine.compute import Desk, compute
from tools.engine.figure import Figure
from tools.engine.people import Person
from tools.engine.request import KpiRequest


def refused(at: Desk, asker: Person, names: Iterable[str]) -> list[Figure]:
    """The figures that say why an account cannot be moved: there is none of its name."""
    found = [compute(at, asker, _of(name)) for name in names]
    return [figure for figure in found if figure.status != "answered"]


def moved(at: Desk, asker: Person, moves: Mapping[str, str]) -> list[Moved]:
    """Everybody whose pipeline would change, by name. Nothing is written."""
    before = values(at, asker, "pipeline", "rep")
    quota = values(at, asker, "quota", "rep")
    after, touched = dict(before), set(moves.values())
    for account, target in moves.items():
        gone = values(at, asker, "pipeline", "rep", where={"account": [account]})
        for owner, amount in gone.items():
            touched.add(owner)
            after[owner] = after.get(owner, 0.0) - amount
            after[target] = after.get(target, 0.0) + amount
    return [
        Moved(
            person=person,
            pipeline=before.get(person, 0.0),
            pipeline_after=after.get(person, 0.0),
            quota=quota.get(person),
            coverage=_ratio(before.get(person, 0.0), quota.get(person)),
            coverage_after=_ratio(after.get(person, 0.0), quota.get(person)),
        )
        for person in sorted(touched)
    ]


def _of(account: str) -> KpiRequest:
    return KpiRequest(kpi="pipeline", period=PERIOD, where={"account": [account]})


def _ratio(pipeline: float, quota: float | None) -> float | None:
    return pipeline / quota if quota else None
