"""The tool that computes figures as they would be if deals were won, lost, moved or changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from storage.errors import UsageError
from tools.engine.answer import Offer, Outcome
from tools.engine.compute import Desk, inquire
from tools.engine.deal_named import Named, named
from tools.engine.figure import Compared, Figure
from tools.engine.inquiry import Inquiry
from tools.engine.people import Person
from tools.engine.period import parse_period
from tools.engine.refusal import Declined
from tools.engine.request import KpiRequest, Values
from tools.engine.what_if.overlay import Row, supposing
from tools.engine.what_if.shown import Recomputed, Supposed, WhatIf
from tools.engine.what_if.suppose import Supposer
from tools.toolbox import Tool

NAME = "what_if"
# What is looked at where no figure is named: what winning changes, and what is still open.
OF_WON = ("bookings", "quota_attainment", "coverage")
OF_OPEN = ("pipeline", "coverage", "commit")
_PEOPLE = frozenset({"rep", "manager", "team"})


class Moved(BaseModel):
    """A deal and the day it is due then, or the period whose last day that is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    deal: str
    to: str


class Worth(BaseModel):
    """A deal and what it is worth then, in its own currency."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    deal: str
    amount: Decimal = Field(ge=0, le=10**12)


class Arguments(BaseModel):
    """`kpi` (one or several), `period` and `where` as of `kpi`; deals by id or name in `won`,
    `lost`, `moved` and `changed`; `amount`: so much more is won."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kpi: str | list[str] | None = None
    period: str | None = None
    where: dict[str, Values] = Field(default_factory=dict)
    won: list[str] = Field(default_factory=list)
    lost: list[str] = Field(default_factory=list)
    moved: list[Moved] = Field(default_factory=list)
    changed: list[Worth] = Field(default_factory=list)
    amount: Decimal | None = Field(default=None, gt=0, le=10**12)

    @property
    def kpis(self) -> Sequence[str]:
        """The figures asked for, or those that fit what is supposed."""
        if self.kpi is not None:
            return [self.kpi] if isinstance(self.kpi, str) else self.kpi
        return OF_WON if self.won or self.amount else OF_OPEN


class Unclear(Exception):  # noqa: N818 (an outcome a user reads)
    """More than one deal may be meant by a name."""

    def __init__(self, text: str, found: Sequence[Named]) -> None:
        super().__init__(text)
        self.text = text
        self.found = found


@dataclass(frozen=True)
class _Supposition:
    rows: Sequence[Row]
    told: Sequence[Supposed]


def what_if(at: Desk, asker: Person, arguments: dict[str, Any]) -> Outcome:
    """The figures as they are and as they would be, by the same definitions; nothing is written.

    Only open deals in the asker's scope can be supposed otherwise. Raises UsageError where
    nothing is supposed, and PiloteError for a deal that is not known.
    """
    given = _parsed(arguments)
    requests = [KpiRequest(kpi=name, period=given.period, where=given.where) for name in given.kpis]
    asked = [inquire(at, asker, request) for request in requests]
    inquiries = [inquiry for _, inquiry in asked if inquiry is not None]
    if not inquiries:
        return Outcome(NAME, figures=tuple(figure for figure, _ in asked))
    try:
        supposed = _supposition(given, inquiries[0], asker)
    except Unclear as unclear:
        return Outcome(
            NAME,
            what_if=WhatIf(unclear=unclear.text),
            offers=[
                Offer(one.label, _meaning(arguments, unclear.text, str(one.row["id"])))
                for one in unclear.found
            ],
        )
    return _recomputed(at, asker, list(zip(requests, (f for f, _ in asked), strict=True)), supposed)


def _recomputed(
    at: Desk, asker: Person, asked: Sequence[tuple[KpiRequest, Figure]], supposed: _Supposition
) -> Outcome:
    figures: list[Figure] = []
    told: list[Recomputed] = []
    by_deal = replace(at, sums=False)  # what is supposed of a deal has been added up nowhere
    for request, before in asked:
        try:
            with supposing(at.connection, supposed.rows):
                after = inquire(by_deal, asker, request)[0]
        except Declined as refusal:  # the warehouse
            after = _declined(before, refusal)
        figures.append(_against(after, before))
        if after.status == before.status == "answered":
            told.append(_told(before, after))
    if told:  # of several figures, those that can be told
        figures = [figure for figure in figures if figure.status == "answered"]
    return Outcome(
        NAME, figures=tuple(figures), what_if=WhatIf(supposed=list(supposed.told), figures=told)
    )


def _declined(figure: Figure, refusal: Declined) -> Figure:
    told = {"status": "declined", "value": None, "reason": refusal.code, "facts": refusal.facts}
    return figure.model_copy(update=told)


def _against(after: Figure, before: Figure) -> Figure:
    """What it would be, compared with what it is."""
    if after.status != "answered":
        return after
    is_now = Compared(period=before.period, value=before.value, n=before.n, reason=before.reason)
    return after.model_copy(update={"compared_to": is_now})


def _told(before: Figure, after: Figure) -> Recomputed:
    known = before.value is not None and after.value is not None
    return Recomputed(
        kpi=after.kpi,
        unit=after.unit,
        currency=after.currency,
        period=after.period,
        before=before.value,
        after=after.value,
        change=(after.value or 0.0) - (before.value or 0.0) if known else None,
        reason=after.reason if after.value is None else before.reason,
    )


def _supposition(given: Arguments, inquiry: Inquiry, asker: Person) -> _Supposition:
    if given.amount is not None and set(given.where) - _PEOPLE:
        raise Declined("what_if_amount_filtered")
    made = list(_made(given, inquiry))
    if given.amount is not None:
        row = Supposer(inquiry).more(asker, given.amount)
        told = Supposed(
            how="won", id=None, name=None, amount=float(given.amount),
            currency=inquiry.company.currency,
        )  # fmt: skip
        made.append((row, told))
    if not made:
        raise UsageError("what_if_nothing")
    if len({row["pk"] for row, _ in made}) < len(made):
        raise UsageError("what_if_twice")
    return _Supposition([row for row, _ in made], [told for _, told in made])


def _made(given: Arguments, inquiry: Inquiry) -> Iterator[tuple[Row, Supposed]]:
    supposer = Supposer(inquiry)
    for kind, names in (("won", given.won), ("lost", given.lost)):
        for name in names:
            deal = _one(inquiry, name)
            yield supposer.closed(deal.row, kind), _of(deal, kind, inquiry)
    for move in given.moved:
        deal, to = _one(inquiry, move.deal), _until(move.to, inquiry)
        yield supposer.moved(deal.row, to), _of(deal, "moved", inquiry, to=to)
    for worth in given.changed:
        deal = _one(inquiry, worth.deal)
        told = _of(deal, "amount", inquiry).model_copy(update={"amount": float(worth.amount)})
        yield supposer.worth(deal.row, worth.amount), told


def _one(inquiry: Inquiry, text: str) -> Named:
    found = named(inquiry.connection, inquiry.scope, text)
    if len(found) > 1:
        raise Unclear(text, found)
    return found[0]


def _of(deal: Named, how: str, inquiry: Inquiry, to: date | None = None) -> Supposed:
    return Supposed(
        how=how,
        id=deal.row["id"],
        name=deal.row["name"],
        amount=None if deal.amount is None else float(deal.amount),
        currency=deal.row["currency"] or inquiry.company.currency,
        to=to,
    )


def _until(token: str, inquiry: Inquiry) -> date:
    """A day, or the last one of a period: deals slip to the end of quarters."""
    ends_on = parse_period(token, inquiry.today, inquiry.company.calendar).ends_on
    if ends_on is None:
        raise UsageError("period_unknown", given=token)
    return ends_on


def _meaning(arguments: dict[str, Any], text: str, identity: str) -> dict[str, Any]:
    """The same arguments with an id in the place of the name that was not clear."""
    meant = dict(arguments)
    for name in ("won", "lost"):
        if name in meant:
            meant[name] = [identity if one == text else one for one in meant[name]]
    for name in ("moved", "changed"):
        if name in meant:
            meant[name] = [
                {**one, "deal": identity} if one["deal"] == text else one for one in meant[name]
            ]
    return meant


def _parsed(arguments: dict[str, Any]) -> Arguments:
    try:
        return Arguments.model_validate(arguments)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError("argument", argument=place, given=str(first.get("input"))) from error


TOOL = Tool(
    NAME,
    what_if,
    "Figures as they would be if deals were won, lost, moved or changed.",
    Arguments,
)
