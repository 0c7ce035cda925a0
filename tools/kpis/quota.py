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
    family="target",
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
            "The sales target for the period, each quota counted by the share of its days"
            " that lie in it; a team's is its own quota, else the sum of its members',"
            " everyone's the sum over all people.",
            ("quota", "target", "sales target"),
            formula="Σ quota × its days in the period ÷ all its days",
        ),
        "fr": Wording(
            "Objectif",
            "L'objectif de vente de la période, chaque objectif compté au prorata de ses"
            " jours dans la période ; celui d'une équipe est le sien, sinon la somme de ceux"
            " de ses membres, celui de tous la somme de ceux des personnes.",
            ("quota", "objectif", "objectif de vente"),
            formula="Σ objectif × ses jours dans la période ÷ tous ses jours",
        ),
    },
)
