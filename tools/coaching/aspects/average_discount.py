"""What discount won deals were given; none given counts as 0."""

from collections.abc import Iterator

from sqlalchemy import func

from tools.coaching.aspects.aspect import Aspect, Counted, Period
from tools.engine.facts.deals import HONOURS, number, won_deals
from tools.engine.measure import Aggregate

_DISCOUNTS = Aggregate(
    won_deals,
    HONOURS,
    parts={"won": number},
    spreads={"discount": lambda rows: func.coalesce(rows.columns["discount"], 0.0)},
)


def _counted(period: Period) -> Iterator[Counted]:
    yield None, period.spreads("average_discount", _DISCOUNTS.read, "discount")


ASPECT = Aspect(
    "average_discount", "percent", higher=False, least=0.2, counted=_counted, middle=False
)
