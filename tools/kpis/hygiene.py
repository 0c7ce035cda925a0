"""Hygiene: how much of what is open is described completely and up to date."""

from sqlalchemy import case, func

from tools.engine.facts.deals import number
from tools.engine.facts.health import HONOURS, checked_deals
from tools.engine.kpi import Kpi, Wording, ratio
from tools.engine.measure import Aggregate

hygiene_score = Kpi(
    name="hygiene_score",
    family="health",
    unit="percent",
    better="higher",
    dated_by="close_on",
    looks="forward",
    measures=(
        Aggregate(
            checked_deals,
            HONOURS,
            parts={
                "complete": lambda rows: func.sum(case((rows.columns["defects"] == 0, 1), else_=0)),
                "deals": number,
            },
        ),
    ),
    value=ratio("complete", "deals", without="no_open_deals"),
    n="deals",
    takes_period=False,
    takes_as_of=False,  # contacts and next steps have no history
    deals="with_defects",
    listed_by="hygiene",
    words={
        "en": Wording(
            "Hygiene score",
            "Share of all open opportunities without a defect: no amount, product, contact or next"
            " step, a close date that is missing or past, a next step whose day is past, no held"
            " activity in the last 30 days.",
            ("hygiene score", "CRM hygiene", "data quality"),
            formula="open opportunities without a defect ÷ open opportunities",
        ),
        "fr": Wording(
            "Score d'hygiène",
            "Part des opportunités ouvertes sans défaut : montant, produit, contact ou prochaine"
            " étape manquants, date de signature manquante ou passée, prochaine étape dont le jour"
            " est passé, aucune activité tenue ces 30 derniers jours.",
            ("score d'hygiène", "hygiène du CRM", "qualité des données"),
            formula="opportunités ouvertes sans défaut ÷ opportunités ouvertes",
        ),
    },
)
