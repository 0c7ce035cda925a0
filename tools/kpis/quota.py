"""Quota: the target of a person, a team, a segment, a product, a territory or everyone."""

from tools.engine.facts.quotas import QUOTAS
from tools.engine.kpi import Kpi, NoValue, Wording
from tools.engine.measure import Parts


def target(parts: Parts) -> float:
    """The quota of the group; without a row there is no value, never 0."""
    if "quota" not in parts:
        raise NoValue("no_quota")
    return float(parts["quota"])


quota = Kpi(
    name="quota",
    unit="money",
    better="neither",
    dated_by="starts_on",
    looks="forward",
    measures=(QUOTAS,),
    value=target,
    n="quotas",
    takes_as_of=False,
    words={
        "en": Wording(
            "Quota",
            "The sales target for the period, each quota row counted by the days of it that"
            " lie in the period.",
            ("quota", "target", "sales target"),
        ),
        "fr": Wording(
            "Objectif",
            "L'objectif de vente de la période, chaque ligne d'objectif comptée au prorata"
            " de ses jours dans la période.",
            ("quota", "objectif", "objectif de vente"),
        ),
    },
)
