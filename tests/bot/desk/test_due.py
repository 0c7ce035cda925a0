"""Days ahead as people name them, told on a Monday and on a Saturday."""

from datetime import date

import pytest

from bot.desk.due import Due, without_time
from tests.conftest import TODAY
from tools.engine.calendar import Calendar

SATURDAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("words", "monday", "saturday"),
    [
        ("in three days", "2026-11-26", "2026-12-01"),
        ("dans quinze jours", "2026-12-08", "2026-12-13"),
        ("d'ici deux semaines", "2026-12-07", "2026-12-12"),
        ("in a month", "2026-12-23", "2026-12-28"),
        ("monday", "2026-11-30", "2026-11-30"),  # of a Monday the next one
        ("mardi prochain", "2026-11-24", "2026-12-01"),
        ("mardi en huit", "2026-12-01", "2026-12-08"),
        ("tuesday of next week", "2026-12-01", "2026-12-01"),
        ("the end of the week", "2026-11-27", "2026-12-04"),
        ("next week", "2026-12-04", "2026-12-04"),
        ("debut de semaine prochaine", "2026-11-30", "2026-11-30"),
        ("fin du mois", "2026-11-30", "2026-11-30"),
        ("next month", "2026-12-31", "2026-12-31"),
        ("end of the quarter", "2026-12-31", "2026-12-31"),
        ("en janvier", "2027-01-31", "2027-01-31"),
        ("mi decembre", "2026-12-15", "2026-12-15"),
        ("the 31st", "2026-12-31", "2026-12-31"),  # November has none
        ("le 25", "2026-11-25", "2026-12-25"),
    ],
)
def test_a_day_ahead(words: str, monday: str, saturday: str) -> None:
    assert str(Due(TODAY, Calendar(1)).day(words)) == monday
    assert str(Due(SATURDAY, Calendar(1)).day(words)) == saturday


def test_a_fiscal_quarter_ends_as_the_companys_do() -> None:
    assert Due(TODAY, Calendar(2)).day("end of the quarter") == date(2027, 1, 31)


def test_what_names_no_day_is_none() -> None:
    due = Due(TODAY, Calendar(1))
    for words in ("the quote", "the 45th", "three days", "week", "janvier", ""):
        assert due.day(words) is None, words


def test_an_hour_is_left_out() -> None:
    for words in ("friday at 3pm", "friday morning", "vendredi a 15h", "vendredi matin"):
        assert without_time(words) in {"friday", "vendredi"}
    assert without_time("friday") is None
