"""Every dimension of the contract, by name."""

from collections.abc import Mapping

from storage.errors import UsageError
from tools.engine.dimensions.accounts import Account, Country, OfAccount
from tools.engine.dimensions.base import Dimension
from tools.engine.dimensions.deals import ACTIVITIES, CATEGORIES, Amount, Listed, OfDeal, Stage
from tools.engine.dimensions.findings import Finding
from tools.engine.dimensions.people import Manager, Rep, Team
from tools.engine.dimensions.products import Product, ProductFamily
from tools.engine.dimensions.time import Time

PEOPLE = frozenset({"rep", "team", "manager"})
TIME = frozenset({"day", "week", "month", "quarter", "year"})
ACCOUNT = frozenset({"account", "segment", "industry", "territory", "country"})
PRODUCT = frozenset({"product", "product_family"})
DEAL = frozenset({"stage", "forecast_category", "lead_source", "lost_reason", "amount"})
# What checks find about open deals: filters of these alone, and no breakdown.
FINDINGS = frozenset({"signal", "defect"})
GROUPS: Mapping[str, frozenset[str]] = {
    "people": PEOPLE,
    "time": TIME,
    "account": ACCOUNT,
    "product": PRODUCT,
    "deal": DEAL,
    "activity": frozenset({"activity"}),
}

_ALL: dict[str, Dimension] = {
    d.name: d
    for d in (
        Rep("rep"),
        Team("team"),
        Manager("manager"),
        Account("account"),
        OfAccount("segment"),
        OfAccount("industry"),
        OfAccount("territory"),
        Country("country"),
        Product("product"),
        ProductFamily("product_family"),
        Stage("stage"),
        Listed("forecast_category", CATEGORIES),
        OfDeal("lead_source"),
        OfDeal("lost_reason"),
        Listed("activity", ACTIVITIES),
        *(Time(name) for name in ("day", "week", "month", "quarter", "year")),
        Amount("amount"),
        Finding("signal", "signals"),
        Finding("defect", "defects"),
    )
}
NAMES = tuple(name for name in _ALL if name not in FINDINGS)


def dimension(name: str) -> Dimension:
    """The dimension of this name. Raises UsageError where there is none."""
    try:
        return _ALL[name.strip().lower()]
    except KeyError:
        raise UsageError("dimension_unknown", given=name, known=", ".join(NAMES)) from None
