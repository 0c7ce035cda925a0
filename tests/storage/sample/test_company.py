"""Who works at the sample company, at any size."""

from collections import Counter
from itertools import pairwise

import pytest

from tests.storage.sample.conftest import Sample, Tables


def _role(tables: Tables, role: str) -> list[dict[str, str]]:
    return [person for person in tables["people"] if person["role"] == role]


def test_the_default_team_has_people_a_bot_stumbles_over(veridia: Tables) -> None:
    first_names = Counter(rep["name"].split()[0] for rep in _role(veridia, "rep"))
    assert first_names["Alice"] == 2
    assert first_names["Avril"] == first_names["Florence"] == 1
    assert "camille.roux@veridia.example" in {person["email"] for person in veridia["people"]}
    assert {person["locale"] for person in veridia["people"]} == {"en", "fr"}


def test_some_have_left_and_some_are_new(veridia: Tables) -> None:
    reps = _role(veridia, "rep")
    left = {rep["email"] for rep in reps if rep["active_to"]}
    assert left
    assert any(rep["active_from"] > "2025-06-01" for rep in reps)
    new_deals = [d for d in veridia["opportunities"] if d["created_on"] >= "2026-10-01"]
    assert not left & {deal["owner_email"] for deal in new_deals}
    assert not left & {account["owner_email"] for account in veridia["accounts"]}


@pytest.mark.parametrize(
    ("reps", "teams", "layers"), [(1, 1, 4), (9, 2, 4), (24, 4, 5), (400, 56, 6)]
)
def test_everybody_reports_up_to_the_chief_executive(
    sample: Sample, reps: int, teams: int, layers: int
) -> None:
    tables = sample(reps=reps, opportunities=0)
    boss = {person["email"]: person["manager_email"] for person in tables["people"]}
    assert len(_role(tables, "rep")) == reps
    assert len({person["team"] for person in tables["people"]} - {""}) == teams
    depths = []
    for email in boss:
        depth, above = 1, email
        while boss[above]:
            depth, above = depth + 1, boss[above]
        assert above == "helene.marchetti@veridia.example"
        depths.append(depth)
    assert max(depths) == layers
    span = Counter(boss.values())
    assert max(n for email, n in span.items() if email) <= 13


def test_a_team_has_one_manager_and_every_manager_people(veridia: Tables) -> None:
    managers = [person for person in _role(veridia, "manager") if person["team"]]
    assert len({manager["team"] for manager in managers}) == len(managers)
    superiors = {person["manager_email"] for person in veridia["people"]}
    assert {manager["email"] for manager in _role(veridia, "manager")} <= superiors
    teams = {manager["email"]: manager["team"] for manager in managers}
    assert all(teams[rep["manager_email"]] == rep["team"] for rep in _role(veridia, "rep"))


def test_superiors_come_before_those_who_report_to_them(large: Tables) -> None:
    seen = {""}
    for person in large["people"]:
        assert person["manager_email"] in seen
        seen.add(person["email"])


def test_names_of_territories_teams_and_countries_are_told_apart(veridia: Tables) -> None:
    teams = {person["team"] for person in veridia["people"]} - {""}
    territories = {account["territory"] for account in veridia["accounts"]}
    assert len(territories) == 8
    assert not teams & territories
    assert all(len(account["country"]) == 2 for account in veridia["accounts"])


def test_accounts_never_share_a_name_even_when_one_rep_has_them_all(sample: Sample) -> None:
    names = [account["name"] for account in sample(reps=1, opportunities=9_000)["accounts"]]
    assert len(names) == 3_150
    assert len(set(names)) == len(names)


def test_aliases_name_what_exists(veridia: Tables) -> None:
    names = {
        "person": {p["name"] for p in veridia["people"]},
        "team": {p["team"] for p in veridia["people"]},
        "segment": {a["segment"] for a in veridia["accounts"]},
        "territory": {a["territory"] for a in veridia["accounts"]},
        "product": {p["name"] for p in veridia["products"]},
        "stage": {s["name"] for s in veridia["stages"]},
        "kpi": {"coverage", "bookings", "gap_to_quota"},
    }
    for alias in veridia["aliases"]:
        assert alias["name"] in names[alias["kind"]]
    assert {alias["kind"] for alias in veridia["aliases"]} == set(names)


def test_stages_rise_in_position_and_probability(veridia: Tables) -> None:
    stages = veridia["stages"]
    open_stages = [stage for stage in stages if stage["kind"] == "open"]
    assert [stage["kind"] for stage in stages] == ["open"] * 6 + ["won", "lost"]
    assert all(int(a["position"]) < int(b["position"]) for a, b in pairwise(stages))
    odds = [float(stage["probability"]) for stage in open_stages]
    assert odds == sorted(odds)
    assert all(";" in stage["exit_criteria"] for stage in open_stages)


def test_notes_hold_orders_to_the_bot_that_it_must_not_follow(large: Tables) -> None:
    texts = {note["text"] for note in large["notes"]}
    assert any("IGNORE ALL PREVIOUS INSTRUCTIONS" in text for text in texts)
    assert any("oublie tes règles" in text for text in texts)
    assert any("\n" in text for text in texts)
