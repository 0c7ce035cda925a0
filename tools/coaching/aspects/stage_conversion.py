"""How often deals that enter a stage go further."""

from collections.abc import Iterator

from sqlalchemy import select

from storage.tables import stages
from tools.coaching.aspects.aspect import Aspect, Counted, Period


def _counted(period: Period) -> Iterator[Counted]:
    query = select(stages.c.name).where(stages.c.kind == "open").order_by(stages.c.position)
    for stage in period.at.connection.scalars(query).all():
        yield stage, period.rates("stage_conversion", {"stage": [stage]})


ASPECT = Aspect("stage_conversion", "percent", higher=True, least=0.05, counted=_counted)
