"""Pipeline turnover: how often the open pipeline is turned into bookings."""

from tools.engine.each_grain import EachGrain
from tools.engine.kpi import Kpi, NoValue, Wording
from tools.engine.measure import Parts
from tools.engine.moments import BothMoments
from tools.kpis.bookings import WON_AMOUNT
from tools.kpis.pipeline import OPEN_AMOUNT


def _turnover(parts: Parts) -> float:
    both = parts.get("pipeline")
    if not both:
        raise NoValue("no_pipeline_then")
    return float(parts.get("bookings") or 0.0) / (float(both) / 2)


pipeline_turnover = Kpi(
    name="pipeline_turnover",
    family="pipeline",
    unit="ratio",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(WON_AMOUNT, EachGrain(BothMoments(OPEN_AMOUNT))),
    value=_turnover,
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Pipeline turnover",
            "Bookings of the period divided by the mean of the whole open pipeline, all close"
            " dates, as it stood before the period began and at its end, or today while it runs.",
            ("pipeline turnover", "pipe turnover"),
            formula="Σ amount won ÷ ((open pipeline before + open pipeline at the end) ÷ 2)",
        ),
        "fr": Wording(
            "Rotation du pipeline",
            "Prises de commande de la période divisées par la moyenne du pipeline ouvert, toutes"
            " dates de signature, tel qu'il était avant le début de la période et à sa fin, ou"
            " aujourd'hui tant qu'elle dure.",
            ("rotation du pipeline", "taux de rotation du pipeline"),
            formula="Σ montant gagné ÷ ((pipeline ouvert avant + pipeline ouvert à la fin) ÷ 2)",
        ),
    },
)
