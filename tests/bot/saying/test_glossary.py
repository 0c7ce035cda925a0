"""Entries of the glossary in words, and the pages of the documentation made of them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.saying.glossary import entry, entry_text
from bot.saying.glossary_page import glossary_page
from prompts import available
from tools.engine.registry import chapters, kpis

DOCS = Path(__file__).parents[3] / "docs"


def test_an_entry_tells_all_there_is_to_know() -> None:
    assert entry_text(kpis()["coverage"], "en").splitlines() == [
        "Coverage: Open pipeline of the period divided by the quota of the period.",
        "Formula: Σ amount of open opportunities ÷ Σ quota",
        "Unit: ratio",
        "Goes by: expected close date",
        "Direction: higher is better",
        "Asked for: a period; also as of a past day",
        "Can be cut by: people, time, accounts (only segment, territory), products (only product)",
        "Also called: coverage, pipeline coverage",
    ]


def test_an_entry_in_french() -> None:
    assert entry_text(kpis()["quota"], "fr").splitlines()[1:] == [
        "Formule : Σ objectif × ses jours dans la période ÷ tous ses jours",
        "Unité : montant",
        "Date retenue : période de l'objectif",
        "Sens : aucun sens n'est meilleur",
        "Se demande pour : une période ; pas à une date passée",
        "Se découpe par : personnes, temps, comptes (seulement segment, territoire), produits"
        " (seulement produit)",
        "Autres noms : quota, objectif, objectif de vente",
    ]


def _detail(name: str, what: str, **changed: object) -> str:
    return dict(entry(replace(kpis()[name], **changed), "en").details)[what]


def test_what_a_figure_is_asked_for() -> None:
    timeless = {"takes_period": False}
    assert _detail("win_rate", "Asked for", **timeless).startswith("no period: as it stands today;")
    timeless["takes_as_of"] = False
    assert _detail("win_rate", "Asked for", **timeless) == "no period: as it stands today"


def test_what_a_figure_is_always_cut_by() -> None:
    assert _detail("stage_conversion", "Can be cut by").startswith("always by stage; also people,")


def test_the_kind_of_activity_cuts_activities_alone() -> None:
    assert "kind of activity" in _detail("meetings", "Can be cut by")
    assert "kind of activity" not in _detail("activities_per_opportunity", "Can be cut by")


@pytest.mark.parametrize("code", available())
def test_the_page_is_up_to_date(code: str) -> None:
    kept = (DOCS / f"kpis.{code}.md").read_text(encoding="utf-8")
    assert kept == glossary_page(code), "run `make docs`"


@pytest.mark.parametrize("code", available())
def test_the_page_leads_to_every_figure(code: str) -> None:
    page = glossary_page(code)
    linked = re.findall(r"\(#([\w-]+)\)", page)
    assert linked == re.findall(r'<a id="([\w-]+)">', page)
    assert linked == [f"kpi-{kpi.name}" for members in chapters().values() for kpi in members]
