"""Every figure there is: company-wide, by rep, and a rep's own, for a quarter.

python -m bench.matrix DATABASE_URL
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from bench.asking import ask, first_active
from bench.timing import median_ms, shown
from storage.database import Database
from tools.engine.figure import Figure
from tools.engine.people import Person
from tools.engine.registry import kpis

TARGETS = {"company": 150.0, "by rep": 250.0, "a rep's own": 5.0}  # milliseconds


@dataclass(frozen=True)
class Measured:
    """One figure, asked in one way. `ms` is None where the figure has no such answer."""

    kpi: str
    way: str
    period: str
    ms: float | None
    why_not: str | None = None

    @property
    def over(self) -> bool:
        """Whether it takes longer than it may."""
        return self.ms is not None and self.ms > TARGETS[self.way]


def measure(database: Database) -> Iterator[Measured]:
    """Every figure in every way, in the order of the registry."""
    with database.reading() as connection:
        executive = first_active(connection, "executive")
        rep = first_active(connection, "rep")
        for name in kpis():
            period = _period(connection, executive, name)
            request = {"kpi": name, "period": period}
            yield _one(connection, executive, request, "company")
            yield _one(connection, executive, {**request, "by": "rep"}, "by rep")
            yield _one(connection, rep, request, "a rep's own")


def _period(connection: Connection, asker: Person, name: str) -> str:
    """This quarter; the last one for figures of what is over."""
    figure = ask(connection, asker, {"kpi": name, "period": "this_quarter"})
    empty = figure.status == "answered" and figure.value is None and not figure.rows
    return "last_quarter" if empty else "this_quarter"


def _one(connection: Connection, asker: Person, request: dict[str, Any], way: str) -> Measured:
    figure = ask(connection, asker, request)
    name, period = request["kpi"], request["period"]
    if figure.status != "answered":
        return Measured(name, way, period, None, figure.reason)
    ms = median_ms(lambda: ask(connection, asker, request))
    return Measured(name, way, period, ms, _no_value(figure))


def _no_value(figure: Figure) -> str | None:
    return figure.reason if figure.value is None and not figure.rows else None


def table(measured: Iterable[Measured]) -> str:
    """One line a figure, what is over its target in bold."""
    by_kpi: dict[str, dict[str, Measured]] = {}
    for one in measured:
        by_kpi.setdefault(one.kpi, {})[one.way] = one
    lines = [
        "| figure | " + " | ".join(f"{way} (≤ {ms:.0f})" for way, ms in TARGETS.items()) + " |",
        "|---|" + "---:|" * len(TARGETS),
    ]
    for name, ways in by_kpi.items():
        period = " (last quarter)" if ways["company"].period == "last_quarter" else ""
        cells = " | ".join(_cell(ways[way]) for way in TARGETS)
        lines.append(f"| `{name}`{period} | {cells} |")
    return "\n".join([*lines, "", _summary([m for ways in by_kpi.values() for m in ways.values()])])


def _cell(one: Measured) -> str:
    if one.ms is None:
        return f"— ({one.why_not})"
    text = f"**{shown(one.ms)}**" if one.over else shown(one.ms)
    return f"{text} ({one.why_not})" if one.why_not else text


def _summary(measured: list[Measured]) -> str:
    timed = [one for one in measured if one.ms is not None]
    over = [one for one in timed if one.over]
    if not over:
        return f"All {len(timed)} times are within their targets."
    named = ", ".join(f"`{one.kpi}` {one.way}" for one in over)
    return f"{len(over)} of {len(timed)} times are over their target: {named}."


def main() -> None:
    """Prints the table of one store."""
    database = Database(sys.argv[1])
    print(table(measure(database)))
    database.close()


if __name__ == "__main__":
    main()
