"""Standing submissions: of each person the last forecast for exactly one period, by a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, Connection, func, select, type_coerce

from storage.tables import forecasts, people
from tools.engine.calendar import Span

_FEW = 500  # people who are looked up one by one; of more, everybody's are read


@dataclass(frozen=True)
class Submission:
    """A forecast as it was made, by whom (an email); `team` is theirs at that time.

    Amounts are ten-thousandths of the reporting currency.
    """

    pk: int
    by: str
    team: str | None
    commit: int
    best_case: int | None


def standing(
    connection: Connection, period: Span, day: date, of: Collection[int]
) -> Mapping[int, Submission]:
    """By who made it, of these people: the last submission at or before the end of `day`."""
    f = forecasts.c
    latest = func.row_number().over(partition_by=f.submitted_by_pk, order_by=f.submitted_at.desc())
    made = (
        select(
            f.pk,
            f.submitted_by_pk,
            f.team,
            people.c.email.label("by"),
            type_coerce(f.commit, BigInteger).label("commit"),
            type_coerce(f.best_case, BigInteger).label("best_case"),
            f.submitted_at,
            latest.label("place"),
        )
        .join(people, people.c.pk == f.submitted_by_pk)
        .where(f.starts_on == period[0], f.ends_on == period[1], f.submitted_on <= day)
    )
    if len(of) <= _FEW:
        made = made.where(f.submitted_by_pk.in_(of))
    found = made.subquery()
    # The latest last: of those who led a team one after the other, the last one counts.
    last = select(found).where(found.c.place == 1).order_by(found.c.submitted_at)
    return {
        row.submitted_by_pk: Submission(row.pk, row.by, row.team, row.commit, row.best_case)
        for row in connection.execute(last)
    }
