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
            "Bookings divided by quota.",
            ("quota attainment", "attainment", "% of quota"),
        ),
        "fr": Wording(
            "Taux d'atteinte",
            "Prises de commande divisées par l'objectif.",
            ("taux d'atteinte", "atteinte de l'objectif", "% de l'objectif"),
        ),
    },
)

gap_to_quota = Kpi(
    name="gap_to_quota",
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
            "Quota minus bookings; below zero once the target is passed.",
            ("gap to quota", "gap to target", "left to sell"),
        ),
        "fr": Wording(
            "Reste à signer",
            "Objectif moins prises de commande ; négatif une fois l'objectif dépassé.",
            ("reste à signer", "écart à l'objectif", "reste à faire"),
        ),
    },
)
