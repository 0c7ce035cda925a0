"""Creation: what came new into the pipeline in the period."""

from tools.engine.facts.deals import amount, created_deals, measured, number
from tools.engine.kpi import Kpi, Wording, plain

pipeline_created = Kpi(
    name="pipeline_created",
    family="pipeline",
    unit="money",
    better="higher",
    dated_by="created_on",
    looks="back",
    adds_up=True,
    measures=(measured(created_deals, created_amount=amount, created=number),),
    value=plain("created_amount"),
    n="created",
    deals="created",
    words={
        "en": Wording(
            "Pipeline created",
            "Sum of today's amounts of the opportunities created in the period, whatever became"
            " of them since.",
            ("pipeline created", "new pipeline", "pipeline generated"),
            formula="Σ today's amount of opportunities created",
        ),
        "fr": Wording(
            "Pipeline créé",
            "Somme des montants actuels des opportunités créées dans la période, quel que soit"
            " leur sort depuis.",
            ("pipeline créé", "nouveau pipeline", "pipeline généré"),
            formula="Σ montant actuel des opportunités créées",
        ),
    },
)

deals_created = Kpi(
    name="deals_created",
    family="pipeline",
    unit="count",
    better="higher",
    dated_by="created_on",
    looks="back",
    adds_up=True,
    measures=(measured(created_deals, created=number),),
    value=plain("created"),
    n="created",
    deals="created",
    words={
        "en": Wording(
            "Deals created",
            "Number of opportunities created in the period, whatever became of them since.",
            ("deals created", "new deals", "new opportunities"),
            formula="number of opportunities created",
        ),
        "fr": Wording(
            "Affaires créées",
            "Nombre d'opportunités créées dans la période, quel que soit leur sort depuis.",
            ("affaires créées", "nouvelles affaires", "nouvelles opportunités"),
            formula="nombre d'opportunités créées",
        ),
    },
)
