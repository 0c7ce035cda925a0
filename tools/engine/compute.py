"""From a request and its asker to a figure: the one way to every number of the bot."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from storage.errors import UsageError
from storage.types import MONEY_SCALE
from tools.engine.company import load_company
from tools.engine.conditions import with_conditions
from tools.engine.dimensions import TIME, dimension
from tools.engine.each_grain import EachGrain
from tools.engine.everybody import Everybody, read
from tools.engine.figure import Compared, Facts, Figure, Line, shown, span_of
from tools.engine.group_average import EVERYBODY, group_of, guard, widened
from tools.engine.inquiry import Company, Inquiry
from tools.engine.kept import Reading
from tools.engine.kpi import Kpi, NoValue
from tools.engine.measure import TOTAL, Cells, Measure, Parts, counts_add_up, merge, total
from tools.engine.people import Person
from tools.engine.period import ALL, Period, parse_period
from tools.engine.rates import Rates, load_rates
from tools.engine.refusal import Declined, Denied
from tools.engine.registry import kpi_named
from tools.engine.request import KpiRequest
from tools.engine.scope import Scope, scope_of
from tools.engine.thresholds import DEFAULT, Thresholds


@dataclass(frozen=True)
class Desk:
    """Where figures are computed: a connection, the company, the rates, the day, from when on a
    deal is at risk or incomplete, whether what the bot itself keeps is read there, where it is
    read if not, what the figures of many people have in common where many are made at once, and
    which import came in last."""

    connection: Connection
    company: Company
    rates: Rates
    today: date
    thresholds: Thresholds = DEFAULT
    flags: bool = True
    everybody: Everybody | None = None
    beside: Reading | None = None
    version: int = 0


def desk(connection: Connection, today: date) -> Desk:
    """Reads what every figure needs. Raises PiloteError `store_empty`."""
    company = load_company(connection)
    rates = load_rates(connection, company.currency)
    # Flags set by hand are in the bot's own database (tools/engine/kept.py).
    away = connection.get_execution_options().get("warehouse", False)
    return Desk(connection, company, rates, today, flags=not away)


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
        as_of=_past(request.as_of, at.today),
        thresholds=at.thresholds,
        flags=at.flags,
        everybody=at.everybody,
        beside=at.beside,
    )


def _past(day: date | None, today: date) -> date | None:
    if day is None or day == today:
        return None
    if day > today:
        raise UsageError("as_of_future", given=day.isoformat())
    return day


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
    figure = figure.model_copy(update=vars(_reading(kpi, inquiry, figure)))
    if request.compare:
        figure = _compared(kpi, inquiry, request.compare, figure)
    return _ranked(figure, ranking), inquiry


@dataclass(frozen=True)
class _Reading:
    value: float | None
    n: int
    reason: str | None
    rows: list[Line] | None
    facts: Facts = field(default_factory=dict)


def _reading(kpi: Kpi, inquiry: Inquiry, figure: Figure, *, told: bool = True) -> _Reading:
    """One period's value and rows; with what is told beside them, where that is `told`."""
    cut = replace(inquiry, by=inquiry.by or kpi.always_by)
    try:
        if figure.group_average:
            guard(kpi, inquiry)
        each = [read(measure, cut) for measure in kpi.measures]
    except NoValue as nothing:  # there is no such moment, for any group
        return _Reading(None, 0, nothing.reason, None if cut.by is None else [])
    whole, value, reason = _whole(kpi, cut, each)
    groups = _merged(each)
    rows = None if cut.by is None else _lines(kpi, cut, groups)
    remarks = {name: sum(g.get(name, 0) for g in groups.values()) for name in kpi.remarks}
    facts = kpi.tells({**whole, **remarks}, rows or ()) if kpi.tells and told else {}
    return _Reading(value, _count(kpi, whole), reason, rows, facts)


def _whole(
    kpi: Kpi, inquiry: Inquiry, each: Sequence[Cells]
) -> tuple[Parts, float | None, str | None]:
    """Everything together: its parts, its value, or why it has none."""
    one = kpi.always_by is None or _is_one(inquiry, kpi.always_by)
    pairs = zip(kpi.measures, each, strict=True)
    try:
        read = [_altogether(m, inquiry, cells, counted_only=not one) for m, cells in pairs]
    except NoValue as nothing:  # a whole period may lack what some months of it have
        return {}, None, nothing.reason
    whole = _merged(read).get(TOTAL, {})
    if not one:
        return whole, None, f"by_{kpi.always_by}"
    return whole, *_value(kpi, whole)


def _altogether(measure: Measure, inquiry: Inquiry, cells: Cells, *, counted_only: bool) -> Cells:
    """The parts of everything; read anew where groups do not add up and a value is wanted."""
    if inquiry.by is None:
        return cells
    if _adds_up(measure, inquiry.by) or (counted_only and counts_add_up(measure)):
        return {TOTAL: total(cells)}
    return measure.read(replace(inquiry, by=None))


def _adds_up(measure: Measure, by: str) -> bool:
    of_moments = isinstance(measure, EachGrain) and by in TIME
    return measure.additive and not of_moments


def _merged(each: Iterable[Cells]) -> Cells:
    cells: Cells = {}
    for one in each:
        merge(cells, one)
    return cells


def _is_one(inquiry: Inquiry, name: str) -> bool:
    condition = inquiry.condition_on(name)
    return condition is not None and len(condition.include) == 1 and not condition.exclude


def _value(kpi: Kpi, parts: Parts) -> tuple[float | None, str | None]:
    try:
        value = kpi.value(parts)
    except NoValue as nothing:
        return None, nothing.reason
    return (value / MONEY_SCALE if kpi.unit in {"money", "money_per_day"} else value), None


def _count(kpi: Kpi, parts: Parts) -> int:
    return sum(int(parts.get(name, 0)) for name in kpi.n.split("+"))


def _lines(kpi: Kpi, inquiry: Inquiry, cells: Cells) -> list[Line]:
    by = dimension(inquiry.by or "")
    lines = []
    for label, parts in cells.items():
        if not any(part for part in parts.values() if not isinstance(part, tuple)):
            continue  # an empty group is left out; names that a part may hold are no count
        value, reason = _value(kpi, parts)
        given = {name: parts.get(name) or 0 for name in kpi.also_given}
        lines.append(
            Line(by={by.name: label}, value=value, n=_count(kpi, parts), reason=reason, given=given)
        )
    return _in_order(lines, inquiry)


def _in_order(lines: list[Line], inquiry: Inquiry) -> list[Line]:
    by = dimension(inquiry.by or "")
    if by.order == "value":
        return _by_value(lines, largest_first=True)
    if by.order == "label":
        return sorted(lines, key=lambda line: (line.by[by.name] is None, line.by[by.name] or ""))
    places = {label: place for place, label in enumerate(by.positions(inquiry))}
    return sorted(lines, key=lambda line: places.get(line.by[by.name] or "", len(places)))


def _by_value(lines: list[Line], *, largest_first: bool) -> list[Line]:
    """By value, those without one last; equal ones by name."""

    def place(line: Line) -> tuple[bool, float, str]:
        value = line.value or 0.0
        name = next(iter(line.by.values())) or ""
        return line.value is None, -value if largest_first else value, name

    return sorted(lines, key=place)


def _compared(kpi: Kpi, inquiry: Inquiry, token: str, figure: Figure) -> Figure:
    side = other_side(kpi, inquiry, token)
    other = _reading(kpi, side, figure, told=False)
    rows = figure.rows
    if rows and other.rows and inquiry.by not in TIME:
        before = {tuple(line.by.items()): line.value for line in other.rows}
        rows = [
            line.model_copy(update={"compared_to": before.get(tuple(line.by.items()))})
            for line in rows
        ]
    compared = Compared(
        period=span_of(side.period),
        value=other.value,
        n=other.n,
        reason=other.reason,
        as_of=side.as_of,
    )
    return figure.model_copy(update={"compared_to": compared, "rows": rows})


def other_side(kpi: Kpi, inquiry: Inquiry, token: str) -> Inquiry:
    """What an inquiry is compared with: the same over the period of `token` (with `@day`: as it
    stood on that day). Raises UsageError, and Declined for a figure without periods."""
    period_token, _, day = token.partition("@")
    period = parse_period(period_token, inquiry.today, inquiry.company.calendar)
    if not kpi.takes_period:
        if not (day and kpi.takes_as_of):
            raise Declined("takes_no_period")
        period = inquiry.period
    as_of = _past(_day(day), inquiry.today) if day else inquiry.as_of
    return replace(inquiry, period=period, as_of=as_of)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError("period_unknown", given=text) from error


def _ranked(figure: Figure, ranking: tuple[bool, int | None] | None) -> Figure:
    if ranking is None or figure.rows is None:
        return figure
    largest_first, most = ranking
    valued = [line for line in figure.rows if line.value is not None]
    ranked = _by_value(valued, largest_first=largest_first)
    return figure.model_copy(update={"rows": ranked[:most]})


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
    if kpi.always_by and cut and not _is_one(inquiry, kpi.always_by):
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
