"""Cycle time: how long won deals took."""

from tools.engine.facts.deals import HONOURS, number, won_deals
from tools.engine.kpi import Kpi, NoValue, Wording
from tools.engine.measure import Aggregate, Parts
from tools.engine.median import median
from tools.engine.sql import days_between

CYCLES = Aggregate(
    won_deals,
    HONOURS,
    parts={"won": number},
    spreads={"days": lambda rows: days_between(rows.columns["created_on"], rows.day)},
)


def _median(parts: Parts) -> float:
    if not parts.get("days"):
        raise NoValue("nothing_won")
    return median(parts["days"])


cycle_time = Kpi(
    name="cycle_time",
    unit="days",
    better="lower",
    dated_by="closed_on",
    looks="back",
    measures=(CYCLES,),
    value=_median,
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Cycle time",
            "Median days from creation to signature of the deals won in the period.",
            ("cycle time", "sales cycle", "sales cycle length"),
        ),
        "fr": Wording(
            "Cycle de vente",
            "Médiane des jours entre la création et la signature des affaires gagnées dans"
            " la période.",
            ("cycle de vente", "durée du cycle", "durée de vente"),
        ),
    },
)
