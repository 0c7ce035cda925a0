"""Figures against the same SQL written by hand, on one store, in one run."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from storage.database import Database
from tools.engine.compute import compute, desk
from tools.engine.people import Person, person_by_email
from tools.engine.request import parse_request

RUNS = 9
_OPEN = "o.kind = 'open' AND o.close_on BETWEEN :first AND :last"


@dataclass(frozen=True)
class Case:
    """One question: who asks what, and what somebody would write by hand for it."""

    name: str
    who: str  # "rep" or "company"
    request: dict[str, Any]
    by_hand: str


def _open_sum(extra: str) -> str:
    # Added up by currency first, then converted: what a careful hand would write.
    return f"""SELECT sum(units * coalesce(rate, 1.0)) / 10000, sum(n) FROM (
      SELECT o.currency, sum(o.amount) AS units, count(*) AS n,
        (SELECT r.rate FROM exchange_rates r
         WHERE r.currency = o.currency AND r.valid_from <= :today
         ORDER BY r.valid_from DESC LIMIT 1) AS rate
      FROM opportunities o WHERE {_OPEN} {extra} GROUP BY o.currency) AS sums"""


_WON = """SELECT sum(o.amount * o.closed_rate) / 10000, count(*) FROM opportunities o
    WHERE o.kind = 'won' AND o.closed_on BETWEEN :first AND :last"""

CASES = (
    Case("pipeline, one rep", "rep", {"kpi": "pipeline"}, _open_sum("AND o.owner_pk = :me")),
    Case("bookings, one rep", "rep", {"kpi": "bookings"}, f"{_WON} AND o.owner_pk = :me"),
    Case("pipeline, company", "company", {"kpi": "pipeline"}, _open_sum("")),
    Case("bookings, company", "company", {"kpi": "bookings"}, _WON),
    Case(
        "pipeline of one segment",
        "company",
        {"kpi": "pipeline", "where": {"segment": ["SMB"]}},
        _open_sum("AND o.account_pk IN (SELECT pk FROM accounts WHERE segment = 'SMB')"),
    ),
    Case(
        "win rate, company",
        "company",
        {"kpi": "win_rate"},
        """SELECT avg(CASE WHEN kind = 'won' THEN 1.0 ELSE 0.0 END), count(*) FROM opportunities
        WHERE kind IN ('won', 'lost') AND closed_on BETWEEN :first AND :last""",
    ),
    Case(
        "bookings by rep",
        "company",
        {"kpi": "bookings", "by": "rep"},
        """SELECT p.email, b.money, b.n FROM (
          SELECT o.owner_pk, sum(o.amount * o.closed_rate) / 10000 AS money, count(*) AS n
          FROM opportunities o WHERE o.kind = 'won' AND o.closed_on BETWEEN :first AND :last
          GROUP BY o.owner_pk) b JOIN people p ON p.pk = b.owner_pk ORDER BY b.money DESC""",
    ),
    Case(
        "stage conversion",
        "company",
        {"kpi": "stage_conversion"},
        """SELECT s.name, avg(CASE WHEN v.advanced_on <= :today THEN 1.0 ELSE 0.0 END), count(*)
        FROM stage_changes v JOIN stages s ON s.pk = v.to_stage_pk AND s.kind = 'open'
        WHERE v.changed_on BETWEEN :first AND :last
          AND (v.previous_entry_on IS NULL OR v.previous_entry_on < :first) GROUP BY s.name""",
    ),
)


def measure(database: Database, today: date) -> list[tuple[str, float, float]]:
    """(question, milliseconds in the engine, milliseconds by hand), medians of nine runs."""
    found = []
    with database.reading() as connection:
        at = desk(connection, today)
        first, last = at.company.calendar.span("quarter", today)
        people = {"rep": _someone(connection, "rep"), "company": _someone(connection, "executive")}
        for case in CASES:
            asker = people[case.who]
            values = {"first": str(first), "last": str(last), "today": str(today), "me": asker.pk}
            statement = text(case.by_hand)
            used = {k: v for k, v in values.items() if f":{k}" in case.by_hand}
            request = parse_request(case.request)
            ours = _median(lambda a=asker, r=request: compute(desk(connection, today), a, r))
            hand = _median(lambda s=statement, u=used: connection.execute(s, u).all())
            found.append((case.name, ours, hand))
    return found


def _someone(connection: Connection, role: str) -> Person:
    query = text("SELECT email FROM people WHERE role = :role AND active_to IS NULL ORDER BY pk")
    found = connection.execute(query, {"role": role}).scalars().first()
    person = person_by_email(connection, str(found))
    if person is None:
        raise LookupError(role)
    return person


def _median(run: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        run()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)
