"""Acquisition cost: what a new customer costs to win."""

from tools.engine.facts.costs import COSTS
from tools.engine.facts.new_customers import NEW_CUSTOMERS
from tools.engine.kpi import Kpi, NoValue, Wording, ratio
from tools.engine.measure import Parts

_each = ratio("costs", "customers", without="no_new_customers")


def _cost_of_each(parts: Parts) -> float:
    if not parts.get("cost_rows"):
        raise NoValue("no_costs")
    return _each(parts)


cac = Kpi(
    name="cac",
    family="bookings",
    unit="money",
    better="lower",
    dated_by="closed_on",
    looks="back",
    measures=(COSTS, NEW_CUSTOMERS),
    value=_cost_of_each,
    n="customers",
    company_only="costs_are_the_companys",
    words={
        "en": Wording(
            "Customer acquisition cost",
            "Costs of sales and marketing, by their days in the period, divided by the accounts"
            " whose first deal ever won closed in the period.",
            ("customer acquisition cost", "CAC", "acquisition cost"),
            "Σ costs ÷ new customers",
        ),
        "fr": Wording(
            "Coût d'acquisition client",
            "Coûts de vente et de marketing, au prorata de leurs jours dans la période, divisés"
            " par les comptes dont la toute première affaire gagnée a été signée dans la période.",
            ("coût d'acquisition client", "CAC", "coût d'acquisition"),
            "Σ coûts ÷ nouveaux clients",
        ),
    },
)
