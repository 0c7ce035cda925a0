"""Objectives in words: a line each, with what is wrong with one right below it."""

from bot.saying.figures import Teller
from bot.saying.numbers import day, share, value
from bot.saying.periods import period_label
from bot.saying.reasons import reason
from prompts import say
from tools.engine.answer import Outcome
from tools.engine.figure import Span
from tools.engine.registry import kpis
from tools.engine.wording import wording
from tools.goals.objective import Flaw, Objective

SHOWN = 10  # a phone's screen; the data has them all


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """All of them in order, and how "on track for" comes about."""
    objectives = outcome.objectives
    if objectives is None:
        return None
    if not objectives:
        return say(teller.locale, "say.objectives.nothing")
    lines = [line for one in objectives[:SHOWN] for line in _lines(one, teller)]
    if len(objectives) > SHOWN:
        lines.append(say(teller.locale, "say.more_rows", n=len(objectives) - SHOWN))
    text = "\n".join(lines)
    if any(one.pace is not None for one in objectives[:SHOWN]):
        text += "\n\n" + say(teller.locale, "say.objectives.method")
    return text


def _lines(one: Objective, teller: Teller) -> list[str]:
    said = [*_where_it_stands(one, teller), *_where_it_goes(one, teller)]
    first = say(teller.locale, "say.colon").join(
        ["• " + objective_name(one, teller), *([" — ".join(said)] if said else [])]
    )
    return [first, *(f"   ⚠ {_flaw(flaw, one, teller.locale)}" for flaw in one.smart)]


def objective_name(one: Objective, teller: Teller) -> str:
    """What it is called, the figure and the period, whose it is where it is somebody else's."""
    span = Span(starts_on=one.starts_on, ends_on=one.ends_on)
    label = wording(kpis()[one.kpi], teller.locale).label if one.kpi in kpis() else ""
    figure = f"{label} {period_label(span, teller.calendar, teller.locale)}".strip()
    market = [name for names in one.where.values() for name in names]
    parts = [", ".join([figure, *market])]
    if not one.is_quota:
        parts.insert(0, one.name)
    if one.owner_name and one.owner != teller.asker:
        parts.append(one.owner_name)
    return " · ".join(parts)


def _where_it_stands(one: Objective, teller: Teller) -> list[str]:
    """The value against the target; a target without a unit tells nothing."""
    locale = teller.locale
    if one.unit is None:
        return []
    target = _amount(one.target, one, locale)
    to_come = one.status == "not_begun" and one.method == "linear"
    if one.value is None or to_come:
        told = say(locale, "say.objectives.target", target=target)
        if one.reason and one.reason not in [flaw.facts.get("reason") for flaw in one.smart]:
            why = reason(one.reason, {}, locale)
            told = f"{say(locale, 'say.no_value', reason=why)}, {told}"
        return [told]
    key = "say.objectives.at_most" if _is_most(one) else "say.objectives.of"
    told = say(locale, key, value=_amount(one.value, one, locale), target=target)
    if one.progress is not None and not _is_most(one):
        told += f" ({share(one.progress, locale)})"
    if one.status in {"on_track", "behind"}:
        told += f", {say(locale, 'say.objectives.gone', share=share(one.expected, locale))}"
    return [told]


def _where_it_goes(one: Objective, teller: Teller) -> list[str]:
    if one.status is None:
        return []
    locale = teller.locale
    facts = {
        "day": day(one.starts_on, locale),
        "pace": share(one.pace or 0.0, locale),
        "projected": _amount(one.projected or 0.0, one, locale),
    }
    ending = "_below" if _is_most(one) and one.status in {"on_track", "behind"} else ""
    return [say(locale, f"say.objectives.status.{one.status}{ending}", **facts)]


def _flaw(flaw: Flaw, one: Objective, locale: str) -> str:
    """What is wrong, with the numbers in the figure's unit."""
    amounts = {"needed", "possible", "best", "worst"}
    facts = {k: _amount(v, one, locale) if k in amounts else v for k, v in flaw.facts.items()}
    if flaw.code == "cannot_be_computed":
        facts["reason"] = reason(str(flaw.facts["reason"]), flaw.facts, locale)
    key = f"say.smart.{flaw.code}"
    if "by" in flaw.facts:
        key = f"{key}.{flaw.facts['by']}"
    return say(locale, key, target=_amount(one.target, one, locale), **facts)


def _is_most(one: Objective) -> bool:
    """Whether the figure should stay below its target."""
    return one.unit is not None and kpis()[one.kpi].better == "lower"


def _amount(amount: float, one: Objective, locale: str) -> str:
    return value(amount, one.unit or "count", one.currency, locale)
