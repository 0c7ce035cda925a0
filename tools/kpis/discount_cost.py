"""What discounts cost: the list value of won deals less what they were won for."""

from typing import Any

from sqlalchemy import ColumnElement, Double, and_, case, cast, func

from tools.engine.facts.deals import measured, number, won_deals
from tools.engine.kpi import Kpi, Wording, counted, plain
from tools.engine.rows import Rows


def _discounted(rows: Rows) -> ColumnElement[bool]:
    """Of what was given away whole, nothing says what it was worth."""
    share = rows.columns["discount"]
    return and_(share > 0, share < 1, rows.columns["money"].is_not(None))


def _cost(rows: Rows) -> ColumnElement[Any]:
    """Σ amount ÷ (1 − discount) − amount, in ten-thousandths."""
    left = cast(1 - rows.columns["discount"], Double)
    return func.sum(case((_discounted(rows), rows.money / left - rows.money)))


def _number(rows: Rows) -> ColumnElement[int]:
    return func.sum(case((_discounted(rows), 1), else_=0))


KPI = Kpi(
    name="discount_cost",
    family="bookings",
    unit="money",
    better="lower",
    dated_by="closed_on",
    looks="back",
    measures=(measured(won_deals, cost=_cost, discounted=_number, won=number),),
    value=plain("cost"),
    n="won",
    deals="won",
    adds_up=True,
    tells=counted("discounted"),
    words={
        "en": Wording(
            "Cost of discounts",
            "What the deals won in the period were worth before their discounts, less what they"
            " were won for.",
            ("cost of discounts", "discount cost", "money given away in discounts"),
            formula="Σ (amount won ÷ (1 − discount) − amount won)",
        ),
        "fr": Wording(
            "Coût des remises",
            "Ce que valaient les affaires gagnées dans la période avant leurs remises, moins ce"
            " qu'elles ont rapporté.",
            ("coût des remises", "manque à gagner des remises"),
            formula="Σ (montant gagné ÷ (1 − remise) − montant gagné)",
        ),
    },
)
