"""The projection as a measure: bookings of a period as they will be at its end."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from storage.types import MONEY_SCALE
from tools.engine.dimensions import ACCOUNT, PEOPLE, PRODUCT
from tools.engine.everybody import read
from tools.engine.facts.deals import amount, number
from tools.engine.facts.quotas import QUOTAS
from tools.engine.facts.sums import won_sums
from tools.engine.inquiry import Inquiry
from tools.engine.measure import TOTAL, Cells, Parts
from tools.engine.memory import Memory
from tools.engine.projection.horizon import Horizon
from tools.engine.projection.project import (
    Projection,
    Projections,
    Targets,
    horizon_of,
    project,
)
from tools.engine.projection.record import record
from tools.engine.refusal import Declined

# What open deals, won ones and those to come have alike: a deal to come is in no stage yet.
BOOKED = won_sums(bookings=amount, won=number)
HONOURS = PEOPLE | ACCOUNT | PRODUCT | {"lead_source", "amount"}
_PROJECTED: Memory[Cells] = Memory(most=10_000, size=len)  # groups, a kibibyte each


@dataclass(frozen=True)
class Projected:
    """Parts, in ten-thousandths of the reporting currency: `median`, `mean`, and `signed`,
    `opened` and `coming`, which add up to the median. In the currency itself `low` and `high`
    (P10 and P90) and `target`, with the `chance` of reaching it. `won` and `open` count deals
    won in the period and due in it, as they can be listed; all open ones have a part in it.
    What is told of the whole alone stands in tuples, so that no group is kept for it.

    What is learnt is learnt from the whole company, whoever asks, and known by the day asked
    about; what is still to come is the group's own.
    """

    honours: frozenset[str] = HONOURS
    additive: bool = False  # a median of sums is no sum of medians

    def read(self, inquiry: Inquiry) -> Cells:
        """Each group's own. Raises NoValue for `all`, which never ends."""
        horizon = horizon_of(inquiry)
        if horizon.is_over:
            booked: Cells = {TOTAL: {}} if inquiry.by is None else {}
            return {label: _over(parts) for label, parts in (booked | BOOKED.read(inquiry)).items()}
        cells = dict(_kept(inquiry, horizon))
        if inquiry.by is None:
            # A trend does not tell it, so it is only made when it is asked for.
            cells[TOTAL] = {**cells[TOTAL], "record": (partial(record, inquiry),)}
        return cells


def _kept(inquiry: Inquiry, horizon: Horizon) -> Cells:
    """The parts of each group. What was added up for many people at once is not kept: by itself
    it may differ in the last bits of a sum."""
    if inquiry.data is None or inquiry.everybody is not None:
        return _projected(inquiry, horizon)
    whose = (inquiry.scope, tuple(inquiry.conditions), inquiry.by)
    when = (inquiry.company.mended, inquiry.today, inquiry.as_of, inquiry.period)
    about = (inquiry.data, *when, *whose)
    return _PROJECTED.get(about, lambda: _projected(inquiry, horizon))


def _projected(inquiry: Inquiry, horizon: Horizon) -> Cells:
    targets = _targets(inquiry)
    found = project(inquiry, horizon, targets)
    return {label: _parts(one, found, targets.get(label)) for label, one in found.groups.items()}


def _targets(inquiry: Inquiry) -> Targets:
    """The quota of each group, in ten-thousandths; none where no quota answers the filters."""
    cuts = {c.dimension for c in inquiry.conditions} | ({inquiry.by} if inquiry.by else set())
    if not cuts <= QUOTAS.honours:
        return {}
    try:
        cells = read(QUOTAS, inquiry)
    except Declined:
        return {}
    return {label: parts["quota"] for label, parts in cells.items() if parts.get("quota")}


def _parts(one: Projection, found: Projections, target: float | None) -> dict[str, Any]:
    end = one.outlook
    parts = {
        "median": end.median,
        "mean": end.mean,
        "signed": end.won,
        "opened": end.open,
        "coming": end.to_come,
        "low": end.low / MONEY_SCALE,
        "high": end.high / MONEY_SCALE,
        "won": one.won,
        "open": one.open,
        "learnt_from": (found.periods, found.chances.deals, found.chances.won),
    }
    if target:
        parts |= {"target": target / MONEY_SCALE, "chance": end.chance}
    return parts


def _over(parts: Parts) -> dict[str, Any]:
    """Of a period that is over: what was booked, with nothing left to doubt."""
    money = float(parts.get("bookings") or 0.0)
    end = money / MONEY_SCALE
    same = dict.fromkeys(("median", "mean", "signed"), money)
    return {**same, "low": end, "high": end, "won": parts.get("won", 0), "over": (True,)}
