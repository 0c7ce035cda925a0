"""What was found about a deal in words: risk signals and defects, each with its fact."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.saying.limits import own_limit
from bot.saying.numbers import day, money, value
from prompts import say
from tools.digests.weekly import Weekly
from tools.engine.answer import Outcome
from tools.engine.deal import Deal, Finding


def with_facts(outcome: Outcome, locale: str) -> Outcome:
    """The outcome with every signal and defect of its deals worded."""
    deals = [_worded(deal, locale) for deal in outcome.deals]
    return replace(outcome, deals=deals, weekly=_worded_week(outcome.weekly, locale))


def _worded_week(week: Weekly | None, locale: str) -> Weekly | None:
    if week is None:
        return None
    lists = {"at_risk": week.at_risk, "hygiene": week.hygiene}
    told = {name: [_worded(deal, locale) for deal in deals] for name, deals in lists.items()}
    return week.model_copy(update=told)


def _worded(deal: Deal, locale: str) -> Deal:
    kinds = {"signals": deal.signals, "defects": deal.defects, "marks": deal.marks}
    told = {kind: _told(kind, found, deal.currency, locale) for kind, found in kinds.items()}
    return deal.model_copy(update=told)


def _told(kind: str, found: Sequence[Finding], currency: str, locale: str) -> list[Finding]:
    return [
        one.model_copy(update={"fact": _told_of(f"say.{kind}.{one.code}", one, currency, locale)})
        for one in found
    ]


def _told_of(key: str, one: Finding, currency: str, locale: str) -> str:
    fact = _fact(key, one.values, currency, locale)
    return f"{fact}, {own_limit(one.limit, locale)}" if one.limit else fact


def _fact(key: str, values: Mapping[str, Any], currency: str, locale: str) -> str:
    missing = any(told is None for told in values.values())
    shown = {name: _shown(told, currency, locale) for name, told in values.items()}
    return say(locale, f"{key}_none" if missing else key, **shown)


def _shown(told: object, currency: str, locale: str) -> object:
    if isinstance(told, date):
        return day(told, locale)
    if isinstance(told, Decimal):
        return money(float(told), currency, locale)
    if isinstance(told, float):
        return value(told, "days", None, locale)
    # A category is a code; a reason that somebody wrote stays as it is.
    return told.replace("_", " ") if isinstance(told, str) and told.isidentifier() else told
