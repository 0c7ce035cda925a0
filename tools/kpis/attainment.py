"""Attainment: what was booked against the target, as a share and as a gap."""

from tools.engine.facts.quotas import QUOTAS
from tools.engine.kpi import Kpi, Wording, ratio
from tools.engine.measure import Parts
from tools.kpis.bookings import WON_AMOUNT
from tools.kpis.quota import target


def _gap(parts: Parts) -> float:
    return target(parts) - float(parts.get("bookings", 0.0))


quota_attainment = Kpi(
    name="quota_attainment",
    family="target",
    unit="percent",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(WON_AMOUNT, QUOTAS),
    value=ratio("bookings", "quota", without="no_quota"),
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Quota attainment",
            "Share of the period's quota that is booked: amounts won in the period divided"
            " by its quota.",
            ("quota attainment", "attainment", "% of quota"),
            formula="Σ amount won ÷ Σ quota",
        ),
        "fr": Wording(
            "Taux d'atteinte",
            "Part signée de l'objectif de la période : montants gagnés dans la période"
            " divisés par son objectif.",
            ("taux d'atteinte", "atteinte de l'objectif", "% de l'objectif"),
            formula="Σ montant gagné ÷ Σ objectif",
        ),
    },
)

gap_to_quota = Kpi(
    name="gap_to_quota",
    family="target",
    unit="money",
    better="lower",
    dated_by="closed_on",
    looks="back",
    measures=(WON_AMOUNT, QUOTAS),
    value=_gap,
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Gap to quota",
            "Quota of the period minus its bookings; below zero once the target is passed.",
            ("gap to quota", "gap to target", "left to sell"),
            formula="Σ quota − Σ amount won",
        ),
        "fr": Wording(
            "Reste à signer",
            "Objectif de la période moins ses prises de commande ; négatif une fois"
            " l'objectif dépassé.",
            ("reste à signer", "écart à l'objectif", "reste à faire"),
            formula="Σ objectif − Σ montant gagné",
        ),
    },
)
