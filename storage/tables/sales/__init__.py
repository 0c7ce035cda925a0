"""Sales data as the exchange format has it: what figures read, here or on a warehouse."""

from storage.tables.sales.company import accounts, company, people, products, stages
from storage.tables.sales.doings import activities, contacts, notes, proposals
from storage.tables.sales.history import (
    PUSHED,
    deal_spans,
    field_changes,
    removed_deals,
    stage_changes,
)
from storage.tables.sales.opportunities import opportunities
from storage.tables.sales.rollups import (
    closed_so_far,
    company_months,
    deal_health,
    owner_months,
    stage_medians,
)
from storage.tables.sales.targets import costs, exchange_rates, forecasts, objectives, quotas
from storage.tables.sales.words import aliases

__all__ = [
    "PUSHED",
    "accounts",
    "activities",
    "aliases",
    "closed_so_far",
    "company",
    "company_months",
    "contacts",
    "costs",
    "deal_health",
    "deal_spans",
    "exchange_rates",
    "field_changes",
    "forecasts",
    "notes",
    "objectives",
    "opportunities",
    "owner_months",
    "people",
    "products",
    "proposals",
    "quotas",
    "removed_deals",
    "stage_changes",
    "stage_medians",
    "stages",
]
