"""Submitting forecasts: the sheet, what is worth a second look, and what is kept for ever."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import update

from storage.database import Database
from storage.errors import PiloteError
from storage.tables import forecasts, people
from tests.company import ALICE, FIONA, MARCUS, NICOLAS, OLIVER, PRIYA, SOFIE
from tests.tools.conftest import Asked
from tools.engine.compute import Desk, desk
from tools.engine.people import Person, person_by_email
from tools.submissions import Draft, Sheet, doubts, sheet, submit, unsubmitted

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def _sheet(company: Database, who: str, period: str | None = None) -> Sheet:
    with company.reading() as connection:
        return sheet(desk(connection, date(2026, 11, 23)), _person(company, who), period)


def _person(company: Database, who: str) -> Person:
    with company.reading() as connection:
        person = person_by_email(connection, who)
    assert person is not None
    return person


def _submit(company: Database, who: str, draft: Draft) -> None:
    of = _sheet(company, who)
    with company.writing() as connection:
        at: Desk = desk(connection, date(2026, 11, 23))
        submit(connection, at, of, draft, NOW)


def _draft(commit: int, best_case: int | None = None, comment: str | None = None) -> Draft:
    return Draft(Decimal(commit), None if best_case is None else Decimal(best_case), comment)


def test_the_sheet_of_a_manager(company: Database, figure_of: Asked) -> None:
    fiona = _sheet(company, FIONA)
    assert [made.commit for made in fiona.history] == [300_000, 320_000, 352_000]
    assert fiona.standing is not None
    assert (fiona.standing.comment, fiona.standing.origin) == ("Two more came in", "import")
    assert [(r.email, r.standing and r.standing.commit) for r in fiona.reports] == [
        (ALICE, 150_000),
        (OLIVER, None),
        (PRIYA, None),
    ]
    assert (fiona.rolled_up, fiona.missing) == (150_000, [OLIVER, PRIYA])
    for name in ("quota", "bookings", "commit", "best_case", "weighted_pipeline", "forecast"):
        assert fiona.value(name) == figure_of(FIONA, name).value


def test_the_company_rolls_up_its_managers(company: Database) -> None:
    marcus = _sheet(company, MARCUS)
    assert (marcus.standing, marcus.rolled_up, marcus.missing) == (None, 552_000, [])
    assert [report.email for report in marcus.reports] == [FIONA, NICOLAS]


def test_a_submission_counts_and_what_was_said_before_stays(
    company: Database, figure_of: Asked
) -> None:
    _submit(company, FIONA, _draft(400_000, 500_000, "Thames signs early"))
    assert figure_of(FIONA, "submitted_commit").value == 400_000
    assert figure_of(FIONA, "submitted_best_case").value == 500_000
    assert figure_of(FIONA, "submitted_commit", as_of="2026-11-22").value == 352_000
    assert [m.commit for m in _sheet(company, FIONA).history][-2:] == [352_000, 400_000]
    assert _sheet(company, MARCUS).rolled_up == 600_000


def test_what_is_said_last_stands_though_the_source_has_a_later_hour(
    company: Database, figure_of: Asked
) -> None:
    with company.writing() as connection:
        evening = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
        theirs = forecasts.c.submitted_by_pk == _person(company, ALICE).pk
        connection.execute(update(forecasts).where(theirs).values(submitted_at=evening))
    for commit in (100_000, 110_000):
        _submit(company, ALICE, _draft(commit))
    assert figure_of(ALICE, "submitted_commit").value == 110_000
    assert [m.commit for m in _sheet(company, ALICE).history] == [150_000, 100_000, 110_000]


def test_the_team_is_kept_as_it_was(company: Database) -> None:
    _submit(company, ALICE, _draft(100_000))
    with company.writing() as connection:
        connection.execute(update(people).where(people.c.email == ALICE).values(team="West"))
    standing = _sheet(company, ALICE).standing
    assert standing is not None
    assert (standing.team, standing.origin) == ("North", "pilote")


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        (_draft(120_000, 110_000), {"commit_above_best_case"}),
        (_draft(10_000), {"commit_below_won", "below_range", "no_reason"}),
        (_draft(900_000, None, "A framework contract"), {"above_range"}),
        (_draft(900_000), {"above_range", "no_reason"}),
    ],
)
def test_what_is_worth_a_second_look(company: Database, draft: Draft, found: set[str]) -> None:
    # Alice has won 60,000; 150,000 are open in the quarter.
    assert set(doubts(_sheet(company, ALICE), draft)) == found


def test_who_and_what_cannot_be_forecast(company: Database) -> None:
    for who, period, code in (
        (SOFIE, None, "submits_nothing"),
        (ALICE, "last_quarter", "forecast_period"),
        (ALICE, "all", "forecast_period"),
    ):
        with pytest.raises(PiloteError) as refused:
            _sheet(company, who, period)
        assert refused.value.code == code
    with pytest.raises(PiloteError) as refused:
        _submit(company, ALICE, _draft(-1))
    assert refused.value.code == "forecast_amount"


def _silent(company: Database) -> list[str]:
    with company.reading() as connection:
        return [person.email for person in unsubmitted(desk(connection, date(2026, 11, 23)))]


def test_who_takes_part_and_has_not_submitted(company: Database) -> None:
    before = _silent(company)
    assert {OLIVER, PRIYA} <= set(before)  # of Fiona's team, where she and Alice have submitted
    assert not {FIONA, ALICE, SOFIE} & set(before)
    _submit(company, OLIVER, _draft(40_000))
    assert _silent(company) == [email for email in before if email != OLIVER]
