"""Trends in words: the newest rows, in the reader's way of writing months, weeks and quarters."""

from datetime import date

import pytest

from bot.saying.figures import Saying, Teller
from tools.engine.calendar import Calendar
from tools.engine.figure import Figure, Line, ScopeShown, Span


def told(by: str, labels: list[str], locale: str = "en", starts: int = 1) -> Saying:
    rows = [Line(by={by: label}, value=float(n), n=n) for n, label in enumerate(labels, start=1)]
    figure = Figure(
        kpi="bookings",
        unit="money",
        currency="EUR",
        period=Span(starts_on=None, ends_on=None),
        scope=ScopeShown(kind="company", of="Veridia"),
        where={},
        value=1.0,
        n=1,
        rows=rows,
        as_of=date(2026, 11, 23),
        by=by,
    )
    return Teller(locale, Calendar(starts), {}, "marcus", "EUR").figure(figure)


MONTHS = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)]


def test_a_long_trend_shows_its_newest_rows() -> None:
    found = told("month", MONTHS)
    assert len(found.rows) == 13
    assert found.rows[0].startswith("December 2025: €12")
    assert found.rows[-1].startswith("December 2026: €24")
    assert found.left_out == "… and 11 earlier"


def test_a_ranking_shows_its_first() -> None:
    found = told("month", list(reversed(MONTHS)))
    assert found.rows[0].startswith("December 2026")
    assert found.left_out == "… and 14 more"


@pytest.mark.parametrize(
    ("by", "label", "locale", "said"),
    [
        ("month", "2026-08", "fr", "août 2026"),
        ("quarter", "2026-Q3", "fr", "T3 2026"),
        ("week", "2026-W48", "en", "week 48 of 2026"),
        ("day", "2026-11-23", "en", "23 Nov 2026"),
        ("year", "2026", "en", "2026"),
        ("country", "GB", "fr", "Royaume-Uni : 1 €"),
        ("country", "XX9", "en", "XX9: €1"),
    ],
)
def test_labels_are_written_as_people_do(by: str, label: str, locale: str, said: str) -> None:
    assert told(by, [label], locale, starts=4).rows[0].replace("\xa0", " ").startswith(said)
