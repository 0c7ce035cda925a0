"""Standing submissions: of each person the last forecast for exactly one period, by a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, Connection, and_, func, select, type_coerce

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
    connection: Connection, period: Span, day: date, of: Collection[int] | None = None
) -> Mapping[int, Submission]:
    """By who made it, of these people or of all: the last submission by the end of `day`."""
    f = forecasts.c
    columns = (f.starts_on, f.ends_on, f.submitted_by_pk)
    in_time = and_(f.starts_on == period[0], f.ends_on == period[1], f.submitted_on <= day)
    last = select(*columns, func.max(f.submitted_at).label("at")).where(in_time).group_by(*columns)
    if of is not None and len(of) <= _FEW:
        last = last.where(f.submitted_by_pk.in_(of))
    by = last.subquery()
    the_last = and_(*(f[column.name] == by.c[column.name] for column in columns))
    # The latest last: of those who led a team one after the other, the last one counts.
    made = (
        select(
            f.submitted_by_pk,
            f.pk,
            people.c.email,
            f.team,
            type_coerce(f.commit, BigInteger),
            type_coerce(f.best_case, BigInteger),
        )
        .select_from(by.join(forecasts, and_(the_last, f.submitted_at == by.c.at)))
        .join(people, people.c.pk == f.submitted_by_pk)
        .order_by(f.submitted_at)
    )
    return {row[0]: Submission(*row[1:]) for row in connection.execute(made)}
