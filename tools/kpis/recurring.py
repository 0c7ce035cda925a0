"""Recurring revenue: what live deals bring in a month and a year, and what came new."""

from tools.engine.each_grain import EachGrain
from tools.engine.facts.recurring import live_recurring, recurring, won_recurring
from tools.engine.kpi import Kpi, Wording, plain
from tools.engine.measure import Parts

_LIVE = EachGrain(recurring(live_recurring))


def _yearly(parts: Parts) -> float:
    return 12 * float(parts.get("mrr", 0.0))


mrr = Kpi(
    name="mrr",
    family="recurring",
    unit="money",
    better="higher",
    dated_by="period_end",
    looks="back",
    measures=(_LIVE,),
    value=plain("mrr"),
    n="won",
    words={
        "en": Wording(
            "MRR",
            "Monthly recurring revenue: sum of the monthly amounts of won deals whose term"
            " runs at the end of the period, today while it is running; without a term a"
            " deal runs on.",
            ("MRR", "monthly recurring revenue"),
            formula="Σ monthly amount of won deals running that day",
        ),
        "fr": Wording(
            "MRR",
            "Revenu mensuel récurrent : somme des montants mensuels des affaires gagnées"
            " dont l'engagement court à la fin de la période, aujourd'hui tant qu'elle dure"
            " ; sans engagement noté, l'affaire court toujours.",
            ("MRR", "revenu mensuel récurrent"),
            formula="Σ montant mensuel des affaires gagnées en cours ce jour-là",
        ),
    },
)

arr = Kpi(
    name="arr",
    family="recurring",
    unit="money",
    better="higher",
    dated_by="period_end",
    looks="back",
    measures=(_LIVE,),
    value=_yearly,
    n="won",
    words={
        "en": Wording(
            "ARR",
            "Annual recurring revenue: twelve times the MRR.",
            ("ARR", "annual recurring revenue"),
            formula="12 × MRR",
        ),
        "fr": Wording(
            "ARR",
            "Revenu annuel récurrent : douze fois le MRR.",
            ("ARR", "revenu annuel récurrent"),
            formula="12 × MRR",
        ),
    },
)

new_mrr = Kpi(
    name="new_mrr",
    family="recurring",
    unit="money",
    better="higher",
    dated_by="closed_on",
    looks="back",
    adds_up=True,
    measures=(recurring(won_recurring),),
    value=plain("mrr"),
    n="won",
    words={
        "en": Wording(
            "New MRR",
            "Sum of the monthly amounts of the deals won in the period.",
            ("new MRR", "MRR won"),
            formula="Σ monthly amount of deals won",
        ),
        "fr": Wording(
            "Nouveau MRR",
            "Somme des montants mensuels des affaires gagnées dans la période.",
            ("nouveau MRR", "MRR signé"),
            formula="Σ montant mensuel des affaires gagnées",
        ),
    },
)
