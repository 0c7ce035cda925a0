"""Coverage: what is open against the target, and against what is left of it."""

from tools.engine.facts.quotas import QUOTAS
from tools.engine.kpi import Kpi, NoValue, Wording, ratio
from tools.engine.measure import Parts
from tools.kpis.bookings import WON_AMOUNT
from tools.kpis.pipeline import OPEN_AMOUNT


def _remaining(parts: Parts) -> float:
    if not parts.get("quota"):
        raise NoValue("no_quota")
    left = parts["quota"] - parts.get("bookings", 0.0)
    if left <= 0:
        raise NoValue("target_met")
    return float(parts.get("pipeline", 0.0) / left)


coverage = Kpi(
    name="coverage",
    family="target",
    unit="ratio",
    better="higher",
    dated_by="close_on",
    looks="forward",
    measures=(OPEN_AMOUNT, QUOTAS),
    value=ratio("pipeline", "quota", without="no_quota"),
    n="deals",
    deals="open",
    words={
        "en": Wording(
            "Coverage",
            "Open pipeline of the period divided by the quota of the period.",
            ("coverage", "pipeline coverage"),
            formula="Σ amount of open opportunities ÷ Σ quota",
        ),
        "fr": Wording(
            "Couverture",
            "Pipeline ouvert de la période divisé par l'objectif de la période.",
            ("couverture", "taux de couverture"),
            formula="Σ montant des opportunités ouvertes ÷ Σ objectif",
        ),
    },
)

remaining_coverage = Kpi(
    name="remaining_coverage",
    family="target",
    unit="ratio",
    better="higher",
    dated_by="close_on",
    looks="forward",
    measures=(OPEN_AMOUNT, WON_AMOUNT, QUOTAS),
    value=_remaining,
    n="deals",
    deals="open",
    words={
        "en": Wording(
            "Remaining coverage",
            "Open pipeline of the period divided by what is left of its quota after"
            " bookings; no value once the target is met.",
            ("remaining coverage", "coverage of the gap"),
            formula="Σ amount of open opportunities ÷ (Σ quota − Σ amount won)",
        ),
        "fr": Wording(
            "Couverture du reste à faire",
            "Pipeline ouvert de la période divisé par ce qui reste de l'objectif après les"
            " prises de commande ; pas de valeur une fois l'objectif atteint.",
            ("couverture restante", "couverture du reste à faire"),
            formula="Σ montant des opportunités ouvertes ÷ (Σ objectif − Σ montant gagné)",
        ),
    },
)
