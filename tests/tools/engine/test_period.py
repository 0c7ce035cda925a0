"""Periods: every token of the contract, calendar and April fiscal years."""

from datetime import date

import pytest

from storage.errors import UsageError
from tools.engine.calendar import Calendar
from tools.engine.period import ALL, parse_period, previous, year_before

TODAY = date(2026, 11, 23)
JANUARY, APRIL = Calendar(1), Calendar(4)


@pytest.mark.parametrize(
    ("token", "starts_on", "ends_on"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-H1", "2026-01-01", "2026-06-30"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("2026-09", "2026-09-01", "2026-09-30"),
        ("2026-W39", "2026-09-21", "2026-09-27"),
        ("2026-W01", "2025-12-29", "2026-01-04"),
        ("2026-02-14", "2026-02-14", "2026-02-14"),
        ("2026-07-01..2026-09-30", "2026-07-01", "2026-09-30"),
        ("this_week", "2026-11-23", "2026-11-29"),
        ("last_week", "2026-11-16", "2026-11-22"),
        ("next_month", "2026-12-01", "2026-12-31"),
        ("this_quarter", "2026-10-01", "2026-12-31"),
        ("last_half", "2026-01-01", "2026-06-30"),
        ("next_year", "2027-01-01", "2027-12-31"),
        ("last_1_days", "2026-11-23", "2026-11-23"),
        ("last_30_days", "2026-10-25", "2026-11-23"),
        ("next_7_days", "2026-11-24", "2026-11-30"),
        ("year_to_date", "2026-01-01", "2026-11-23"),
        ("quarter_to_date", "2026-10-01", "2026-11-23"),
    ],
)
def test_tokens_of_a_calendar_year(token: str, starts_on: str, ends_on: str) -> None:
    period = parse_period(token, TODAY, JANUARY)
    assert (str(period.starts_on), str(period.ends_on)) == (starts_on, ends_on)


@pytest.mark.parametrize(
    ("token", "starts_on", "ends_on"),
    [
        ("2026", "2026-04-01", "2027-03-31"),
        ("2026-Q1", "2026-04-01", "2026-06-30"),
        ("2026-Q4", "2027-01-01", "2027-03-31"),
        ("2026-H2", "2026-10-01", "2027-03-31"),
        ("2026-09", "2026-09-01", "2026-09-30"),
        ("this_quarter", "2026-10-01", "2026-12-31"),
        ("this_year", "2026-04-01", "2027-03-31"),
        ("year_to_date", "2026-04-01", "2026-11-23"),
    ],
)
def test_tokens_of_a_fiscal_year_from_april(token: str, starts_on: str, ends_on: str) -> None:
    period = parse_period(token, TODAY, APRIL)
    assert (str(period.starts_on), str(period.ends_on)) == (starts_on, ends_on)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "soon",
        "2026-Q5",
        "2026-13",
        "2026-W54",
        "2026-02-30",
        "last_0_days",
        "26-Q1",
        "last_999999_days",
        "2026-H3",
        "this_fortnight",
    ],
)
def test_what_is_no_period(token: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_period(token, TODAY, JANUARY)
    assert caught.value.code == "period_unknown"


def test_a_range_that_ends_before_it_starts() -> None:
    with pytest.raises(UsageError) as caught:
        parse_period("2026-09-30..2026-07-01", TODAY, JANUARY)
    assert caught.value.code == "period_backwards"


def test_all_has_no_ends() -> None:
    assert parse_period("all", TODAY, JANUARY) == ALL


@pytest.mark.parametrize(
    ("token", "before", "a_year_before"),
    [
        ("2026-Q1", "2025-Q4", "2025-Q1"),
        ("2026-03", "2026-02", "2025-03"),
        ("2026-W01", "2025-W52", "2025-W01"),
        ("2026", "2025", "2025"),
        ("2026-10-01..2026-11-23", "2026-08-08..2026-09-30", "2025-10-01..2025-11-23"),
    ],
)
def test_the_period_before(token: str, before: str, a_year_before: str) -> None:
    period = parse_period(token, TODAY, JANUARY)
    assert previous(period, JANUARY).token == before
    assert year_before(period, JANUARY).token == a_year_before


def test_labels_of_a_trend() -> None:
    day = date(2027, 1, 3)
    labels = [JANUARY.label(grain, day) for grain in ("day", "week", "month", "quarter", "year")]
    assert labels == ["2027-01-03", "2026-W53", "2027-01", "2027-Q1", "2027"]
    assert APRIL.label("quarter", day) == "2026-Q4"
