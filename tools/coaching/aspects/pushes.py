"""How many of the deals open in the period had their close date pushed in it."""

from collections.abc import Iterator

from sqlalchemy import distinct, func

from storage.tables import field_changes
from tools.coaching.aspects.aspect import Aspect, Counted, Period
from tools.engine.facts.deals import HONOURS, number
from tools.engine.facts.open_during import open_during
from tools.engine.facts.pushes import pushes
from tools.engine.measure import Aggregate

# Each deal once: one that is pushed is soon pushed again, which is no second observation.
_PUSHED = Aggregate(
    pushes,
    HONOURS,
    {"pushed": lambda _rows: func.count(distinct(field_changes.c.opportunity_pk))},
)
_OPEN = Aggregate(open_during, HONOURS, {"open": number})


def _counted(period: Period) -> Iterator[Counted]:
    pushed = period.cells("pushes", _PUSHED.read)
    opened = {e: int(parts["open"]) for e, parts in period.cells("pushes", _OPEN.read).items()}
    # A push recorded before a deal's history begins is of no deal that was open.
    hits = {e: min(int(pushed.get(e, {}).get("pushed", 0)), n) for e, n in opened.items()}
    yield None, [{email: (hits[email], n) for email, n in opened.items()}]


ASPECT = Aspect("pushes", "percent", higher=False, least=0.05, counted=_counted)
