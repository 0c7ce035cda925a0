"""Deal size: what a won deal is worth, on average and in the middle."""

from tools.engine.facts.deals import HONOURS, amount, number, sized, won_deals
from tools.engine.facts.sums import won_sums
from tools.engine.kpi import Kpi, NoValue, Wording, ratio
from tools.engine.measure import Aggregate, Parts
from tools.engine.median import median


def _median(parts: Parts) -> float:
    if not parts.get("amounts"):
        raise NoValue("nothing_won")
    return median(parts["amounts"])


average_deal = Kpi(
    name="average_deal",
    family="bookings",
    unit="money",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(
        # A deal without an amount has no size: it must not pull the mean down.
        won_sums(bookings=amount, won=number, sized=sized),
    ),
    value=ratio("bookings", "sized", without="nothing_won"),
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Average deal",
            "Mean amount of the deals won in the period; a deal without an amount is left out.",
            ("average deal", "average deal size", "deal size"),
            formula="Σ amount won ÷ number of deals won with an amount",
        ),
        "fr": Wording(
            "Panier moyen",
            "Montant moyen des affaires gagnées dans la période ; une affaire sans montant"
            " est laissée de côté.",
            ("panier moyen", "montant moyen", "taille moyenne des affaires"),
            formula="Σ montant gagné ÷ nombre d'affaires gagnées avec un montant",
        ),
    },
)

median_deal = Kpi(
    name="median_deal",
    family="bookings",
    unit="money",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(
        Aggregate(
            won_deals,
            HONOURS,
            # The sum is there for the check that every amount could be converted.
            parts={"won": number, "bookings": amount},
            spreads={"amounts": lambda rows: rows.columns["money"]},
        ),
    ),
    value=_median,
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Median deal",
            "Median amount of the deals won in the period; a deal without an amount is left out.",
            ("median deal", "median deal size"),
            formula="median of the amounts won",
        ),
        "fr": Wording(
            "Affaire médiane",
            "Montant médian des affaires gagnées dans la période ; une affaire sans montant"
            " est laissée de côté.",
            ("affaire médiane", "montant médian"),
            formula="médiane des montants gagnés",
        ),
    },
)
