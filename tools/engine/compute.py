"""From a request and its asker to a figure: the one way to every number of the bot."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from tools.engine.company import load_company
from tools.engine.compared import compared
from tools.engine.conditions import with_conditions
from tools.engine.dimensions import dimension
from tools.engine.everybody import Everybody
from tools.engine.figure import Figure, shown, span_of
from tools.engine.group_average import EVERYBODY, group_of, widened
from tools.engine.inquiry import Company, Inquiry
from tools.engine.kept import Reading
from tools.engine.kpi import Kpi
from tools.engine.lines import ranked
from tools.engine.people import Person
from tools.engine.period import ALL, Period, parse_period, past_day
from tools.engine.rates import Rates, rates_of
from tools.engine.read_period import is_one, read_period
from tools.engine.refusal import Declined, Denied
from tools.engine.registry import kpi_named
from tools.engine.remembered import Remembered
from tools.engine.request import KpiRequest
from tools.engine.scope import Scope, scope_of
from tools.engine.thresholds import DEFAULT, Thresholds


@dataclass(frozen=True)
class Desk:
    """Where figures are computed: a connection, the company, the rates, the day, from when on a
    deal is at risk or incomplete, whether what the bot itself keeps is read there, whether deals
    that the import added up may stand for them, what the figures of many people have in common
    where many are made at once, where what the bot keeps is read if not there, and what several
    figures of one person have in common."""

    connection: Connection
    company: Company
    rates: Rates
    today: date
    thresholds: Thresholds = DEFAULT
    flags: bool = True
    sums: bool = False
    everybody: Everybody | None = None
    beside: Reading | None = None
    remembered: Remembered | None = None


def desk(connection: Connection, today: date) -> Desk:
    """Reads what every figure needs. Raises PiloteError `store_empty`."""
    return desk_of(connection, load_company(connection), today)


def desk_of(
    connection: Connection,
    company: Company,
    today: date,
    everybody: Everybody | None = None,
    kept: Reading | None = None,
) -> Desk:
    """The same for a company that is known; `kept` reads what the bot keeps where that is not in
    this store."""
    rates = rates_of(connection, company.currency, company.version)
    # Flags set by hand are in the bot's own database (tools/engine/kept.py).
    away = connection.get_execution_options().get("warehouse", False)
    return Desk(
        *(connection, company, rates, today),
        flags=not away,
        sums=not away,
        everybody=everybody,
        beside=kept if away else None,
    )


def compute(at: Desk, asker: Person, request: KpiRequest) -> Figure:
    """The figure asked for, in the asker's scope.

    Raises `UsageError` for what cannot be meant (unknown figure, dimension, period); a filter
    that cannot be honoured, an unknown value or another's data give a declined or denied figure.
    """
    return inquire(at, asker, request)[0]


def inquire(at: Desk, asker: Person, request: KpiRequest) -> tuple[Figure, Inquiry | None]:
    """The same with the exact inquiry behind it, None where there is no figure."""
    kpi = kpi_named(request.kpi)
    inquiry = _inquiry(at, asker, kpi, request)
    figure = _blank(kpi, inquiry)
    try:
        return _answered(kpi, inquiry, request, asker, figure)
    except Declined as refusal:
        refused = {"status": "declined", "reason": refusal.code, "facts": refusal.facts}
    except Denied as refusal:
        refused = {"status": "denied", "reason": refusal.code}
    return figure.model_copy(update=refused), None


def _inquiry(at: Desk, asker: Person, kpi: Kpi, request: KpiRequest) -> Inquiry:
    period = ALL
    if kpi.takes_period:
        period = parse_period(request.period or "this_quarter", at.today, at.company.calendar)
    return Inquiry(
        connection=at.connection,
        company=at.company,
        rates=at.rates,
        today=at.today,
        scope=scope_of(asker, at.company.name),
        period=period,
        conditions=(),
        by=dimension(request.by).name if request.by else None,
        as_of=past_day(request.as_of, at.today),
        thresholds=at.thresholds,
        flags=at.flags,
        sums=at.sums,
        everybody=at.everybody,
        beside=at.beside,
        remembered=at.remembered,
    )


def _answered(
    kpi: Kpi, inquiry: Inquiry, request: KpiRequest, asker: Person, blank: Figure
) -> tuple[Figure, Inquiry]:
    ranking = request.ranking
    group = group_of(asker, inquiry, request)
    where = request.where
    if group is not None:
        inquiry = widened(inquiry, kpi)
    if inquiry.scope.kind == "company" and where.get("team") == [EVERYBODY]:
        where = {name: values for name, values in where.items() if name != "team"}
    inquiry = with_conditions(inquiry, where)
    _check(kpi, inquiry)
    figure = blank.model_copy(
        update={
            "scope": shown(group or inquiry.scope),
            "where": {c.dimension: list(c.shown) for c in inquiry.conditions},
            "group_average": group is not None,
        }
    )
    figure = figure.model_copy(update=vars(read_period(kpi, inquiry, figure)))
    if request.compare:
        figure = compared(kpi, inquiry, request.compare, figure)
    return ranked(figure, ranking), inquiry


def _check(kpi: Kpi, inquiry: Inquiry) -> None:
    """Refuses what some part of the figure cannot honour, rather than leave it out."""
    if kpi.company_only and _is_of_a_part(kpi, inquiry):
        raise Declined(kpi.company_only)
    for condition in inquiry.conditions:
        if not kpi.honours(condition.dimension):
            raise Declined("filter_not_honoured", dimension=condition.dimension)
    if inquiry.by and (not kpi.honours(inquiry.by) or not dimension(inquiry.by).groups):
        raise Declined("breakdown_not_honoured", dimension=inquiry.by)
    if inquiry.as_of and not kpi.takes_as_of:
        raise Declined("as_of_not_honoured")
    cut = kpi.always_by and inquiry.by not in {None, kpi.always_by}
    if kpi.always_by and cut and not is_one(inquiry, kpi.always_by):
        raise Declined(f"one_{kpi.always_by}")


def _is_of_a_part(kpi: Kpi, inquiry: Inquiry) -> bool:
    cut = inquiry.by is not None and not kpi.honours(inquiry.by)
    return inquiry.scope.kind != "company" or bool(inquiry.conditions) or cut


def _blank(kpi: Kpi, inquiry: Inquiry) -> Figure:
    money = kpi.unit in {"money", "money_per_day"}
    period: Period = inquiry.period
    scope: Scope = inquiry.scope
    return Figure(
        kpi=kpi.name,
        unit=kpi.unit,
        currency=inquiry.company.currency if money else None,
        period=span_of(period),
        scope=shown(scope),
        where={},
        value=None,
        n=0,
        as_of=inquiry.as_of or inquiry.today,
        by=inquiry.by,
    )
