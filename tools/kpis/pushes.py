"""Pushes: how often the expected close date was put off."""

from tools.engine.facts.deals import measured, number
from tools.engine.facts.pushes import pushes as put_off
from tools.engine.kpi import Kpi, Wording, plain

pushes = Kpi(
    name="pushes",
    family="health",
    unit="count",
    better="lower",
    dated_by="changed_at",
    looks="back",
    measures=(measured(put_off, pushes=number),),
    value=plain("pushes"),
    n="pushes",
    words={
        "en": Wording(
            "Pushes",
            "Number of times that an expected close date was moved to a later day, by the day of"
            " the change.",
            ("pushes", "close date pushes", "pushed deals"),
            "Number of changes of close date to a later day",
        ),
        "fr": Wording(
            "Reports",
            "Nombre de fois où une date de signature prévue a été repoussée à un jour ultérieur,"
            " au jour du changement.",
            ("reports", "affaires repoussées", "décalages de date"),
            "Nombre de dates de signature repoussées",
        ),
    },
)
