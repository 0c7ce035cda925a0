"""Every figure by its name, and a request answered: scope, filters, period, day, breakdown."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tests.reference import closed, doings, health, learnt, opened, quotas, stages, submitted
from tests.reference.company import Company, Person, Stage
from tests.reference.past import State
from tests.reference.periods import ALL, LONG, UNDATED, Period, pieces, read_period
from tests.reference.result import Result
from tests.reference.selection import GRAINS, Selection, matches, person_values, state_values

Compute = Callable[[Selection], Result | None]
FAMILIES = (closed, opened, doings, submitted, health, learnt)
NAMES = (
    "pipeline", "pipeline_count", "weighted_pipeline", "quota", "bookings", "deals_won",
    "deals_lost", "coverage", "remaining_coverage", "quota_attainment", "gap_to_quota",
    "win_rate", "win_rate_by_value", "cycle_time", "cycle_time_mean", "average_deal",
    "velocity", "pipeline_turnover", "pipeline_created", "deals_created", "lost_value",
    "median_deal", "average_discount", "discount_cost", "bookings_per_rep", "mrr", "arr", "new_mrr",
    "activities", "activities_per_opportunity", "meetings", "qualified_meetings",
    "no_show_rate", "proposals_sent", "proposals_value", "commit", "best_case",
    "submitted_commit", "submitted_best_case", "forecast_accuracy", "forecast_bias",
    "forecast_variance", "slippage_rate", "pushes", "cac", "hygiene_score",
    "discount_compliance", "at_risk", "at_risk_value", "calibrated_pipeline",
)  # fmt: skip
FIGURES: dict[str, Compute] = {
    name: next(getattr(f, name) for f in (quotas, *FAMILIES) if hasattr(f, name)) for name in NAMES
}
# A trend of these stops today: what will run next month is not known.
LEVELS = {"mrr", "arr", "bookings_per_rep", "cac", "pipeline_turnover", "slippage_rate"}
BY_STAGE = {
    "stage_conversion": stages.stage_conversion,
    "stage_duration": stages.stage_duration,
    "win_probability": learnt.win_probability,
}


@dataclass(frozen=True)
class Ask:
    who: str
    kpi: str
    period: str | None = None
    by: str | None = None
    where: dict[str, list[str]] = field(default_factory=dict)
    as_of: date | None = None


def select(company: Company, ask: Ask, today: date) -> Selection:
    """Scope, filters and period of a request."""
    asker = company.people[ask.who]
    period = read_period(ask.period, today, company.fiscal_year_starts)
    if ask.kpi in ("hygiene_score", "velocity", "win_probability"):  # as it stands today
        period = ALL
    people = people_of(company, asker)
    return Selection(company, today, people, ask.where, period, ask.as_of, asker=asker)


def people_of(company: Company, asker: Person) -> frozenset[str] | None:
    """Whose rows the asker sees; None is everybody's."""
    if asker.role in ("executive", "operations"):
        return None
    if asker.role == "manager":
        return frozenset({asker.email} | company.below(asker.email))
    return frozenset({asker.email})


def value_of(selection: Selection, kpi: str) -> Result | None:
    """The figure without a breakdown; None where the contract refuses it."""
    if kpi not in BY_STAGE:
        return FIGURES[kpi](selection)
    wanted = selection.where.get("stage", [])
    if len(wanted) != 1 or wanted[0].startswith("!"):
        if kpi == "win_probability":
            kept = [stage.name for stage in _kept_stages(selection)]
            return Result(None, learnt.deals_behind(selection, kept))
        every = (BY_STAGE[kpi](selection, stage.name).n for stage in _kept_stages(selection))
        return Result(None, sum(every))
    return BY_STAGE[kpi](selection, wanted[0])


def rows_of(selection: Selection, kpi: str, by: str) -> dict[str | None, Result | None]:
    """The same figure once more for every group: a breakdown is a filter on each of them."""
    if kpi in BY_STAGE and by == "stage":
        return {s.name: BY_STAGE[kpi](selection, s.name) for s in _kept_stages(selection)}
    return {
        name: value_of(replace(selection, **narrowed), kpi)
        for name, narrowed in _groups(selection, by)
        if not (kpi in LEVELS and _is_ahead(narrowed.get("period"), selection.day))
    }


def _is_ahead(period: Period | None, day: date) -> bool:
    return bool(period and period.starts_on and period.starts_on > day)


def _kept_stages(selection: Selection) -> list[Stage]:
    return [
        stage
        for stage in selection.company.stages.values()
        if stage.kind == "open"
        and matches(selection.company, {"stage": stage.name}, "stage", _stages(selection))
    ]


def _stages(selection: Selection) -> list[str]:
    return selection.where.get("stage", [])


def _groups(selection: Selection, by: str) -> list[tuple[str | None, Any]]:
    fiscal = selection.company.fiscal_year_starts
    if by not in GRAINS:
        return [(value, {"group": {by: value}}) for value in _labels(selection, by)]
    period = selection.period if selection.period.starts_on else LONG
    whole = selection.period
    cut = pieces(period, by, fiscal)
    groups = [(name, {"period": part, "trend_of": whole}) for name, part in cut]
    undated = [] if selection.period.starts_on else [(None, {"period": UNDATED})]
    return [*undated, *groups]


def _labels(selection: Selection, by: str) -> list[str | None]:
    """Every value that any row of the company has, and none."""
    company, found = selection.company, set[object]()
    if by == "activity":
        return [None, "call", "email", "meeting", "demo"]
    for deal in company.deals.values():
        state = State(deal, deal.stage, deal.category, None, None, is_open=False)
        found.add(state_values(company, state)[by])
    if by in ("rep", "team", "manager"):
        found |= {person_values(company, person)[by] for person in company.people.values()}
    if by == "stage":
        found |= set(company.stages)
    if by == "forecast_category":
        found |= {"pipeline", "best_case", "commit", "omitted", "closed"}
    named = sorted(str(value) for value in found if value is not None)
    return named if by == "rep" else [None, *named]
