"""What people did: activities, meetings, proposals, moved close dates, submitted forecasts."""

from dataclasses import replace
from datetime import timedelta
from math import fsum

from tests.reference.company import Activity
from tests.reference.past import as_of
from tests.reference.result import Result, happened, ratio
from tests.reference.selection import Selection, matches

MET = ("meeting", "demo")


def _in_period(selection: Selection) -> list[Activity]:
    return [a for a in selection.activities if happened(selection, a.day)]


def activities(selection: Selection) -> Result:
    n = sum(a.outcome not in ("cancelled", "scheduled") for a in _in_period(selection))
    return Result(n, n)


def meetings(selection: Selection) -> Result:
    n = sum(a.kind in MET and a.held for a in _in_period(selection))
    return Result(n, n)


def qualified_meetings(selection: Selection) -> Result:
    n = sum(a.kind in MET and a.held and a.qualified for a in _in_period(selection))
    return Result(n, n)


def no_show_rate(selection: Selection) -> Result:
    met = [a for a in _in_period(selection) if a.kind in MET]
    missed, held = sum(a.outcome == "no_show" for a in met), sum(a.held for a in met)
    return ratio(missed, held + missed, held + missed)


def activities_per_opportunity(selection: Selection) -> Result:
    done = [a for a in _in_period(selection) if a.outcome not in ("cancelled", "scheduled")]
    tied = sum(a.deal is not None for a in done)
    opened = sum(_open_at_some_time(selection, one) for one in sorted(selection.deals))
    return ratio(tied, opened, tied)


def _open_at_some_time(selection: Selection, key: str) -> bool:
    """On the evening before the period, or entering an open stage within it."""
    company, period = selection.company, selection.period
    deal, today = company.deals[key], selection.day
    first, last = period.starts_on or deal.created_on, period.ends_on or today
    last = min(last, today)
    if deal.created_on > last or first > last:
        return False
    if deal.created_on >= first:
        return True  # a deal begins open
    before = as_of(company, deal, first - timedelta(days=1), selection.today)
    if before and before.is_open:
        return True
    entries = (c for c in deal.stage_changes if company.stages[c.after].kind == "open")
    return any(first <= c.at.astimezone(company.zone).date() <= last for c in entries)


def _sent(selection: Selection) -> list[float | None]:
    """What each proposal is worth; bounds on the amount are on the proposal's own."""
    company, bounds = selection.company, selection.where.get("amount", [])
    where = {name: values for name, values in selection.where.items() if name != "amount"}
    found = []
    for key in replace(selection, where=where).deals:
        for sent in company.deals[key].proposals:
            amount = sent.amount
            worth = None if amount is None else amount * company.rate(sent.currency, sent.sent_on)
            if happened(selection, sent.sent_on) and matches(
                company, {"amount": worth}, "amount", bounds
            ):
                found.append(worth)
    return found


def proposals_sent(selection: Selection) -> Result:
    return Result(len(_sent(selection)), len(_sent(selection)))


def proposals_value(selection: Selection) -> Result:
    return Result(fsum(worth or 0.0 for worth in _sent(selection)), len(_sent(selection)))


def pushes(selection: Selection) -> Result:
    n = sum(
        happened(selection, change.at.astimezone(selection.company.zone).date())
        for key in selection.deals
        for change in selection.company.deals[key].field_changes
        if change.field == "close_on" and (change.after or "") > (change.before or "9999")
    )
    return Result(n, n)
