"""A projection in words: range, parts, chance and how it has held, in both languages."""

from bot.saying.projected import projected
from tests.conftest import TODAY
from tools.engine.calendar import Calendar
from tools.engine.figure import Figure, ScopeShown, Span

PERIODS = [
    {"period": "2026-Q3", "low": 80.0, "forecast": 110.0, "high": 130.0, "bookings": 100.0},
    {"period": "2026-Q2", "low": 80.0, "forecast": 115.0, "high": 130.0, "bookings": 150.0},
]
FACTS = {
    "low": 900_000.0,
    "high": 1_400_000.0,
    "won": 600_000.0,
    "open": 350_000.0,
    "to_come": 150_000.0,
    "target": 1_200_000.0,
    "chance": 0.314,
    "learnt_from": {"periods": 2, "closed_deals": 40, "won_deals": 12},
    "track_record": {"periods": PERIODS, "error": 0.18, "bias": -0.1, "within_range": 1},
}


def told(locale: str, **facts: object) -> list[str]:
    figure = Figure(
        kpi="forecast",
        unit="money",
        currency="EUR",
        period=Span(starts_on=None, ends_on=None),
        scope=ScopeShown(kind="company", of="Veridia"),
        where={},
        value=1_100_000.0,
        n=3,
        as_of=TODAY,
        facts={**FACTS, **facts},
    )
    lines = projected(figure, Calendar(1), locale)
    return [line.replace("\u202f", " ").replace("\xa0", " ") for line in lines]


def test_in_english() -> None:
    assert told("en") == [
        "Range: €900,000 (bear) to €1,400,000 (bull): one time in ten below, one time in ten"
        " above.",
        "Made of €600,000 won, €350,000 from open deals and €150,000 from deals still to come.",
        "Chance to reach the target of €1,200,000: 31%.",
        "Thin history: learnt from 2 past periods with 40 deals, 12 of them won, so the range is"
        " wide.",
        "Track record: over the last 2 periods seen as many days before their end (Q2 2026 – Q3"
        " 2026), off by 18%, 10% too low on balance; the range held 1 of 2.",
    ]


def test_in_french() -> None:
    assert told("fr")[0] == (
        "Fourchette : 900 000 € (prudent) à 1 400 000 € (optimiste) : une fois sur dix en"
        " dessous, une fois sur dix au-dessus."
    )
    assert told("fr")[4] == (
        "Fiabilité : sur les 2 dernières périodes vues à autant de jours de leur fin (T2 2026 –"
        " T3 2026), 18 % d'écart, 10 % trop bas au total ; fourchette tenue 1 fois sur 2."
    )


def test_nothing_is_certain_and_nothing_unproved_goes_without_saying() -> None:
    assert "over 99%" in told("en", chance=1.0)[2]
    assert "under 1%" in told("en", chance=0.0)[2]
    none = {"periods": [], "error": None, "bias": None, "within_range": 0}
    learnt = {"periods": 0, "closed_deals": 0, "won_deals": 0}
    lines = told("en", track_record=none, learnt_from=learnt)
    assert lines[3].startswith("No past period to learn from")
    assert lines[4].startswith("No track record yet")
    assert told("en", over=1) == [
        "The period is over: this is what was booked, nothing is projected."
    ]
