"""Discounts: how much is given away on won deals, and whether the product allows it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, null, or_, select

from storage.tables import products
from tools.discounts.won import beside_rules
from tools.engine.facts.deals import measured, number, won_deals
from tools.engine.figure import Facts, Line
from tools.engine.kpi import Kpi, Wording, ratio
from tools.engine.measure import Parts
from tools.engine.rows import Rows


def _given(rows: Rows) -> ColumnElement[float]:
    return func.coalesce(rows.columns["discount"], 0.0)


def _complying(rows: Rows) -> ColumnElement[int]:
    """Deals within the limit; a product without a limit, or no product, limits nothing."""
    allowed = select(func.max(products.c.max_discount)).where(products.c.pk == rows.product)
    limit = allowed.scalar_subquery()
    complies = or_(limit.is_(None), _given(rows) <= limit)
    return func.sum(case((complies, 1), else_=0))


def _within_own_rules(rows: Rows) -> ColumnElement[Any]:
    kept = rows.columns.get("kept")
    return null() if kept is None else func.sum(case((kept, 1), else_=0))


def _told(whole: Parts, _rows: Sequence[Line]) -> Facts:
    """How many kept to the company's own rules, where it has some: beside the figure, which goes
    by the price list."""
    own = whole.get("own")
    return {} if own is None else {"within_own_rules": int(own)}


average_discount = Kpi(
    name="average_discount",
    family="bookings",
    unit="percent",
    better="lower",
    dated_by="closed_on",
    looks="back",
    measures=(measured(won_deals, given=lambda rows: func.sum(_given(rows)), won=number),),
    value=ratio("given", "won", without="nothing_won"),
    n="won",
    deals="won",
    words={
        "en": Wording(
            "Average discount",
            "Mean discount of the deals won in the period, every deal counting the same; no"
            " discount given counts as 0.",
            ("average discount", "mean discount"),
            formula="Σ discount ÷ number of deals won",
        ),
        "fr": Wording(
            "Remise moyenne",
            "Moyenne des remises des affaires gagnées dans la période, chaque affaire"
            " comptant autant ; sans remise compte pour 0.",
            ("remise moyenne", "taux de remise moyen"),
            formula="Σ remise ÷ nombre d'affaires gagnées",
        ),
    },
)

discount_compliance = Kpi(
    name="discount_compliance",
    family="bookings",
    unit="percent",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(measured(beside_rules, complying=_complying, won=number, own=_within_own_rules),),
    value=ratio("complying", "won", without="nothing_won"),
    n="won",
    deals="won",
    tells=_told,
    words={
        "en": Wording(
            "Discount compliance",
            "Of the deals won in the period, the share whose discount is within the product's"
            " limit; without a limit or a discount a deal complies.",
            ("discount compliance", "discounts within policy"),
            formula="deals won with discount ≤ the product's limit ÷ deals won",
        ),
        "fr": Wording(
            "Respect des remises",
            "Parmi les affaires gagnées dans la période, la part dont la remise reste dans la"
            " limite du produit ; sans limite ou sans remise, l'affaire est conforme.",
            ("respect des remises", "conformité des remises"),
            formula="affaires gagnées avec remise ≤ limite du produit ÷ affaires gagnées",
        ),
    },
)
