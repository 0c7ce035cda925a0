"""Figures as they would be, against sums by hand, on both databases; nothing is ever written."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from storage.database import Database
from storage.errors import PiloteError, UsageError
from storage.tables import opportunities
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, OLIVER
from tools.engine.answer import Outcome
from tools.engine.compute import desk
from tools.engine.people import person_by_email
from tools.toolbox import run_tool

Supposing = Callable[..., Outcome]


@pytest.fixture
def suppose(company: Database, today: date) -> Supposing:
    """`suppose(who, won=[…], kpi=…)`."""

    def run(who: str, **arguments: object) -> Outcome:
        with company.reading() as connection:
            person = person_by_email(connection, who)
            assert person is not None
            return run_tool("what_if", desk(connection, today), person, arguments)

    return run


def changes(outcome: Outcome) -> dict[str, tuple[float | None, float | None]]:
    """Of each figure what it is and what it would be."""
    assert outcome.what_if is not None, outcome
    return {
        one.kpi: (pytest.approx(one.before), pytest.approx(one.after))
        for one in outcome.what_if.figures
    }


def test_winning_moves_a_deal_from_the_pipeline_to_bookings(suppose: Supposing) -> None:
    """O1 is 100,000 of Alice's 150,000 open; 60,000 are booked against a quota of 150,000."""
    outcome = suppose(ALICE, won=["Norrland rollout"])
    assert changes(outcome) == {
        "bookings": (60_000, 160_000),
        "quota_attainment": (0.4, 160 / 150),
        "coverage": (1, 50 / 150),
    }
    assert [figure.value for figure in outcome.figures] == [
        pytest.approx(160_000),
        pytest.approx(160 / 150),
        pytest.approx(50 / 150),
    ]


def test_a_foreign_amount_counts_at_todays_rate(suppose: Supposing) -> None:
    found = changes(suppose(OLIVER, won=["O3"], kpi="bookings"))
    assert found == {"bookings": (36_000, 36_000 + 10_000 * 1.2)}


def test_losing_moving_and_another_amount_at_once(suppose: Supposing) -> None:
    found = changes(
        suppose(
            MARCUS,
            kpi=["pipeline", "deals_lost", "commit"],
            lost=["O2"],
            moved=[{"deal": "O1", "to": "next_quarter"}],
            changed=[{"deal": "O3", "amount": 20_000}],
        )
    )
    assert found == {
        "pipeline": (162_000, 24_000),
        "deals_lost": (2, 3),
        "commit": (396_000, 296_000),
    }


def test_a_deal_of_the_next_quarter_is_pulled_in(suppose: Supposing) -> None:
    found = changes(suppose(CAMILLE, moved=[{"deal": "Bresse shops", "to": "2026-12-10"}]))
    assert found["pipeline"] == (0, 15_000)


def test_so_much_more_is_won_by_the_asker(suppose: Supposing) -> None:
    assert changes(suppose(ALICE, amount=50_000, kpi="bookings")) == {"bookings": (60_000, 110_000)}
    found = changes(suppose(FIONA, amount=50_000, kpi="bookings"))
    assert found == {"bookings": (96_000, 146_000)}
    with pytest.raises(PiloteError) as refused:
        suppose(FIONA, amount=50_000, where={"segment": ["SMB"]})
    assert refused.value.code == "what_if_amount_filtered"


def test_once_the_target_is_met_there_is_nothing_left_to_cover(suppose: Supposing) -> None:
    outcome = suppose(ALICE, won=["O1"], kpi="remaining_coverage")
    assert outcome.what_if is not None
    told = outcome.what_if.figures[0]
    assert (told.before, told.after, told.reason) == (pytest.approx(150 / 90), None, "target_met")


def test_breakdowns_and_filters_are_the_engines(suppose: Supposing) -> None:
    found = changes(suppose(MARCUS, won=["O1"], kpi="win_rate", where={"segment": ["Enterprise"]}))
    assert found == {"win_rate": (2 / 3, 3 / 4)}


def test_a_name_that_several_deals_may_have_is_asked_back_about(suppose: Supposing) -> None:
    outcome = suppose(FIONA, won=["norrland"], kpi="coverage")
    assert [offer.label for offer in outcome.offers] == [
        "Norrland rollout (Norrland Timber)",
        "Norrland extension (Norrland Timber)",
    ]
    assert outcome.offers[1].arguments == {"won": ["O2"], "kpi": "coverage"}
    assert outcome.figures == ()


@pytest.mark.parametrize("name", ["Thames routing", "O3", "Nobody's deal", "!"])
def test_only_open_deals_in_scope_can_be_supposed(suppose: Supposing, name: str) -> None:
    """Another's deal and one that does not exist are told apart by nobody."""
    with pytest.raises(PiloteError) as refused:
        suppose(ALICE, won=[name])
    assert refused.value.code == "deal_unknown"


def test_what_is_won_already_is_said_so(suppose: Supposing) -> None:
    with pytest.raises(PiloteError) as refused:
        suppose(ALICE, won=["Norrland audit"])
    assert refused.value.code == "deal_won"


def test_what_is_not_a_supposition_is_refused(suppose: Supposing) -> None:
    for arguments in (
        {},
        {"won": ["O1"], "lost": ["Norrland rollout"]},
        {"moved": [{"deal": "O1", "to": "all"}]},
        {"amount": -5},
        {"won": ["O1"], "asker": MARCUS},
    ):
        with pytest.raises(UsageError):
            suppose(ALICE, **arguments)


def test_figures_of_the_past_of_deals_are_refused(suppose: Supposing) -> None:
    for name in ("at_risk", "forecast"):  # kept or not: nothing that was read before is told again
        figure = suppose(ALICE, won=["O1"], kpi=name).figures[0]
        assert (figure.status, figure.reason) == ("declined", "what_if_history")


def test_nothing_is_written_and_nobody_else_sees_it(company: Database, today: date) -> None:
    """The very connection that supposed reads the store as it is afterwards, and so do others."""
    every = select(opportunities).order_by(opportunities.c.pk)
    with company.reading() as connection, company.reading() as other:
        before = connection.execute(every).all()
        person = person_by_email(connection, ALICE)
        assert person is not None
        run_tool("what_if", desk(connection, today), person, {"won": ["O1"], "lost": ["O2"]})
        assert connection.execute(every).all() == before
        assert other.execute(every).all() == before
