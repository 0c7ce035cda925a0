"""Objectives of the sample company, and the names people there use for things."""

from collections.abc import Iterator

from storage.sample.cast import NICKNAMES
from storage.sample.days import Days
from storage.sample.staff import Staff

# name, whose (a job, or empty for the company's), figure, target, segment, product, territory
_THIS_QUARTER = (
    ("Win three deals in ten", "", "win_rate", "0.30", "", "", ""),
    ("Three times covered", "", "coverage", "3", "", "", ""),
    ("Move up-market", "revenue", "average_deal", "90000", "Enterprise", "", ""),
    ("Trace first", "revenue", "new_mrr", "40000", "", "P-TRACE", ""),
    ("Un CRM propre", "operations", "hygiene_score", "0.80", "", "", ""),
    ("Ouvrir l'Île-de-France", "manager", "pipeline_created", "600000", "", "", "Île-de-France"),
    ("Deux rendez-vous qualifiés par semaine", "rep", "qualified_meetings", "24", "", "", ""),
    ("Tenir les remises", "manager", "discount_compliance", "0.90", "", "", ""),
)
_ALIASES = (
    ("segment", "SMB", "PME"), ("segment", "SMB", "small business"),
    ("segment", "Mid-Market", "ETI"), ("segment", "Mid-Market", "MM"),
    ("segment", "Enterprise", "grands comptes"), ("segment", "Enterprise", "ENT"),
    ("territory", "Île-de-France", "IDF"), ("territory", "UKI", "UK and Ireland"),
    ("territory", "DACH", "pays germanophones"), ("territory", "Mediterranean", "Med"),
    ("product", "Veridia Trace", "traçabilité"), ("product", "Veridia Report", "reporting suite"),
    ("product", "Onboarding Package", "mise en route"),
    ("stage", "Discovery", "découverte"), ("stage", "Negotiation", "négo"),
    ("stage", "Proof of Value", "POV"), ("stage", "Closed Won", "signé"),
    ("kpi", "coverage", "couv"), ("kpi", "bookings", "signatures"),
    ("kpi", "gap_to_quota", "reste à faire"),
)  # fmt: skip


def objective_rows(staff: Staff, days: Days) -> Iterator[tuple[str, ...]]:
    """Rows of objectives.csv: the current quarter's."""
    owner = {
        "": "",
        "revenue": staff.executives[1].email,
        "operations": staff.operations[0].email,
        "manager": staff.managers[0].email,
        "rep": staff.reps[0].email,
    }
    span = days.quarter_span(days.current)
    for name, whose, kpi, target, *market in _THIS_QUARTER:
        yield name, owner[whose], kpi, target, *span, *market


def alias_rows(staff: Staff) -> Iterator[tuple[str, str, str]]:
    """Rows of aliases.csv, of the people and teams that this sample has."""
    yield from _ALIASES
    names = {person.name for person in staff.everybody}
    for name, nickname in NICKNAMES:
        if name in names:
            yield "person", name, nickname
    for team, alias in (("North", "les Vikings"), ("South", "el Sur"), ("Central", "Mitte")):
        if any(manager.team == team for manager in staff.managers):
            yield "team", team, alias
