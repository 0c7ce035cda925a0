"""Objectives: whose they are, how far they have come, where they are heading, what they lack.

Today, 23 November, 54 of the 92 days of the quarter are gone.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from storage.database import Database
from storage.errors import UsageError
from tests.company import (
    ALICE,
    CAMILLE,
    FILES,
    FIONA,
    MARCUS,
    NICOLAS,
    OLIVER,
    PRIYA,
    SOFIE,
    headers,
    settle,
)
from tools.engine.answer import Outcome
from tools.engine.compute import desk
from tools.engine.people import person_by_email
from tools.goals.objective import Objective
from tools.toolbox import run_tool

HEADER = "name,owner_email,kpi,target,starts_on,ends_on,segment,product_id,territory\n"
Q4 = "2026-10-01,2026-12-31"
OBJECTIVES = f"""\
{HEADER}Five deals,{ALICE},deals_won,5,{Q4},,,
Spring,{ALICE},bookings,100000,2027-01-01,2027-03-31,,,
Summer,{ALICE},deals_won,1,2026-07-01,2026-09-30,,,
Faster,{OLIVER},cycle_time,60,{Q4},,,
Pilots,{OLIVER},bookings,20000,2026-04-01,2026-06-30,,,
Lose less,{PRIYA},deals_lost,2,{Q4},,,
Segment quota,{PRIYA},quota_attainment,1,{Q4},SMB,,
No deal,{PRIYA},win_rate,0.5,2026-08-01,2026-08-31,,,
Happy,{CAMILLE},happiness,10,{Q4},,,
Nothing,{CAMILLE},bookings,0,{Q4},,,
North wins,{FIONA},win_rate,0.5,{Q4},,,
Up-market,,bookings,150000,{Q4},Enterprise,,
Insight,{MARCUS},bookings,80000,{Q4},,P2,
"""

Listed = Callable[..., dict[str, Objective]]


def asked(database: Database, who: str, **arguments: object) -> Outcome:
    with database.reading() as connection:
        person = person_by_email(connection, who)
        assert person is not None
        at = desk(connection, date(2026, 11, 23))
        return run_tool("objectives", at, person, dict(arguments))


def flaws(one: Objective) -> list[str]:
    return [flaw.code for flaw in one.smart]


@pytest.fixture
def listed(database: Database, tmp_path: Path) -> Listed:
    settle(database, tmp_path / "veridia", objectives=OBJECTIVES)

    def by_name(who: str, **arguments: object) -> dict[str, Objective]:
        found = asked(database, who, **arguments).objectives
        assert found is not None
        return {one.name: one for one in found}

    return by_name


@pytest.mark.parametrize(
    ("who", "names"),
    [
        (ALICE, ["Quota 2026-Q4", "Five deals", "Spring", "Summer"]),
        (OLIVER, ["Quota 2026-Q4", "Faster", "Pilots"]),
        (NICOLAS, ["Quota 2026-Q4", "Happy", "Nothing"]),
    ],
)
def test_everybody_sees_their_own_the_quota_first_and_what_is_over_last(
    listed: Listed, who: str, names: list[str]
) -> None:
    assert list(listed(who)) == names


def test_a_manager_sees_their_people_and_only_the_company_sees_the_companys(
    listed: Listed,
) -> None:
    fiona = listed(FIONA)
    assert {one.owner for one in fiona.values()} == {FIONA, ALICE, OLIVER, PRIYA}
    assert "Up-market" not in fiona
    assert "Up-market" in listed(MARCUS)
    assert len(listed(SOFIE)) == 1 + 13


def test_a_quota_is_an_objective_of_the_person_the_team_or_the_company(listed: Listed) -> None:
    own = listed(ALICE)["Quota 2026-Q4"]
    assert (own.kpi, own.value, own.target, own.owner) == ("bookings", 60_000, 150_000, ALICE)
    team = listed(FIONA)["Quota 2026-Q4"]
    assert (team.value, team.target, team.owner) == (96_000, 400_000, FIONA)
    company = listed(MARCUS)["Quota 2026-Q4"]
    assert (company.value, company.target) == (296_000, 546_000)
    assert (company.owner, company.currency, company.where) == (None, "EUR", {})
    assert "no_owner" not in flaws(company)


def test_a_quota_in_another_currency_counts_in_the_companys(listed: Listed) -> None:
    oliver = listed(MARCUS, where={"rep": [OLIVER]})["Quota 2026-Q4"]
    assert (oliver.value, oliver.target, oliver.currency) == (36_000, 120_000, "EUR")
    assert (oliver.owner, oliver.where) == (OLIVER, {})


def test_what_adds_up_goes_on_at_its_pace(listed: Listed) -> None:
    deals = listed(ALICE)["Five deals"]
    assert (deals.value, deals.method, deals.status) == (1, "linear", "behind")
    assert deals.expected == pytest.approx(54 / 92)
    assert deals.progress == pytest.approx(1 / 5)
    assert deals.projected == pytest.approx(92 / 54)
    assert deals.pace == pytest.approx(92 / 54 / 5)


def test_a_level_stays_as_it_is(listed: Listed) -> None:
    wins = listed(FIONA)["North wins"]  # O5 and O12 won, O11 lost
    assert (wins.value, wins.method, wins.status) == (pytest.approx(2 / 3), "level", "on_track")
    assert (wins.projected, wins.pace) == (wins.value, pytest.approx(4 / 3))


def test_lower_is_better_for_some(listed: Listed) -> None:
    faster = listed(OLIVER)["Faster"]  # O5 took 90 days
    assert (faster.value, faster.progress, faster.status) == (90, pytest.approx(2 / 3), "behind")
    lost = listed(PRIYA)["Lose less"]  # one lost: 1.7 by the end, at most two
    assert (lost.value, lost.status) == (1, "on_track")
    assert lost.progress == lost.pace == pytest.approx(2 / (92 / 54))


def test_status_before_and_after(listed: Listed) -> None:
    alice = listed(ALICE)
    assert (alice["Spring"].status, alice["Spring"].pace) == ("not_begun", None)
    assert (alice["Summer"].status, alice["Summer"].value) == ("missed", 0)
    assert listed(OLIVER)["Pilots"].status == "met"
    empty = listed(PRIYA)["No deal"]
    assert (empty.status, empty.value, empty.reason) == ("over", None, "nothing_closed")


def test_filters_of_an_objective(listed: Listed) -> None:
    market = listed(MARCUS)["Up-market"]  # O6 and O12
    assert (market.value, market.status) == (260_000, "met")
    assert market.where == {"segment": ["Enterprise"]}
    insight = listed(MARCUS)["Insight"]  # O12
    assert (insight.value, insight.where) == (60_000, {"product": ["Veridia Insight"]})


def test_what_an_objective_lacks(listed: Listed) -> None:
    company = listed(MARCUS)
    assert flaws(company["Happy"]) == ["no_measure"]
    assert company["Happy"].smart[0].facts["given"] == "happiness"
    assert (company["Happy"].value, company["Happy"].status) == (None, None)
    assert flaws(company["Nothing"]) == ["no_target"]
    assert flaws(company["Segment quota"]) == ["cannot_be_computed"]
    assert company["Segment quota"].smart[0].facts == {"reason": "quota_two_filters"}
    assert flaws(company["Up-market"]) == ["too_easy", "no_owner"]
    assert company["Up-market"].smart[0].facts == {"by": "met", "days_left": 38}
    assert flaws(company["Five deals"]) == []  # nothing won before: no history to hold it against


def test_out_of_reach_says_the_numbers(listed: Listed) -> None:
    oliver = listed(OLIVER)
    quota = oliver["Quota 2026-Q4"].smart[0]  # 22,000 in the 91 days of the second quarter
    assert quota.code == "out_of_reach"
    assert quota.facts["needed"] == 84_000
    assert quota.facts["days_left"] == 38
    assert quota.facts["possible"] == pytest.approx(22_000 / 91 * 38)
    assert quota.facts["needed_per_day"] == pytest.approx(84_000 / 38)
    assert quota.facts["periods"] == 1
    faster = oliver["Faster"].smart[0]  # O4 took 80 days
    assert (faster.code, faster.facts) == (
        "out_of_reach",
        {"by": "level", "best": 80, "periods": 1},
    )


@pytest.mark.parametrize(
    ("period", "names"),
    [
        ("last_quarter", ["Summer"]),
        ("2026-Q4", ["Quota 2026-Q4", "Five deals"]),
        ("2027", ["Spring"]),
        ("all", ["Five deals", "Spring", "Summer"]),
    ],
)
def test_a_period_has_the_objectives_that_touch_it(
    listed: Listed, period: str, names: list[str]
) -> None:
    assert list(listed(ALICE, period=period)) == names


@pytest.mark.usefixtures("listed")
@pytest.mark.parametrize(
    ("who", "where", "status"),
    [
        (ALICE, {"rep": [OLIVER]}, "denied"),
        (ALICE, {"team": ["North"]}, "denied"),
        (ALICE, {"manager": [FIONA]}, "denied"),
        (FIONA, {"rep": [CAMILLE]}, "denied"),
        (FIONA, {"team": ["*"]}, "denied"),
        (MARCUS, {"rep": ["nobody@veridia.example"]}, "declined"),
    ],
)
def test_others_objectives_are_refused(
    database: Database, who: str, where: dict[str, list[str]], status: str
) -> None:
    outcome = asked(database, who, where=where)
    assert (outcome.objectives, outcome.figures[0].status) == (None, status)
    assert outcome.figures[0].value is None


def test_a_team_has_the_objectives_of_its_people(listed: Listed) -> None:
    north = listed(MARCUS, where={"team": ["North"]})
    assert north["Quota 2026-Q4"].target == 400_000
    assert (north["Quota 2026-Q4"].owner, north["Quota 2026-Q4"].where) == (
        None,
        {"team": ["North"]},
    )
    assert {one.owner for one in north.values()} - {None} == {FIONA, ALICE, OLIVER, PRIYA}


def test_an_owner_who_sees_more_than_the_asker_gives_no_figure_away(
    database: Database, tmp_path: Path
) -> None:
    people = FILES["people"].replace(
        f"{SOFIE},Sofie Vermeulen,operations,,", f"{SOFIE},Sofie Vermeulen,operations,{FIONA},"
    )
    objectives = f"{HEADER}Everything,{SOFIE},bookings,1000000,{Q4},,,\n"
    settle(database, tmp_path / "veridia", people=people, objectives=objectives)
    seen = {one.name: one for one in asked(database, FIONA).objectives or ()}["Everything"]
    assert (seen.value, seen.smart[0].facts) == (None, {"reason": "outside_scope"})
    own = {one.name: one for one in asked(database, SOFIE).objectives or ()}["Everything"]
    assert own.value == 296_000


def test_the_year_counts_where_all_of_it_has_a_quota(database: Database, tmp_path: Path) -> None:
    quotas = (
        f"kind,of,starts_on,ends_on,amount,currency\nperson,{ALICE},2026-01-01,2026-12-31,365000,\n"
    )
    settle(database, tmp_path / "veridia", quotas=quotas)
    quarter, year = asked(database, ALICE).objectives or ()
    assert (quarter.name, quarter.target) == ("Quota 2026-Q4", pytest.approx(92_000))
    assert (year.name, year.target, year.value) == ("Quota 2026", pytest.approx(365_000), 60_000)
    assert year.expected == pytest.approx(327 / 365)


def test_without_quotas_and_objectives_there_are_none(database: Database, tmp_path: Path) -> None:
    settle(database, tmp_path / "veridia", **headers("quotas"))
    assert asked(database, ALICE).objectives == []


@pytest.mark.parametrize(
    "arguments", [{"by": "rep"}, {"where": {"galaxy": ["Andromeda"]}}, {"scope": "company"}]
)
def test_other_arguments_are_none(listed: Listed, arguments: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        listed(MARCUS, **arguments)
