"""What the contract refuses: figures that cannot honour a filter, a breakdown or a past day."""

from typing import Literal

from tests.reference.company import Company
from tests.reference.figures import BY_STAGE, LEVELS, Ask, people_of
from tests.reference.selection import GRAINS, OF_ACCOUNTS, OF_DEALS, OF_PEOPLE, OF_PRODUCTS

_DEALS = {*OF_PEOPLE, *GRAINS, *OF_ACCOUNTS, *OF_PRODUCTS, *OF_DEALS}
_PEOPLE = {*OF_PEOPLE, *GRAINS}
_QUOTA = _PEOPLE | {"segment", "territory", "product"}
_ONLY = {
    **dict.fromkeys(("activities", "meetings"), _DEALS | {"activity"}),
    **dict.fromkeys(("qualified_meetings", "no_show_rate"), _DEALS | {"activity"}),
    **dict.fromkeys(("quota", "quota_attainment", "gap_to_quota"), _QUOTA),
    **dict.fromkeys(("coverage", "remaining_coverage"), _QUOTA),
    **dict.fromkeys(("submitted_commit", "submitted_best_case", "bookings_per_rep"), _PEOPLE),
    **dict.fromkeys(("forecast_accuracy", "forecast_bias", "forecast_variance"), _PEOPLE),
    **dict.fromkeys(("hygiene_score", "at_risk", "at_risk_value"), _DEALS - {"lost_reason"}),
    "win_probability": _DEALS - {*GRAINS, "forecast_category", "lost_reason"},
    "cac": set(GRAINS),
    "velocity": _DEALS - {*GRAINS, "stage", "forecast_category", "lost_reason"},
}  # fmt: skip
NOT_AS_OF = {
    "quota", "at_risk", "at_risk_value", "hygiene_score", "stage_conversion",
    "win_probability",
    "forecast_accuracy", "forecast_bias",
}  # fmt: skip
SPANNING = {"activities_per_opportunity", "stage_duration"}
SUBMITTED = {
    "submitted_commit", "submitted_best_case", "forecast_variance", "forecast_accuracy",
    "forecast_bias",
}  # fmt: skip


def is_refused(ask: Ask, *, company_wide: bool) -> bool:
    """Whatever the data says; quotas refuse more, see there."""
    honoured = _ONLY.get(ask.kpi, _DEALS)
    if any(name not in honoured for name in (*ask.where, *([ask.by] if ask.by else []))):
        return True
    if ask.by == "amount" or (ask.as_of and ask.kpi in NOT_AS_OF):
        return True
    if ask.kpi == "cac" and not company_wide:
        return True
    if ask.kpi in SUBMITTED and any(v.startswith("!") for vs in ask.where.values() for v in vs):
        return True
    if ask.period == "all" and ask.by in GRAINS and ask.kpi in (LEVELS | SUBMITTED | SPANNING):
        return True
    one_stage = len(ask.where.get("stage", [])) == 1 and not ask.where["stage"][0].startswith("!")
    return ask.kpi in BY_STAGE and ask.by not in (None, "stage") and not one_stage


def asked_group(company: Company, ask: Ask, unit: str) -> Literal["own", "average", "denied"]:
    """Whether a filter on people stays within the asker's scope, asks for the average of the
    asker's own group, or for what is not theirs to see (left out by name or not)."""
    asker = company.people[ask.who]
    seen = people_of(company, asker)
    named = {name: values for name, values in ask.where.items() if name in OF_PEOPLE}
    if seen is None or not named:
        return "own"
    if asker.role == "rep" and _is_own_group(company, ask, named):
        is_average = unit in ("ratio", "percent") and ask.by is None
        return "average" if is_average else "denied"
    teams = {company.people[email].team for email in seen}
    for name, values in named.items():
        for value in values:
            if value.removeprefix("!") not in (teams if name == "team" else seen):
                return "denied"
    return "own"


def _is_own_group(company: Company, ask: Ask, named: dict[str, list[str]]) -> bool:
    """One's own team, or the people of somebody one reports to."""
    if len(named) != 1 or any(len(values) != 1 for values in named.values()):
        return False
    if "team" in named:
        return named["team"][0] == company.people[ask.who].team
    return "manager" in named and ask.who in company.below(named["manager"][0])
