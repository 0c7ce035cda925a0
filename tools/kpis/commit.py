"""Commit and best case: what is signed already, and what its owners count on beyond it."""

from tools.engine.facts.called import best_case_sums, committed_sums
from tools.engine.facts.deals import amount, number
from tools.engine.kpi import Kpi, Wording
from tools.engine.measure import Parts
from tools.kpis.bookings import WON_AMOUNT


def _rolled_up(parts: Parts) -> float:
    return float(parts.get("bookings", 0.0)) + float(parts.get("called", 0.0))


commit = Kpi(
    name="commit",
    family="forecast",
    unit="money",
    better="higher",
    dated_by="close_on",
    looks="forward",
    measures=(WON_AMOUNT, committed_sums(called=amount, open=number)),
    value=_rolled_up,
    n="won+open",
    deals="commit",
    words={
        "en": Wording(
            "Commit",
            "Bookings of the period plus the open deals in category commit expected to close"
            " in it.",
            ("commit", "committed amount", "commit forecast"),
            "Bookings + Σ amount of open deals in commit",
        ),
        "fr": Wording(
            "Commit",
            "Prises de commande de la période plus les affaires ouvertes en catégorie commit"
            " dont la signature y est prévue.",
            ("commit", "engagé", "montant engagé"),
            "Prises de commande + Σ montants des affaires ouvertes en commit",
        ),
    },
)

best_case = Kpi(
    name="best_case",
    family="forecast",
    unit="money",
    better="higher",
    dated_by="close_on",
    looks="forward",
    measures=(WON_AMOUNT, best_case_sums(called=amount, open=number)),
    value=_rolled_up,
    n="won+open",
    deals="best_case",
    words={
        "en": Wording(
            "Best case",
            "Commit plus the open deals in category best case expected to close in the period.",
            ("best case", "best case forecast", "upside"),
            "Commit + Σ amount of open deals in best case",
        ),
        "fr": Wording(
            "Meilleur cas",
            "Commit plus les affaires ouvertes en catégorie meilleur cas dont la signature est"
            " prévue dans la période.",
            ("meilleur cas", "best case", "cas optimiste"),
            "Commit + Σ montants des affaires ouvertes en meilleur cas",
        ),
    },
)
