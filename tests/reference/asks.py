"""Everything that is asked of both: figures × people × periods × filters × breakdowns × days."""

import random
from collections.abc import Iterator
from datetime import date

from tests.reference.company import Company
from tests.reference.figures import BY_STAGE, FIGURES, Ask
from tests.reference.varied import BOSS

KPIS = (*FIGURES, *BY_STAGE)
PERIODS = (None, "last_quarter", "2026-10", "last_90_days", "all", "this_year", "next_quarter")
BY = (
    None, "rep", "team", "manager", "segment", "industry", "territory", "country", "product",
    "product_family", "stage", "forecast_category", "lead_source", "lost_reason", "week", "month",
    "quarter",
)  # fmt: skip
FILTERS: tuple[dict[str, list[str]], ...] = (
    {},
    {"segment": ["SMB"]},
    {"segment": ["!SMB"]},
    {"segment": ["SMB", "Enterprise"]},
    {"team": ["!North"]},
    {"team": ["West"]},
    {"manager": ["fiona.gallagher@veridia.example"]},
    {"manager": [BOSS]},
    {"amount": [">=30000"]},
    {"amount": [">5000", "<=40000"]},
    {"country": ["FR"]},
    {"country": ["!GB"]},
    {"product": ["Veridia Trace"]},
    {"territory": ["UKI"]},
    {"stage": ["Proposal"]},
    {"stage": ["!Discovery"]},
    {"lead_source": ["Inbound"]},
    {"forecast_category": ["commit"]},
    {"industry": ["!Chemicals"], "segment": ["SMB"]},
    {"country": ["FR", "DE"], "stage": ["Discovery", "Proposal"]},
)
DAYS = (None, None, date(2026, 10, 31), date(2026, 8, 14))


def asked_by(company: Company) -> list[str]:
    """An executive, operations, managers of each level, a rep of each team."""
    people = company.people.values()
    reps = {p.team: p.email for p in people if p.role == "rep" and not p.active_to}
    others = [p.email for p in people if p.role in ("executive", "manager", "operations")]
    return [*others, *reps.values()]


def some_asks(company: Company, seed: int, each: int) -> Iterator[Ask]:
    """So many of every figure, drawn by chance: half of them without filter or past day."""
    dice, people = random.Random(seed), asked_by(company)
    for kpi in KPIS:
        for number in range(each):
            where, day = ({}, None) if number % 2 else (dice.choice(FILTERS), dice.choice(DAYS))
            who, period, by = dice.choice(people), dice.choice(PERIODS), dice.choice(BY)
            yield Ask(who, kpi, period, by, where, day)
