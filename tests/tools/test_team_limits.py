"""Limits that a team sets itself: whose they are, what they change, and what is told of them."""

from datetime import UTC, datetime

import pytest

from storage.database import Database
from storage.errors import PiloteError
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, NICOLAS
from tests.tools.health import TODAY, ran
from tools.changes.change import Made, Prepared
from tools.changes.limits import read
from tools.changes.making import make, undo
from tools.changes.registry import kinds
from tools.engine.compute import desk
from tools.engine.deal import Limit
from tools.engine.people import person_by_email
from tools.engine.thresholds import DEFAULT
from tools.team_limits import teams_set_by

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def prepared(company: Database, who: str, **arguments: str) -> Prepared:
    with company.reading() as connection:
        person = person_by_email(connection, who)
        assert person is not None
        return kinds()["limits"].prepare(desk(connection, TODAY), person, arguments)


def set_by(company: Database, who: str, **arguments: str) -> int | None:
    change = prepared(company, who, **arguments)
    with company.writing() as connection:
        return make(Made(connection, who, NOW), change, str(arguments))


def at_risk(company: Database, who: str = MARCUS) -> set[str]:
    outcome = ran(company, "at_risk", who, thresholds=DEFAULT, period="all")
    assert outcome.figures[0].value == len(outcome.deals)
    return {deal.id for deal in outcome.deals}


def test_a_teams_own_limits_hold_for_its_deals_alone(company: Database) -> None:
    before = at_risk(company)
    assert before == {"O2", "O3", "O8", "O9", "O10"}  # O8 and O9 of team West
    number = set_by(company, FIONA, team="north", signals_at_risk="9")
    assert at_risk(company) == {"O8", "O9"}
    assert at_risk(company, FIONA) == set()
    assert number is not None
    with company.writing() as connection:
        undo(Made(connection, FIONA, NOW), number)
    assert at_risk(company) == before


def test_the_fact_names_the_limit_of_the_team(company: Database) -> None:
    set_by(company, FIONA, team="North", silent_days="3", idle_days="5")
    (deal,) = ran(company, "at_risk", ALICE, thresholds=DEFAULT).deals
    limits = {one.code: one.limit for one in deal.signals}
    assert limits.pop("silent") == Limit(team="North", name="silent_days", value=3)
    assert set(limits.values()) == {None}
    west = [d for d in ran(company, "at_risk", MARCUS, thresholds=DEFAULT).deals if d.id == "O9"]
    assert [one.limit for deal in west for one in deal.signals] == [None] * 3
    dirty = ran(company, "hygiene", ALICE, thresholds=DEFAULT).deals[0]
    assert {one.code: one.limit for one in dirty.defects}["no_activity"] == Limit(
        team="North", name="idle_days", value=5
    )


def test_lists_by_a_signal_go_by_the_limit_of_the_team(company: Database) -> None:
    silent = {"kpi": "pipeline_count", "period": "all", "where": {"signal": ["silent"]}}
    assert ran(company, "deals", FIONA, **silent).deal_count == 3
    set_by(company, FIONA, team="North", silent_days="365")
    (never,) = ran(company, "deals", FIONA, **silent).deals
    assert never.id == "O2"


def test_whose_they_are(company: Database) -> None:
    with company.reading() as connection:
        at = desk(connection, TODAY)
        people = {who: person_by_email(connection, who) for who in (FIONA, NICOLAS, ALICE)}
        teams = {who: teams_set_by(at, person) for who, person in people.items() if person}
    assert "North" in teams[FIONA]
    assert teams[ALICE] == []
    for who in (ALICE, CAMILLE, NICOLAS):
        with pytest.raises(PiloteError, match="limits_whose"):
            prepared(company, who, team="North", silent_days="3")


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("silent_days", "10", 10),
        ("stalled_times", "1,25", 1.25),
        ("shrunk_share", "30 %", 0.3),
        ("contacts", "", None),
    ],
)
def test_as_people_write_them(name: str, given: str, value: float | None) -> None:
    assert read(name, given) == value


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("silent_days", "0"),
        ("silent_days", "1.5"),
        ("silent_days", "nan"),
        ("pushes", "two"),
        ("shrunk_share", "120"),
        ("silent_days", "1e999"),
    ],
)
def test_what_cannot_be(name: str, given: str) -> None:
    with pytest.raises(PiloteError, match="limits_value"):
        read(name, given)


def test_as_everybody_else_is_no_limit_of_their_own(company: Database) -> None:
    with pytest.raises(PiloteError, match="limits_same"):
        prepared(company, FIONA, team="North", silent_days="14")
    set_by(company, FIONA, team="North", silent_days="10")
    change = prepared(company, FIONA, team="North", silent_days="14")
    assert change.after == {"team": "North", "silent_days": None}
