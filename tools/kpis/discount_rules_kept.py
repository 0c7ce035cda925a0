"""Whether discounts keep to the company's own rules, by product, role and deal size."""

from sqlalchemy import ColumnElement, case, func

from tools.discounts.won import held_to_rules
from tools.engine.facts.deals import measured, number
from tools.engine.kpi import Kpi, Wording, counted, ratio
from tools.engine.rows import Rows


def _kept(rows: Rows) -> ColumnElement[int]:
    return func.sum(case((rows.columns["kept"], 1), else_=0))


def _approved(rows: Rows) -> ColumnElement[int]:
    return func.sum(case((rows.columns["approved"], 1), else_=0))


KPI = Kpi(
    name="discount_rules_kept",
    family="bookings",
    unit="percent",
    better="higher",
    dated_by="closed_on",
    looks="back",
    measures=(measured(held_to_rules, kept=_kept, approved_beyond=_approved, won=number),),
    value=ratio("kept", "won", without="nothing_won"),
    n="won",
    deals="won",
    tells=counted("approved_beyond"),
    words={
        "en": Wording(
            "Own discount rules kept",
            "Of the deals won in the period, the share whose discount is within what the company's"
            " own rules of today let its owner give alone, by product, role and amount; where no"
            " rule is about a deal, the price list's limit holds.",
            ("own discount rules kept", "compliance with our own discount rules"),
            formula="deals won with discount ≤ the owner's own limit ÷ deals won",
        ),
        "fr": Wording(
            "Respect de nos propres règles de remise",
            "Parmi les affaires gagnées dans la période, la part dont la remise reste dans ce que"
            " les règles de l'entreprise, celles d'aujourd'hui, laissent accorder seul au"
            " commercial, selon le produit, le rôle et le montant ; sans règle qui s'applique, la"
            " limite du catalogue vaut.",
            ("respect de nos propres règles de remise", "conformité à nos propres règles"),
            formula="affaires gagnées avec remise ≤ limite propre du commercial ÷ affaires gagnées",
        ),
    },
)
