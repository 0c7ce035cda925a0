"""The exchange rate of closed deals: the one valid on the day they closed."""

from bisect import bisect_right
from collections.abc import Sequence

from sqlalchemy import Connection, select, text

from storage.exchange.batch import Batch
from storage.tables import exchange_rates


class ClosingRates:
    """The rates into the reporting currency; one unit of it is worth 1."""

    def __init__(self, connection: Connection, reporting: str) -> None:
        self._reporting = reporting
        self._days: dict[str, list[str]] = {}
        self._rates: dict[str, list[float]] = {}
        r = exchange_rates.c
        query = select(r.currency, r.valid_from, r.rate).order_by(r.currency, r.valid_from)
        for currency, valid_from, rate in connection.execute(query):
            self._days.setdefault(currency, []).append(valid_from.isoformat())
            self._rates.setdefault(currency, []).append(rate)
        self._found: dict[tuple[str, str], float | None] = {}

    def add_to(self, batch: Batch) -> None:
        """Adds `closed_rate` to opportunities: None while open or where no rate is known."""
        columns = batch.columns
        nothing: Sequence[None] = [None] * len(batch)
        closed_on = columns.get("closed_on", nothing)
        currencies = columns.get("currency", nothing)
        columns["closed_rate"] = [
            None if kind == "open" or day is None else self._rate(currency, day)
            for kind, day, currency in zip(columns["kind"], closed_on, currencies, strict=True)
        ]

    def _rate(self, currency: str | None, day: str) -> float | None:
        if currency is None or currency == self._reporting:
            return 1.0
        key = (currency, day)
        if key not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[key] = self._look_up(currency, day)
        return self._found[key]

    def _look_up(self, currency: str, day: str) -> float | None:
        place = bisect_right(self._days.get(currency, []), day)
        return self._rates[currency][place - 1] if place else None


_REMEMBERED = 50_000

_KIND = text("""
    UPDATE opportunities SET kind = (SELECT s.kind FROM stages AS s WHERE s.pk = stage_pk)
    WHERE kind <> (SELECT s.kind FROM stages AS s WHERE s.pk = stage_pk)
""")
_DUE = """
    CASE
      WHEN kind = 'open' OR closed_on IS NULL THEN NULL
      WHEN currency IS NULL OR currency = :reporting THEN 1.0
      ELSE (
        SELECT r.rate FROM exchange_rates AS r
        WHERE r.currency = opportunities.currency AND r.valid_from <= closed_on
        ORDER BY r.valid_from DESC LIMIT 1
      )
    END
"""
_RATE = text(f"""
    UPDATE opportunities SET closed_rate = {_DUE}
    WHERE closed_rate <> ({_DUE}) OR (closed_rate IS NULL) <> (({_DUE}) IS NULL)
""")  # noqa: S608


def settle_kinds(connection: Connection) -> None:
    """Gives every deal the kind its stage has now."""
    connection.execute(_KIND)


def settle_rates(connection: Connection, reporting: str) -> None:
    """Gives every closed deal the rate that is due now."""
    connection.execute(_RATE, {"reporting": reporting})
