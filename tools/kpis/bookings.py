"""Bookings: what was won and lost in the period."""

from tools.engine.facts.deals import amount, number
from tools.engine.facts.sums import lost_sums, won_sums
from tools.engine.kpi import Kpi, Wording, plain

WON_AMOUNT = won_sums(bookings=amount, won=number)

bookings = Kpi(
    name="bookings",
    family="bookings",
    unit="money",
    better="higher",
    dated_by="closed_on",
    looks="back",
    adds_up=True,
    measures=(WON_AMOUNT,),
    value=plain("bookings"),
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Bookings",
            "Sum of the amounts won in the period, each by the day it was won and at that"
            " day's exchange rate.",
            ("bookings", "closed won", "won amount"),
            formula="Σ amount won",
        ),
        "fr": Wording(
            "Prises de commande",
            "Somme des montants gagnés dans la période, chacun au jour de la signature et au"
            " taux de change de ce jour.",
            ("prises de commande", "CA signé", "montant signé"),
            formula="Σ montant gagné",
        ),
    },
)

deals_won = Kpi(
    name="deals_won",
    family="bookings",
    unit="count",
    better="higher",
    dated_by="closed_on",
    looks="back",
    adds_up=True,
    measures=(won_sums(won=number),),
    value=plain("won"),
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Deals won",
            "Number of opportunities won in the period, by the day they were won.",
            ("deals won", "won deals", "number of wins"),
            formula="number of opportunities won",
        ),
        "fr": Wording(
            "Affaires gagnées",
            "Nombre d'opportunités gagnées dans la période, au jour de la signature.",
            ("affaires gagnées", "nombre d'affaires gagnées", "deals gagnés"),
            formula="nombre d'opportunités gagnées",
        ),
    },
)

deals_lost = Kpi(
    name="deals_lost",
    family="bookings",
    unit="count",
    better="lower",
    dated_by="closed_on",
    looks="back",
    adds_up=True,
    measures=(lost_sums(lost=number),),
    value=plain("lost"),
    n="lost",
    deals="lost",
    words={
        "en": Wording(
            "Deals lost",
            "Number of opportunities lost in the period, by the day they were lost.",
            ("deals lost", "lost deals", "number of losses"),
            formula="number of opportunities lost",
        ),
        "fr": Wording(
            "Affaires perdues",
            "Nombre d'opportunités perdues dans la période, au jour de la perte.",
            ("affaires perdues", "nombre d'affaires perdues", "deals perdus"),
            formula="nombre d'opportunités perdues",
        ),
    },
)

lost_value = Kpi(
    name="lost_value",
    family="bookings",
    unit="money",
    better="lower",
    dated_by="closed_on",
    looks="back",
    adds_up=True,
    measures=(lost_sums(lost_amount=amount, lost=number),),
    value=plain("lost_amount"),
    n="lost",
    deals="lost",
    words={
        "en": Wording(
            "Lost value",
            "Sum of the amounts lost in the period, each by the day it was lost and at that"
            " day's exchange rate.",
            ("lost value", "value of lost deals", "lost amount"),
            formula="Σ amount lost",
        ),
        "fr": Wording(
            "Montant perdu",
            "Somme des montants perdus dans la période, chacun au jour de la perte et au"
            " taux de change de ce jour.",
            ("montant perdu", "valeur perdue", "CA perdu"),
            formula="Σ montant perdu",
        ),
    },
)
