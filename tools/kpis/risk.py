"""Risk: the open deals that somebody flagged or that show several signs of going wrong."""

from tools.engine.facts.deals import amount, number
from tools.engine.facts.health import HONOURS, deals_at_risk
from tools.engine.kpi import Kpi, Wording, plain
from tools.engine.measure import Aggregate

at_risk = Kpi(
    name="at_risk",
    family="health",
    unit="count",
    better="lower",
    dated_by="close_on",
    looks="forward",
    measures=(Aggregate(deals_at_risk, HONOURS, parts={"deals": number}),),
    value=plain("deals"),
    n="deals",
    takes_as_of=False,  # contacts and next steps have no history
    deals="at_risk",
    listed_by="at_risk",
    words={
        "en": Wording(
            "Number of deals at risk",
            "Number of open opportunities expected to close in the period that somebody flagged or"
            " that show at least two risk signals, such as no held activity for 14 days or a close"
            " date moved twice.",
            ("deals at risk", "risky deals", "number of deals at risk"),
            formula="number of open opportunities with a flag or ≥ 2 risk signals",
        ),
        "fr": Wording(
            "Nombre d'affaires à risque",
            "Nombre d'opportunités ouvertes dont la signature est prévue dans la période et que"
            " quelqu'un a signalées ou qui montrent au moins deux signaux de risque, comme aucune"
            " activité tenue depuis 14 jours ou une date de signature repoussée deux fois.",
            ("affaires à risque", "deals à risque", "nombre d'affaires à risque"),
            formula="nombre d'opportunités ouvertes signalées ou avec ≥ 2 signaux de risque",
        ),
    },
)

at_risk_value = Kpi(
    name="at_risk_value",
    family="health",
    unit="money",
    better="lower",
    dated_by="close_on",
    looks="forward",
    measures=(Aggregate(deals_at_risk, HONOURS, parts={"amount": amount, "deals": number}),),
    value=plain("amount"),
    n="deals",
    takes_as_of=False,
    deals="at_risk",
    listed_by="at_risk",
    words={
        "en": Wording(
            "Value at risk",
            "Sum of the amounts of open opportunities expected to close in the period that somebody"
            " flagged or that show at least two risk signals.",
            ("value at risk", "amount at risk", "pipeline at risk"),
            formula="Σ amount of open opportunities with a flag or ≥ 2 risk signals",
        ),
        "fr": Wording(
            "Montant à risque",
            "Somme des montants des opportunités ouvertes dont la signature est prévue dans la"
            " période et que quelqu'un a signalées ou qui montrent au moins deux signaux de"
            " risque.",
            ("montant à risque", "valeur à risque", "pipeline à risque"),
            formula="Σ montants des opportunités ouvertes signalées ou avec ≥ 2 signaux de risque",
        ),
    },
)
