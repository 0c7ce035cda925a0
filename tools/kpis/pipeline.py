"""Pipeline: what is open and expected to close in the period."""

from tools.engine.facts.deals import amount, number, open_with_odds, weighted
from tools.engine.facts.sums import open_sums
from tools.engine.kpi import Kpi, Wording, plain

OPEN_AMOUNT = open_sums(pipeline=amount, deals=number)

pipeline = Kpi(
    name="pipeline",
    family="pipeline",
    unit="money",
    better="higher",
    dated_by="close_on",
    looks="forward",
    measures=(OPEN_AMOUNT,),
    value=plain("pipeline"),
    n="deals",
    deals="open",
    words={
        "en": Wording(
            "Pipeline",
            "Sum of the amounts of open opportunities expected to close in the period, at"
            " today's exchange rates.",
            ("pipeline", "pipe", "open pipeline"),
            formula="Σ amount of open opportunities",
        ),
        "fr": Wording(
            "Pipeline",
            "Somme des montants des opportunités ouvertes dont la signature est prévue dans"
            " la période, aux taux de change d'aujourd'hui.",
            ("pipeline", "pipe", "portefeuille d'opportunités"),
            formula="Σ montant des opportunités ouvertes",
        ),
    },
)

pipeline_count = Kpi(
    name="pipeline_count",
    family="pipeline",
    unit="count",
    better="higher",
    dated_by="close_on",
    looks="forward",
    measures=(open_sums(deals=number),),
    value=plain("deals"),
    n="deals",
    deals="open",
    words={
        "en": Wording(
            "Open opportunities",
            "Number of open opportunities expected to close in the period.",
            ("pipeline count", "number of open deals", "open opportunities"),
            formula="number of open opportunities",
        ),
        "fr": Wording(
            "Opportunités ouvertes",
            "Nombre d'opportunités ouvertes dont la signature est prévue dans la période.",
            ("nombre d'opportunités ouvertes", "opportunités ouvertes", "affaires ouvertes"),
            formula="nombre d'opportunités ouvertes",
        ),
    },
)

weighted_pipeline = Kpi(
    name="weighted_pipeline",
    family="pipeline",
    unit="money",
    better="higher",
    dated_by="close_on",
    looks="forward",
    measures=(open_sums(open_with_odds, weighted=weighted, deals=number),),
    value=plain("weighted"),
    n="deals",
    deals="open",
    words={
        "en": Wording(
            "Weighted pipeline",
            "Sum of amount × probability of open opportunities expected to close in the period;"
            " the deal's own probability, else its stage's.",
            ("weighted pipeline", "weighted pipe"),
            formula="Σ (amount × probability) of open opportunities",
        ),
        "fr": Wording(
            "Pipeline pondéré",
            "Somme des montants × probabilité des opportunités ouvertes dont la signature est"
            " prévue dans la période ; la probabilité de l'affaire, sinon celle de son étape.",
            ("pipeline pondéré", "pipe pondéré"),
            formula="Σ (montant × probabilité) des opportunités ouvertes",
        ),
    },
)
