"""Cycle time: how long won deals took, in the middle and on average."""

from sqlalchemy import ColumnElement, func

from tools.engine.facts.deals import HONOURS, number, won_deals
from tools.engine.kpi import Kpi, NoValue, Wording, ratio
from tools.engine.measure import Aggregate, Parts
from tools.engine.median import median
from tools.engine.rows import Rows
from tools.engine.sql import days_between


def _days(rows: Rows) -> ColumnElement[int]:
    return days_between(rows.columns["created_on"], rows.columns["closed_on"])


CYCLES = Aggregate(
    won_deals,
    HONOURS,
    parts={"won": number},
    spreads={"days": _days},
)
_MEAN = Aggregate(
    won_deals,
    HONOURS,
    parts={"won": number, "days": lambda rows: func.sum(_days(rows))},
)


def _median(parts: Parts) -> float:
    if not parts.get("days"):
        raise NoValue("nothing_won")
    return median(parts["days"])


cycle_time = Kpi(
    name="cycle_time",
    family="conversion",
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
            formula="median of (actual close date − creation date) of deals won",
        ),
        "fr": Wording(
            "Cycle de vente",
            "Médiane des jours entre la création et la signature des affaires gagnées dans"
            " la période.",
            ("cycle de vente", "durée du cycle", "durée de vente"),
            formula="médiane de (date de clôture − date de création) des affaires gagnées",
        ),
    },
)

cycle_time_mean = Kpi(
    name="cycle_time_mean",
    family="conversion",
    unit="days",
    better="lower",
    dated_by="closed_on",
    looks="back",
    measures=(_MEAN,),
    value=ratio("days", "won", without="nothing_won"),
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Mean cycle time",
            "Mean days from creation to signature of the deals won in the period.",
            ("mean cycle time", "average sales cycle"),
            formula="Σ (actual close date − creation date) ÷ number of deals won",
        ),
        "fr": Wording(
            "Cycle de vente moyen",
            "Moyenne des jours entre la création et la signature des affaires gagnées dans"
            " la période.",
            ("cycle de vente moyen", "durée moyenne du cycle"),
            formula="Σ (date de clôture − date de création) ÷ nombre d'affaires gagnées",
        ),
    },
)
