"""Times: every shape, in both directions, in fiscal years that start in January and in April."""

from datetime import date

import pytest

from bot.reader import Reader
from tests.bot.reader.conftest import Ask
from tests.bot.reader.helvia import PEOPLE, TODAY
from tools.engine.calendar import Calendar
from tools.engine.registry import kpis
from tools.names import NameIndex

_SAID = {
    "today": "2026-11-23",
    "yesterday": "2026-11-22",
    "avant-hier": "2026-11-21",
    "this week": "this_week",
    "la semaine dernière": "last_week",
    "last month": "last_month",
    "ce mois-ci": "this_month",
    "du trimestre": "this_quarter",
    "l'an dernier": "last_year",
    "ytd": "year_to_date",
    "depuis le début de l'année": "year_to_date",
    "quarter to date": "quarter_to_date",
    "mtd": "2026-11-01..2026-11-23",
    "in March": "2026-03",
    "in December": "2025-12",
    "en mars 2025": "2025-03",
    "last March": "2026-03",
    "last November": "2025-11",
    "Q3": "2026-Q3",
    "T3": "2026-Q3",
    "Q1 2025": "2025-Q1",
    "2026-Q2": "2026-Q2",
    "q3 last year": "2025-Q3",
    "third quarter of 2025": "2025-Q3",
    "au 2e trimestre": "2026-Q2",
    "premier semestre": "2026-H1",
    "H2 2025": "2025-H2",
    "S1": "2026-H1",
    "2025": "2025",
    "FY25": "2025",
    "exercice 2025": "2025",
    "week 45": "2026-W45",
    "semaine 45": "2026-W45",
    "S45": "2026-W45",
    "week of 12 October": "2026-W42",
    "on 3 November": "2026-11-03",
    "November 3rd 2025": "2025-11-03",
    "le 1er novembre": "2026-11-01",
    "on 2026-10-15": "2026-10-15",
    "le 15/10/2026": "2026-10-15",
    "le 15.10.26": "2026-10-15",
    "on Friday": "2026-11-20",
    "lundi dernier": "2026-11-16",
    "last 30 days": "last_30_days",
    "les 90 derniers jours": "last_90_days",
    "over the past two weeks": "last_14_days",
    "last 6 months": "2026-05-24..2026-11-23",
    "les 2 derniers trimestres": "2026-04-01..2026-09-30",
    "since September": "2026-09-01..2026-11-23",
    "depuis lundi dernier": "2026-11-16..2026-11-23",
    "between July and September": "2026-Q3",
    "de janvier à mars 2025": "2025-Q1",
    "from 1 July to 15 August": "2026-07-01..2026-08-15",
    "du 1er au 15 octobre": "2026-10-01..2026-10-15",
    "oct 1st - oct 15th": "2026-10-01..2026-10-15",
    "2026-07-01..2026-08-15": "2026-07-01..2026-08-15",
    "entre novembre et janvier": "2026-11-01..2027-01-31",
    "all time": "all",
    "toutes périodes": "all",
}


@pytest.mark.parametrize(("said", "token"), _SAID.items())
def test_what_closed_looks_back(ask: Ask, said: str, token: str) -> None:
    reading = ask(f"bookings {said}", "claire")
    assert [call.arguments.get("period") for call in reading.calls] == [token]


_AHEAD = {
    "in March": "2027-03",
    "in December": "2026-12",
    "Q1": "2027-Q1",
    "au T4": "2026-Q4",
    "premier semestre": "2027-H1",
    "next week": "next_week",
    "les 30 prochains jours": "next_30_days",
    "next 3 months": "2026-11-24..2027-02-23",
    "sur les deux prochains trimestres": "2027-H1",
    "rest of the quarter": "2026-11-23..2026-12-31",
    "by the end of the year": "this_year",
    "d'ici la fin du trimestre": "this_quarter",
    "between December and February": "2026-12-01..2027-02-28",
    "week 3": "2027-W03",
    "2027": "2027",
}


@pytest.mark.parametrize(("said", "token"), _AHEAD.items())
def test_what_is_open_looks_forward(ask: Ask, said: str, token: str) -> None:
    reading = ask(f"pipeline {said}", "claire")
    assert [call.arguments.get("period") for call in reading.calls] == [token]


_COMPARED = {
    "bookings vs last quarter": (None, "last_quarter"),
    "bookings vs last year": (None, "2025-Q4"),
    "bookings this year vs last year": ("this_year", "last_year"),
    "bookings Q3 vs last quarter": ("2026-Q3", "2026-Q2"),
    "bookings Q3 vs last year": ("2026-Q3", "2025-Q3"),
    "bookings Q3 vs Q1": ("2026-Q3", "2026-Q1"),
    "bookings in October vs same month last year": ("2026-10", "2025-10"),
    "bookings vs last month": ("this_month", "last_month"),
    "bookings yoy": (None, "2025-Q4"),
    "bookings this month vs previous period": ("this_month", "2026-10"),
    "bookings vs same time last quarter": (None, "2026-07-01..2026-08-23"),
    "ca cette année vs l'an dernier à la même date": ("this_year", "2025-01-01..2025-11-23"),
    "pipeline vs same time last quarter": (None, "2026-Q3@2026-08-23"),
    "pipeline vs a month ago": (None, "this_quarter@2026-10-23"),
    "pipeline vs last quarter as of 1 July": (None, "last_quarter@2026-07-01"),
}


@pytest.mark.parametrize(("question", "wanted"), _COMPARED.items())
def test_comparisons(ask: Ask, question: str, wanted: tuple[str | None, str]) -> None:
    arguments = ask(question, "claire").calls[0].arguments
    assert (arguments.get("period"), arguments["compare"]) == wanted


_AS_OF = {
    "pipeline yesterday": "2026-11-22",
    "pipeline as of 1 November": "2026-11-01",
    "pipe au 1er novembre": "2026-11-01",
    "pipeline a month ago": "2026-10-23",
    "couverture fin octobre": "2026-10-31",
    "pipeline at the start of the quarter": "2026-09-30",
}


@pytest.mark.parametrize(("question", "day"), _AS_OF.items())
def test_open_deals_as_they_stood(ask: Ask, question: str, day: str) -> None:
    arguments = ask(question, "claire").calls[0].arguments
    assert (arguments["as_of"], "period" in arguments) == (day, False)


def test_today_is_now_for_what_is_open_and_a_day_for_what_closes(ask: Ask) -> None:
    assert "period" not in ask("my coverage today").calls[0].arguments
    assert ask("deals closing today").calls[0].arguments["period"] == "2026-11-23"


def test_an_old_day_has_more_than_one_quarter(ask: Ask) -> None:
    reading = ask("pipeline as of 1 March 2026")
    assert [choice.calls[0].arguments["period"] for choice in reading.choices] == [
        "2026-Q1",
        "this_quarter",
        "all",
    ]


@pytest.fixture(scope="module")
def april(names: NameIndex) -> Reader:
    return Reader(names, Calendar(4), TODAY, kpis())


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("bookings Q1", "2026-Q1"),  # April to June 2026
        ("bookings Q4", "2025-Q4"),  # January to March 2026: the next has not begun
        ("pipeline Q4", "2026-Q4"),
        ("bookings Q1 last year", "2025-Q1"),
        ("bookings in March", "2026-03"),
        ("bookings March last year", "2025-03"),
        ("bookings last two quarters", "2026-H1"),
        ("bookings H1", "2026-H1"),
    ],
)
def test_fiscal_years(april: Reader, question: str, period: str) -> None:
    reading = april.read(question, asker=PEOPLE["claire"])
    assert reading.calls[0].arguments["period"] == period


@pytest.mark.parametrize("today", [date(2026, 12, 31), date(2027, 1, 1), date(2028, 2, 29)])
def test_edges_of_the_year(names: NameIndex, today: date) -> None:
    reader = Reader(names, Calendar(1), today, kpis())
    for question in (
        "bookings last 6 months",
        "bookings vs same time last quarter",
        "bookings 29 February",
        "pipeline vs a month ago",
        "bookings last year",
    ):
        assert reader.read(question, asker=PEOPLE["claire"]).status == "read", question


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("deals closing before 15 December", "2026-11-23..2026-12-14"),
        ("deals closing by Friday", "2026-11-23..2026-11-27"),
        ("deals created after 1 October", "2026-10-02..2026-11-23"),
        ("affaires créées après octobre", "2026-11-01..2026-11-23"),
        ("appels du lundi de la semaine dernière", "2026-11-16"),
    ],
)
def test_a_time_with_one_end_has_today_as_the_other(ask: Ask, question: str, period: str) -> None:
    assert ask(question).calls[0].arguments["period"] == period


@pytest.mark.parametrize("question", ["bookings before July", "deals closing after 15 December"])
def test_a_time_whose_other_end_nobody_said_is_asked_back_about(ask: Ask, question: str) -> None:
    assert ask(question).reason == "open_ended"
