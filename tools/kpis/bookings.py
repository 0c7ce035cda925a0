"""Bookings: what was won and lost in the period."""

from tools.engine.facts.deals import amount, lost_deals, measured, number, won_deals
from tools.engine.kpi import Kpi, Wording, plain

WON_AMOUNT = measured(won_deals, bookings=amount, won=number)

bookings = Kpi(
    name="bookings",
    unit="money",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(WON_AMOUNT,),
    value=plain("bookings"),
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Bookings",
            "Sum of the amounts won, by the day they were won.",
            ("bookings", "closed won", "won amount"),
        ),
        "fr": Wording(
            "Prises de commande",
            "Somme des montants gagnés, au jour de la signature.",
            ("prises de commande", "CA signé", "montant signé"),
        ),
    },
)

deals_won = Kpi(
    name="deals_won",
    unit="count",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(measured(won_deals, won=number),),
    value=plain("won"),
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Deals won",
            "Number of opportunities won, by the day they were won.",
            ("deals won", "won deals", "number of wins"),
        ),
        "fr": Wording(
            "Affaires gagnées",
            "Nombre d'opportunités gagnées, au jour de la signature.",
            ("affaires gagnées", "nombre d'affaires gagnées", "deals gagnés"),
        ),
    },
)

deals_lost = Kpi(
    name="deals_lost",
    unit="count",
    better="lower",
    dated_by="closed_on",
    looks="back",
    measures=(measured(lost_deals, lost=number),),
    value=plain("lost"),
    n="lost",
    deals="lost",
    words={
        "en": Wording(
            "Deals lost",
            "Number of opportunities lost, by the day they were lost.",
            ("deals lost", "lost deals", "number of losses"),
        ),
        "fr": Wording(
            "Affaires perdues",
            "Nombre d'opportunités perdues, au jour de la perte.",
            ("affaires perdues", "nombre d'affaires perdues", "deals perdus"),
        ),
    },
)

lost_value = Kpi(
    name="lost_value",
    unit="money",
    better="lower",
    dated_by="closed_on",
    looks="back",
    measures=(measured(lost_deals, lost_amount=amount, lost=number),),
    value=plain("lost_amount"),
    n="lost",
    deals="lost",
    words={
        "en": Wording(
            "Lost value",
            "Sum of the amounts lost, by the day they were lost.",
            ("lost value", "value of lost deals", "lost amount"),
        ),
        "fr": Wording(
            "Montant perdu",
            "Somme des montants perdus, au jour de la perte.",
            ("montant perdu", "valeur perdue", "CA perdu"),
        ),
    },
)
