"""What the company's own settings and data change: fiscal year, rates, time zone, hierarchy."""

from datetime import date
from pathlib import Path

import pytest

from storage.database import Database
from tests.company import ALICE, COMPANY, FILES, FIONA, MARCUS, OF_DEALS, OLIVER, headers, settle
from tools.engine.compute import compute, desk
from tools.engine.figure import Figure
from tools.engine.people import person_by_email
from tools.engine.request import parse_request

TODAY = date(2026, 11, 23)


def _figure(database: Database, who: str, **request: object) -> Figure:
    with database.reading() as connection:
        person = person_by_email(connection, who)
        assert person is not None
        return compute(desk(connection, TODAY), person, parse_request(dict(request)))


def test_a_fiscal_year_that_starts_in_april(database: Database, tmp_path: Path) -> None:
    april = COMPANY.replace("fiscal_year_starts = 1", "fiscal_year_starts = 4")
    settle(database, tmp_path / "april", company=april)
    won = _figure(database, MARCUS, kpi="bookings", period="2026-Q3", by="quarter")
    assert (str(won.period.starts_on), str(won.period.ends_on)) == ("2026-10-01", "2026-12-31")
    assert [(row.by, row.value) for row in won.rows or []] == [
        ({"quarter": "2026-Q3"}, pytest.approx(296_000))
    ]
    year = _figure(database, MARCUS, kpi="deals_won", period="this_year", by="year")
    assert [(row.by["year"], row.value) for row in year.rows or []] == [("2026", 4)]


def test_a_missing_rate_is_refused_rather_than_left_out(database: Database, tmp_path: Path) -> None:
    late = "currency,valid_from,rate\nGBP,2026-06-01,1.20\n"
    settle(database, tmp_path / "late", exchange_rates=late)
    spring = _figure(database, MARCUS, kpi="bookings", period="2026-Q2")
    assert (spring.status, spring.reason, spring.value) == ("declined", "no_exchange_rate", None)
    assert _figure(database, MARCUS, kpi="deals_won", period="2026-Q2").value == 1
    assert _figure(database, MARCUS, kpi="bookings", period="2026-Q4").status == "answered"


def test_managers_above_managers_see_everybody_below(database: Database, tmp_path: Path) -> None:
    vp = "philippa.doyle@veridia.example"
    people = FILES["people"].replace(
        f"{FIONA},Fiona Gallagher,manager,{MARCUS}", f"{FIONA},Fiona Gallagher,manager,{vp}"
    )
    people += f"{vp},Philippa Doyle,manager,{MARCUS},,,en,\n"
    settle(database, tmp_path / "deep", people=people)
    assert _figure(database, vp, kpi="pipeline").value == pytest.approx(162_000)
    assert _figure(database, vp, kpi="quota").value == 400_000
    assert _figure(
        database, MARCUS, kpi="pipeline", where={"manager": [vp]}
    ).value == pytest.approx(162_000)


def test_two_who_are_each_others_manager_do_not_hang(database: Database, tmp_path: Path) -> None:
    settle(database, tmp_path / "veridia")
    from sqlalchemy import select, update  # noqa: PLC0415

    from storage.tables import people  # noqa: PLC0415

    with database.writing() as connection:
        alice = connection.scalar(select(people.c.pk).where(people.c.email == ALICE))
        connection.execute(update(people).where(people.c.email == FIONA).values(manager_pk=alice))
    assert _figure(database, FIONA, kpi="pipeline").status == "answered"


def test_deals_go_by_todays_owner(database: Database, tmp_path: Path) -> None:
    moved = FILES["opportunities"].replace(
        f"O2,Norrland extension,A1,{ALICE}", f"O2,Norrland extension,A1,{OLIVER}"
    )
    changes = FILES["field_changes"] + (
        f"O2,2026-11-10T10:00:00+01:00,owner_email,{ALICE},{OLIVER}\n"
    )
    settle(database, tmp_path / "moved", opportunities=moved, field_changes=changes)
    then = _figure(database, OLIVER, kpi="pipeline", as_of="2026-11-05")
    assert then.value == pytest.approx(50_000 + 12_000 + 36_000)


def test_a_reopened_deal_was_closed_in_between(database: Database, tmp_path: Path) -> None:
    changes = FILES["stage_changes"] + (
        "O3,2026-10-12T09:00:00+02:00,Qualification,Closed Lost\n"
        "O3,2026-10-19T09:00:00+02:00,Closed Lost,Qualification\n"
    )
    settle(database, tmp_path / "reopened", stage_changes=changes)
    days = {"2026-10-11": 1, "2026-10-15": 0, "2026-10-25": 2}  # O5 is open until November
    for day, count in days.items():
        found = _figure(database, OLIVER, kpi="pipeline_count", as_of=day, period="2026-12")
        assert found.value == (1 if count else 0), day


def test_an_empty_company_has_no_figures_but_answers(database: Database, tmp_path: Path) -> None:
    settle(database, tmp_path / "empty", **headers("opportunities", "quotas", *OF_DEALS))
    assert _figure(database, MARCUS, kpi="pipeline").value == 0
    assert _figure(database, MARCUS, kpi="coverage").reason == "no_quota"
    assert _figure(database, MARCUS, kpi="win_rate", by="segment").rows == []
