"""The engine beside the reference: one request, and every difference between the two."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import isclose

from sqlalchemy import Connection

from tests.reference.company import Company
from tests.reference.figures import BY_STAGE, Ask, people_of, rows_of, select, value_of
from tests.reference.refusals import asked_group, is_refused
from tests.reference.result import Result
from tools.engine.compute import compute, desk
from tools.engine.figure import Figure, Line
from tools.engine.people import person_by_email
from tools.engine.request import parse_request


@dataclass(frozen=True)
class Bench:
    """A company as the reference read it, and the store that the engine reads."""

    company: Company
    connection: Connection
    today: date

    def figure(self, ask: Ask) -> Figure:
        person = person_by_email(self.connection, ask.who)
        assert person is not None
        given = {"kpi": ask.kpi, "period": ask.period, "by": ask.by, "where": ask.where}
        request = parse_request({**given, "as_of": ask.as_of})
        return compute(desk(self.connection, self.today), person, request)

    def differences(self, ask: Ask) -> list[str]:
        """None where both agree on everything."""
        figure = self.figure(ask)
        selection = select(self.company, ask, self.today)
        group = asked_group(self.company, ask, figure.unit)
        if group == "denied":
            return [] if figure.status == "denied" else [f"denied, not {figure.status}"]
        everywhere = people_of(self.company, self.company.people[ask.who]) is None
        if group == "average":
            everyone = None
            selection, everywhere = replace(selection, people=everyone), True
        expected = (
            None if is_refused(ask, company_wide=everywhere) else value_of(selection, ask.kpi)
        )
        if expected is None:
            return [] if figure.status == "declined" else [f"declined, not {figure.status}"]
        rows = rows_of(selection, ask.kpi, ask.by) if ask.by else {}
        if rows and not any(rows.values()):
            return [] if figure.status == "declined" else [f"declined, not {figure.status} {rows=}"]
        if group == "average" and figure.status == "denied":
            return [] if figure.reason == "average_too_few" else [f"denied: {figure.reason}"]
        if figure.status != "answered":
            return [f"{figure.status} {figure.reason} instead of {expected}"]
        found = [*_of_value("", expected, figure)]
        by = ask.by or ("stage" if ask.kpi in BY_STAGE else None)
        if by:
            rows = rows or rows_of(selection, ask.kpi, by)
            found += _of_rows(rows, figure.rows or [], by)
        return found


def _of_value(name: str, expected: Result, actual: Figure | Line) -> Iterator[str]:
    if not _same(expected.value, actual.value):
        yield f"{name} value {expected.value} ≠ {actual.value} ({actual.reason})"
    if expected.n != actual.n:
        yield f"{name} n {expected.n} ≠ {actual.n}"
    if (actual.value is None) != (actual.reason is not None):
        yield f"{name} {actual.value} with reason {actual.reason}"


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)


def _of_rows(
    expected: dict[str | None, Result | None], lines: list[Line], by: str
) -> Iterator[str]:
    """An empty group may be left out; every other has its row."""
    rows = {line.by[by]: line for line in lines}
    if len(rows) != len(lines):
        yield "a group stands twice"
    for name, result in expected.items():
        line = rows.pop(name, None)
        if line is not None and result is not None:
            yield from _of_value(f"[{name}]", result, line)
        elif line is None and result is not None and (result.n or result.value):
            yield f"[{name}] missing: {result}"
        elif line is not None:
            yield f"[{name}] there is no such row: {line.value}"
    yield from (f"[{name}] unknown" for name in rows)
