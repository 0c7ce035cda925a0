"""Are forecasts right? Every way of forecasting beside what was booked, over past quarters.

Each quarter that was over is seen once more with so many weeks left, by what was known then, and
learnt from the quarters before it alone. The error is WAPE: what was missed, as a share of what
was booked. Nothing here knows which way wins.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from bench.calibration import MAVEN, MAVEN_DAYS, TODAY, invented, maven
from storage.database import Database
from storage.tables import people
from tools.engine.compute import desk
from tools.engine.inquiry import Inquiry
from tools.engine.period import period_of
from tools.engine.projection.methods import METHODS
from tools.engine.projection.record import record
from tools.engine.projection.rivals import Score, guesses, scores
from tools.engine.scope import Scope

WEEKS = (12, 8, 4, 1)  # left of the quarter
CALLED = {
    "forecast": "projection",
    "submitted_commit": "submitted commit",
    "commit": "won + category commit",
    "best_case": "won + commit + best case",
    "weighted": "won + weighted pipeline",
    "calibrated": "won + calibrated pipeline",
    "last_period": "naive: the quarter before",
    "a_year_before": "naive: the same quarter a year before",
    "so_far_and_win_rate": "naive: won + win rate × pipeline",
}


def seen(connection: Connection, today: date, weeks: int, scope: Scope | None = None) -> Inquiry:
    """The last quarter that was over on `today`, as of the day with so many weeks left."""
    at = desk(connection, today)
    quarter = at.company.calendar.span("quarter", today + timedelta(days=1), -1)
    period, day = period_of(quarter, at.company.calendar), quarter[1] - timedelta(weeks=weeks)
    everything = scope or Scope("company", at.company.name)
    return Inquiry(connection, at.company, at.rates, today, everything, period, (), None, day)


def compared(connection: Connection, today: date, weeks: int) -> list[Score]:
    """All ways over the quarters before the last one."""
    return scores(guesses(seen(connection, today, weeks)))


def held(connection: Connection, today: date, weeks: int) -> tuple[int, int]:
    """Of how many projections the range from P10 to P90 held what was booked, of how many: of the
    company, and of each manager's tree."""
    p = people.c
    leaders = connection.execute(select(p.email, p.pk).where(p.role == "manager")).all()
    scopes: list[Scope | None] = [None, *(Scope("team", email, pk) for email, pk in leaders)]
    records = [record(seen(connection, today, weeks, scope)) for scope in scopes]
    return sum(r.within for r in records), sum(len(r.periods) for r in records)


def measure(data: Path = MAVEN) -> str:
    """One Markdown table a store; the public data only where `data` has it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tables = [_table("Sample company of 20,000", invented(folder, 20_000, 60), TODAY)]
        if data.is_dir():
            tables.append(_table("Maven", maven(folder, data), MAVEN_DAYS[1]))
    return "\n\n".join(tables)


def _table(name: str, database: Database, today: date) -> str:
    with database.reading() as connection:
        columns = [compared(connection, today, weeks) for weeks in WEEKS]
        ranges = [held(connection, today, weeks) for weeks in WEEKS]
    database.close()
    left = " | ".join(f"{weeks} weeks left" for weeks in WEEKS)
    lines = [f"{name}: error (bias), over {_quarters(columns)} quarters.", ""]
    lines += [f"| | {left} |", f"|---|{'---:|' * len(WEEKS)}"]
    lines += list(_rows(columns))
    cells = (f"{within} of {n} ({within / n:.0%})" if n else "–" for within, n in ranges)
    return "\n".join([*lines, f"| P10–P90 held, company and teams | {' | '.join(cells)} |"])


def _quarters(columns: Sequence[Sequence[Score]]) -> int:
    return max((score.periods for column in columns for score in column), default=0)


def _rows(columns: Sequence[Sequence[Score]]) -> Iterator[str]:
    best = [min((s.error for s in column), default=None) for column in columns]
    for method in METHODS:
        found = [next((s for s in column if s.method == method), None) for column in columns]
        cells = [
            "–" if s is None else _cell(s, is_best=s.error == least)
            for s, least in zip(found, best, strict=True)
        ]
        yield f"| {CALLED[method]} | {' | '.join(cells)} |"


def _cell(score: Score, *, is_best: bool) -> str:
    error = f"**{score.error:.1%}**" if is_best else f"{score.error:.1%}"
    return f"{error} ({score.bias:+.1%})"


if __name__ == "__main__":
    print(measure(*map(Path, sys.argv[1:2])))
