"""Whether an action moved its deal: stage, amount and close date when it was made, and now."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select

from storage.tables import opportunities, stages
from tools.engine.scope import Scope


@dataclass(frozen=True)
class Moved:
    """One value of a deal before and after: `what` is stage, amount or close_on."""

    what: str
    before: str | Decimal | date | None
    after: str | Decimal | date | None


@dataclass(frozen=True)
class Stand:
    """How a deal stands; the amount is in the deal's own `currency` (none: the company's)."""

    name: str
    currency: str | None
    stage: str
    amount: Decimal | None
    close_on: date | None

    def kept(self) -> Mapping[str, str | None]:
        """What of it is kept, as JSON."""
        amount = None if self.amount is None else str(self.amount)
        close_on = None if self.close_on is None else self.close_on.isoformat()
        return {"stage": self.stage, "amount": amount, "close_on": close_on}

    def since(self, then: Mapping[str, str | None]) -> Iterator[Moved]:
        """What is otherwise than what was kept."""
        amount, close_on = then.get("amount"), then.get("close_on")
        before = {
            "stage": then.get("stage"),
            "amount": None if amount is None else Decimal(amount),
            "close_on": None if close_on is None else date.fromisoformat(close_on),
        }
        for what, value in before.items():
            after = getattr(self, what)
            if after != value:
                yield Moved(what, value, after)


def stands_of(connection: Connection, scope: Scope, ids: Collection[str]) -> Mapping[str, Stand]:
    """How those of these deals stand that lie in the scope, by the source's id."""
    if not ids:
        return {}
    o, s = opportunities.c, stages.c
    query = (
        select(o.id, o.name, o.currency, s.name.label("stage"), o.amount, o.close_on)
        .select_from(opportunities.join(stages, s.pk == o.stage_pk))
        .where(o.id.in_(ids), scope.condition(o.owner_pk))
    )
    return {
        row.id: Stand(row.name, row.currency, row.stage, row.amount, row.close_on)
        for row in connection.execute(query)
    }
