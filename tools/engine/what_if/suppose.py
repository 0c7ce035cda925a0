"""From what is supposed to the rows that would stand in the store."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import RowMapping, select

from storage.tables import opportunities, stages
from tools.engine.inquiry import Inquiry
from tools.engine.people import Person
from tools.engine.refusal import Declined
from tools.engine.what_if.overlay import Row

_COLUMNS = frozenset(opportunities.c.keys())
MADE_UP = -1_000_000  # key of a deal that is not in the store


@dataclass(frozen=True)
class Supposer:
    """Makes the rows, for one inquiry's period and day."""

    inquiry: Inquiry

    def closed(self, deal: RowMapping, kind: str) -> Row:
        """The deal won or lost: today where the period asked for has begun, else on the day in it
        on which it is due."""
        day = self._day(deal["close_on"])
        return {
            **_own(deal),
            "kind": kind,
            "stage_pk": self._stages[kind],
            "closed_on": day,
            "closed_rate": self._rate(deal["currency"]),
            "forecast_category": "closed",
        }

    def moved(self, deal: RowMapping, to: date) -> Row:
        """The deal due on another day."""
        return {**_own(deal), "close_on": to}

    def worth(self, deal: RowMapping, amount: Decimal) -> Row:
        """The deal with another amount, in its own currency."""
        return {**_own(deal), "amount": amount}

    def more(self, asker: Person, amount: Decimal) -> Row:
        """A deal that is made up: the asker wins so much more, in the reporting currency."""
        day = self._day(None)
        return {
            "pk": MADE_UP,
            "id": "",
            "name": "",
            "owner_pk": asker.pk,
            "amount": amount,
            "stage_pk": self._stages["won"],
            "kind": "won",
            "forecast_category": "closed",
            "created_on": day,
            "closed_on": day,
            "closed_rate": 1.0,
        }

    def _day(self, due: date | None) -> date:
        today, span = self.inquiry.today, self.inquiry.period.span
        if span is None or span[0] <= today:
            return today
        return due if due and span[0] <= due <= span[1] else span[0]

    def _rate(self, currency: str | None) -> float:
        rate = self.inquiry.rates.on(currency, self.inquiry.today)
        if rate is None:
            raise Declined("no_exchange_rate")
        return rate

    @cached_property
    def _stages(self) -> Mapping[str, int]:
        """The first stage of each kind."""
        s = stages.c
        found = self.inquiry.connection.execute(select(s.kind, s.pk).order_by(s.position.desc()))
        return {kind: pk for kind, pk in found}


def _own(deal: RowMapping) -> dict[str, Any]:
    return {name: value for name, value in deal.items() if name in _COLUMNS}
