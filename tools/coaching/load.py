"""Load: how accounts, deals and targets lie with people and territories."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, func, select

from storage.tables import accounts, people
from tools.coaching.arbitration import Load
from tools.coaching.people import reps_below
from tools.engine.compute import Desk, compute
from tools.engine.people import Person
from tools.engine.request import KpiRequest
from tools.engine.scope import scope_of

PERIOD = "this_quarter"


def by_person(at: Desk, asker: Person) -> list[Load]:
    """Each rep below the asker, by name. Raises like `reps_below`."""
    below = reps_below(at, asker)
    owned = _owned(at, asker, people.c.email)
    return _loads(at, asker, "rep", sorted(below), dict.fromkeys(below, 1), owned)


def by_territory(at: Desk, asker: Person) -> list[Load]:
    """Each territory in which the asker's people have accounts, deals or their seat."""
    below = reps_below(at, asker)
    seats = select(people.c.territory).where(people.c.email.in_(below))
    reps = Counter(t for t in at.connection.scalars(seats) if t is not None)
    owned = _owned(at, asker, accounts.c.territory)
    names = sorted({*reps, *owned})
    return _loads(at, asker, "territory", names, reps, owned)


def values(at: Desk, asker: Person, kpi: str, by: str, **asked: object) -> dict[str, float]:
    """A figure's values by label; empty where it cannot be cut so."""
    request = KpiRequest.model_validate({"kpi": kpi, "by": by, "period": PERIOD, **asked})
    figure = compute(at, asker, request)
    labelled = ((row.by[by], row.value) for row in figure.rows or ())
    return {label: value for label, value in labelled if label is not None and value is not None}


def _loads(
    at: Desk,
    asker: Person,
    by: str,
    names: Iterable[str],
    reps: Mapping[str, int],
    owned: Mapping[str, int],
) -> list[Load]:
    open_deals = values(at, asker, "pipeline_count", by, period="all")
    pipeline = values(at, asker, "pipeline", by)
    quota = values(at, asker, "quota", by)
    coverage = values(at, asker, "coverage", by)
    return [
        Load(
            of=name,
            reps=reps.get(name, 0),
            accounts=owned.get(name, 0),
            open_deals=int(open_deals.get(name, 0)),
            pipeline=pipeline.get(name, 0.0),
            quota=quota.get(name),
            coverage=coverage.get(name),
        )
        for name in names
    ]


def _owned(at: Desk, asker: Person, key: ColumnElement[str]) -> dict[str, int]:
    """How many accounts belong to the asker's people, by owner or territory."""
    mine = scope_of(asker, at.company.name).condition(accounts.c.owner_pk)
    query = (
        select(key, func.count())
        .select_from(accounts.join(people, people.c.pk == accounts.c.owner_pk))
        .where(mine, key.is_not(None))
        .group_by(key)
    )
    return {str(name): count for name, count in at.connection.execute(query)}
