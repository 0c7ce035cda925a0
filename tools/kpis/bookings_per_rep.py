"""Bookings per rep: what was won for each person who sells."""

from tools.engine.facts.headcount import HEADCOUNT
from tools.engine.kpi import Kpi, Wording, ratio
from tools.kpis.bookings import WON_AMOUNT

bookings_per_rep = Kpi(
    name="bookings_per_rep",
    family="bookings",
    unit="money",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(WON_AMOUNT, HEADCOUNT),
    value=ratio("bookings", "reps", without="no_reps"),
    n="won",
    also_given=("reps",),
    deals="won",
    words={
        "en": Wording(
            "Bookings per rep",
            "Bookings divided by the reps who were active at some time in the period.",
            ("bookings per rep", "sales per rep", "rep productivity"),
            "Bookings ÷ number of active reps",
        ),
        "fr": Wording(
            "Productivité commerciale",
            "Prises de commande divisées par les commerciaux actifs à un moment de la période.",
            ("productivité commerciale", "CA moyen par commercial", "productivité par tête"),
            "Prises de commande ÷ nombre de commerciaux actifs",
        ),
    },
)
