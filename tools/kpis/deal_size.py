"""Deal size: what a won deal is worth."""

from sqlalchemy import func

from tools.engine.facts.deals import amount, measured, number, won_deals
from tools.engine.kpi import Kpi, Wording, ratio

average_deal = Kpi(
    name="average_deal",
    unit="money",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(
        measured(
            won_deals,
            bookings=amount,
            won=number,
            # A deal without an amount has no size: it must not pull the mean down.
            sized=lambda rows: func.count(rows.amount),
        ),
    ),
    value=ratio("bookings", "sized", without="nothing_won"),
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Average deal",
            "Mean amount of the deals won in the period.",
            ("average deal", "average deal size", "deal size"),
        ),
        "fr": Wording(
            "Panier moyen",
            "Montant moyen des affaires gagnées dans la période.",
            ("panier moyen", "montant moyen", "taille moyenne des affaires"),
        ),
    },
)
