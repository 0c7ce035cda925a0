"""`pilote digest`: the contract's JSON, the numbers of `pilote kpi`, words in both languages."""

from typing import Any

import pytest

from tests.bot.commands.conftest import Command
from tests.company import ALICE, FIONA, MARCUS, NICOLAS
from tools.digest import FIGURES
from tools.engine.bridge import STEPS

pytestmark = pytest.mark.usefixtures("store")


def _spaced(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize("who", [MARCUS, FIONA, ALICE])
def test_every_number_is_that_of_pilote_kpi(pilote: Command, who: str) -> None:
    digest = pilote("digest", "--for", who, "--json").json
    assert [figure["kpi"] for figure in digest["figures"]] == list(FIGURES)
    for figure in digest["figures"]:
        name = figure["kpi"]
        alone = pilote("kpi", name, "--as", who, "--period", FIGURES[name], "--json").json
        assert figure == {key: alone[key] for key in figure}, name


def test_the_bridge_is_that_of_pilote_bridge_and_adds_up(pilote: Command) -> None:
    bridge = pilote("digest", "--for", FIONA, "--json").json["bridge"]
    assert bridge["since"] == "2026-11-16"
    assert bridge["start"] + sum(bridge[s] for s in STEPS) == pytest.approx(bridge["end"], abs=1e-6)
    alone = pilote("bridge", "--as", FIONA, "--since", "2026-11-16", "--json").json["bridge"]
    assert bridge == alone


def test_json_is_the_contracts(pilote: Command) -> None:
    digest = pilote("digest", "--for", NICOLAS, "--json").json
    keys = "for week period locale figures bridge at_risk hygiene agenda text"
    assert list(digest) == keys.split()
    assert (digest["for"], digest["week"], digest["locale"]) == (NICOLAS, "2026-W48", "fr")
    assert digest["period"] == {"starts_on": "2026-10-01", "ends_on": "2026-12-31"}
    assert all(deal["signals"] and deal["signals"][0]["fact"] for deal in digest["at_risk"])
    assert all(deal["defects"] and deal["defects"][0]["fact"] for deal in digest["hygiene"])
    assert len(digest["hygiene"]) <= 5
    assert all(isinstance(line, str) and line in digest["text"] for line in digest["agenda"])


def test_deals_are_those_of_the_lists(pilote: Command) -> None:
    def ids(deals: list[dict[str, Any]]) -> list[str]:
        return [deal["id"] for deal in deals]

    digest = pilote("digest", "--for", FIONA, "--json").json
    at_risk = pilote("deals", "--at-risk", "--as", FIONA, "--json").json["deals"]
    assert ids(digest["at_risk"]) == ids(at_risk)[:5]
    assert ids(digest["hygiene"]), "Veridia has deals with defects"


def test_words_in_both_languages(pilote: Command) -> None:
    english = pilote("digest", "--for", FIONA).out
    assert english.startswith("Week 48 of 2026 · your team · Q4 2026")
    assert "For the review\n1. " in english
    french = _spaced(pilote("digest", "--for", NICOLAS).out)
    assert french.startswith("Semaine 48 de 2026 · votre équipe · T4 2026")
    assert "Signé : 200 000 € sur 184 000 € (108,7 %) : objectif dépassé de 16 000 €" in french
    assert "Pour la revue\n1. Objectif de 184 000 € atteint" in french


def test_teams_are_told_to_those_who_answer_for_several(pilote: Command) -> None:
    assert "By team, furthest behind first" in pilote("digest", "--for", MARCUS).out
    assert "By team" not in pilote("digest", "--for", FIONA).out


def test_a_stranger_gets_none(pilote: Command) -> None:
    ran = pilote("digest", "--for", "nobody@veridia.example", "--json")
    assert (ran.status, ran.json["status"]) == (1, "denied")
