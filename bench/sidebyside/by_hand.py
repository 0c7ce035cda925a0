"""The questions as a careful hand writes them in SQL, for three databases.

Open deals are added up by currency first and converted then; closed ones at the rate that
stands in their row.
"""

import re
from dataclasses import asdict, dataclass
from typing import Any

from bench.sidebyside.contest import Given

_TODAY = """WITH today AS (
  SELECT r.currency, r.rate FROM exchange_rates r WHERE r.valid_from = (
    SELECT max(x.valid_from) FROM exchange_rates x
    WHERE x.currency = r.currency AND x.valid_from <= :today))"""
_OPEN = "o.kind = 'open' AND o.close_on BETWEEN :first AND :last"
_WON = "o.kind = 'won' AND o.closed_on BETWEEN :first AND :last"
_CLOSED = "o.kind IN ('won', 'lost') AND o.closed_on BETWEEN :first AND :last"
_SHARE_WON = "avg(CASE WHEN o.kind = 'won' THEN 1.0 ELSE 0.0 END)"


@dataclass(frozen=True)
class Dialect:
    """What the three spell differently."""

    parameter: str  # how `:name` is written
    quarter: str  # of closed_on
    overlap: str  # days of a quota that lie in the period
    length: str  # days of a quota


_BY_DATES = {
    "overlap": "(least(q.ends_on, :last) - greatest(q.starts_on, :first) + 1)",
    "length": "(q.ends_on - q.starts_on + 1)",
}
SQLITE = Dialect(
    parameter=r":\1",
    quarter="substr(o.closed_on, 1, 4) || '-Q' || ((substr(o.closed_on, 6, 2) + 2) / 3)",
    overlap="(julianday(min(q.ends_on, :last)) - julianday(max(q.starts_on, :first)) + 1)",
    length="(julianday(q.ends_on) - julianday(q.starts_on) + 1)",
)
POSTGRESQL = Dialect(
    parameter=r"%(\1)s", quarter="to_char(o.closed_on, 'YYYY\"-Q\"Q')", **_BY_DATES
)
DUCKDB = Dialect(
    parameter=r"$\1", quarter="year(o.closed_on) || '-Q' || quarter(o.closed_on)", **_BY_DATES
)


def statements(dialect: Dialect) -> dict[str, str]:
    """Each question's SQL; its result is one or more rows (group, value)."""
    found = {
        "pipeline": _pipeline("NULL"),
        "pipeline_by_rep": f"""SELECT p.email, s.money FROM ({_pipeline("o.owner_pk")}) s
            JOIN people p ON p.pk = s.grouped ORDER BY s.money DESC""",
        "pipeline_of_segment": _pipeline(
            "NULL", "AND o.account_pk IN (SELECT pk FROM accounts WHERE segment = :segment)"
        ),
        "pipeline_of_rep": _pipeline(
            "NULL", "AND o.owner_pk = (SELECT pk FROM people WHERE email = :rep)"
        ),
        "bookings": _bookings("NULL", ""),
        "bookings_by_segment": _bookings(
            "a.segment", "LEFT JOIN accounts a ON a.pk = o.account_pk"
        ),
        "win_rate": f"SELECT NULL, {_SHARE_WON} FROM opportunities o WHERE {_CLOSED}",
        "win_rate_by_rep": f"""SELECT p.email, s.share FROM (
            SELECT o.owner_pk, {_SHARE_WON} AS share FROM opportunities o
            WHERE {_CLOSED} GROUP BY o.owner_pk) s
            JOIN people p ON p.pk = s.owner_pk ORDER BY s.share DESC""",
        "coverage": _coverage(dialect),
        "average_deal_trend": f"""SELECT {dialect.quarter}, avg(o.amount * o.closed_rate) / 10000
            FROM opportunities o
            WHERE o.kind = 'won' AND o.closed_on BETWEEN :trend_first AND :trend_last
            GROUP BY 1 ORDER BY 1""",
    }
    return {name: re.sub(r":(\w+)", dialect.parameter, text) for name, text in found.items()}


def values(given: Given, statement: str, *, as_text: bool = False) -> dict[str, Any]:
    """The parameters that a statement names."""
    used = {k: v for k, v in asdict(given).items() if re.search(rf"[:$(]{k}\b", statement)}
    return {k: str(v) for k, v in used.items()} if as_text else used


def _pipeline(group: str, condition: str = "") -> str:
    return f"""{_TODAY}
        SELECT grouped, sum(units * coalesce(t.rate, 1.0)) / 10000 AS money FROM (
          SELECT {group} AS grouped, o.currency, sum(o.amount) AS units
          FROM opportunities o WHERE {_OPEN} {condition} GROUP BY 1, 2) sums
        LEFT JOIN today t ON t.currency = sums.currency GROUP BY grouped"""


def _bookings(group: str, join: str) -> str:
    return f"""SELECT {group}, sum(o.amount * o.closed_rate) / 10000
        FROM opportunities o {join} WHERE {_WON} GROUP BY 1"""


def _coverage(dialect: Dialect) -> str:
    return f"""SELECT NULL, (SELECT money FROM ({_pipeline("NULL")}) open_deals) / (
        SELECT sum(units * rate * share) / 10000 FROM (
          SELECT sum(q.amount) AS units, 1.0 * {dialect.overlap} / {dialect.length} AS share,
            coalesce((SELECT r.rate FROM exchange_rates r
              WHERE r.currency = q.currency AND r.valid_from <= q.starts_on
              ORDER BY r.valid_from DESC LIMIT 1), 1.0) AS rate
          FROM quotas q
          WHERE q.kind = 'person' AND q.starts_on <= :last AND q.ends_on >= :first
          GROUP BY q.currency, q.starts_on, q.ends_on) targets)"""
