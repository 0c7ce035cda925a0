"""The dashboard of one person: figures of their scope and what needs something today.

All of it comes from the tools, in the person's own scope, on one connection.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection, select

from bot.pilote import Pilote
from bot.reader.standing import is_open
from bot.saying.figures import Teller
from bot.saying.findings import with_facts
from bot.telling import teller_for
from storage.tables import accounts, people, products
from tools.distinct import distinct_values
from tools.engine.compute import Desk, compute
from tools.engine.deal import Deal
from tools.engine.figure import Figure
from tools.engine.people import Person
from tools.engine.period import Period, parse_period
from tools.engine.registry import kpis
from tools.engine.remembered import Remembered
from tools.engine.request import KpiRequest
from tools.engine.scope import scope_of
from tools.toolbox import run_tool

PERIODS = ("this_quarter", "this_month", "next_quarter", "last_quarter", "this_year")
CUTS = ("segment", "product", "territory", "rep")
# What is shown where the glossary has it. Without a quota there is nothing to hold against it.
TARGET = "quota"
OF_TARGET = ("quota_attainment", "gap_to_quota", "coverage")
FIGURES = (TARGET, *OF_TARGET, "bookings", "pipeline", "forecast", "win_rate")
LATER = ("forecast",)  # of a million deals it takes seconds: the rest does not wait for it
RISKS_SHOWN = 5

Choice = tuple[str, str]  # label, value


@dataclass(frozen=True)
class Dashboard:
    """What is shown, and what it can be narrowed to; `gone` is the share of the period so far,
    `awaited` are the figures that are still being worked out."""

    person: Person
    teller: Teller
    period: Period
    today: date
    filters: Mapping[str, str]
    choices: Mapping[str, Sequence[Choice]]
    figures: Mapping[str, Figure]
    gone: float
    at_risk: int
    risks: Sequence[Deal]
    defects: int
    awaited: Sequence[str] = ()


def dashboard(bot: Pilote, person: Person, locale: str, filters: Mapping[str, str]) -> Dashboard:
    """The dashboard as of now, but for what takes long: `completed` works that out.

    Raises PiloteError where there is no data.
    """
    with bot.sales.reading() as sales:
        at = replace(bot.desk(sales), remembered=Remembered())
        choices = {name: _choices(sales, at, person, name) for name in CUTS}
        kept = _still_there(filters, choices)
        token, where = _asked(kept)
        period = parse_period(token, at.today, at.company.calendar)
        names = _shown(period, at.today)
        figures = _figures(at, person, token, where, [one for one in names if one not in LATER])
        risk = run_tool("at_risk", at, person, {"period": token, "where": where})
        shown = [*figures.values(), *risk.figures]
        return Dashboard(
            person=person,
            teller=teller_for(sales, at.company, locale, person.email, shown),
            period=period,
            today=at.today,
            filters=kept,
            choices=choices,
            figures=figures,
            gone=_gone(period, at.today),
            at_risk=risk.deal_count,
            risks=with_facts(risk, locale).deals[:RISKS_SHOWN],
            defects=_defective(at, person, where),
            awaited=[name for name in names if name in LATER],
        )


def completed(bot: Pilote, board: Dashboard) -> Dashboard:
    """The same dashboard with the figures that were still awaited."""
    with bot.sales.reading() as sales:
        at = bot.desk(sales)
        token, where = _asked(board.filters)
        found = _figures(at, board.person, token, where, board.awaited)
    return replace(board, figures={**board.figures, **found}, awaited=())


def choices_for(bot: Pilote, person: Person, name: str) -> Sequence[Choice]:
    """What one filter can be set to."""
    with bot.sales.reading() as sales:
        return _choices(sales, bot.desk(sales), person, name)


def _still_there(
    filters: Mapping[str, str], choices: Mapping[str, Sequence[Choice]]
) -> dict[str, str]:
    """The filters without those whose value is gone, or out of sight by now."""
    offered = {name: {value for _, value in some} for name, some in choices.items()}
    offered["period"] = set(PERIODS)
    return {name: value for name, value in filters.items() if value in offered.get(name, ())}


def _asked(filters: Mapping[str, str]) -> tuple[str, dict[str, list[str]]]:
    """The period and the filters of a figure."""
    where = {name: [value] for name, value in filters.items() if name in CUTS}
    return filters.get("period", PERIODS[0]), where


def _shown(period: Period, today: date) -> list[str]:
    """Of a period that is over, what is open would be what is overdue: it is left out."""
    over = period.ends_on is not None and period.ends_on < today
    known = [name for name in FIGURES if name in kpis()]
    return [name for name in known if not (over and is_open(kpis()[name]))]


def _figures(
    at: Desk, person: Person, token: str, where: dict[str, list[str]], names: Sequence[str]
) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for name in names:
        if name not in OF_TARGET or found[TARGET].value is not None:
            found[name] = compute(at, person, KpiRequest(kpi=name, period=token, where=where))
    return found


def _defective(at: Desk, person: Person, where: dict[str, list[str]]) -> int:
    """How many open deals have a defect; which they are is not looked up before it is asked."""
    score = compute(at, person, KpiRequest(kpi="hygiene_score", where=where))
    return score.n - round((score.value or 0.0) * score.n)


def _gone(period: Period, today: date) -> float:
    if period.starts_on is None:
        return 0.0
    return min(max(((today - period.starts_on).days + 1) / period.days, 0.0), 1.0)


def _choices(sales: Connection, at: Desk, person: Person, name: str) -> list[Choice]:
    """What a filter can be set to: values that exist, people within the person's scope."""
    if name == "product":
        query = select(products.c.name, products.c.name).distinct().order_by(products.c.name)
        return [(label, value) for label, value in sales.execute(query)]
    if name == "rep":
        return _reps(sales, at, person)
    column = accounts.c.segment if name == "segment" else accounts.c.territory
    return [(value, value) for value in distinct_values(sales, column)]


def _reps(sales: Connection, at: Desk, person: Person) -> list[Choice]:
    scope = scope_of(person, at.company.name)
    if scope.kind == "rep":
        return []
    working = people.c.active_to.is_(None) | (people.c.active_to >= at.today)
    query = select(people.c.name, people.c.email).where(
        people.c.role == "rep", working, scope.condition(people.c.pk)
    )
    return [(label, value) for label, value in sales.execute(query.order_by(people.c.name))]
