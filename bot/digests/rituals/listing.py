"""The deals and forecasts that a ritual goes through one by one."""

from bot.digests.rituals.ritual import Part, Sheet
from bot.digests.rituals.told import Listed, Told
from bot.saying.numbers import money, value
from bot.saying.submissions import called_lines
from bot.saying.weekly import briefly, listed_lead
from prompts import say
from storage.errors import PiloteError
from tools.submissions import sheet as forecast_sheet


def at_risk(top: int) -> Part:
    """The largest deals at risk, each with its facts and a question."""

    def write(sheet: Sheet) -> Told | None:
        found = sheet.outcome("at_risk", rank=f"top_{top}")
        told = briefly(found.deals, sheet.locale)
        deals = [Listed(one, told.get(one.id, ()), sheet.is_own) for one in found.deals]
        lead = listed_lead("at_risk", found.deal_count, len(deals), sheet.locale)
        return Told(lead, deals=deals) if deals else None

    return write


def hygiene(top: int) -> Part:
    """The largest deals to mend, each with its defects."""

    def write(sheet: Sheet) -> Told | None:
        found = sheet.outcome("hygiene", rank=f"top_{top}")
        deals = [
            Listed(deal, [" · ".join(one.fact for one in deal.defects)], sheet.is_own)
            for deal in found.deals
        ]
        lead = listed_lead("hygiene", found.deal_count, len(deals), sheet.locale)
        return Told(lead, deals=deals) if deals else None

    return write


def category(name: str, top: int) -> Part:
    """The largest open deals of this quarter in a forecast category, under their sum."""

    def write(sheet: Sheet) -> Told | None:
        where = {"forecast_category": [name]}
        found = sheet.outcome("deals", kpi="pipeline", where=where, rank=f"top_{top}")
        if not found.deals:
            return None
        amount = money(found.figures[0].value or 0, sheet.at.company.currency, sheet.locale)
        count, shown = found.deal_count, len(found.deals)
        lead = say(sheet.locale, f"say.rituals.{name}", n=count, amount=amount)
        if shown < count:
            lead = say(sheet.locale, "say.rituals.largest", lead=lead, shown=shown)
        return Told(lead, deals=[Listed(deal, is_own=sheet.is_own) for deal in found.deals])

    return write


def submitted(sheet: Sheet) -> Told | None:
    """What was submitted for this quarter by those who report to somebody and by themselves, and
    who has not; nothing for who leads nobody."""
    try:
        found = forecast_sheet(sheet.at, sheet.person, None, projected=False)
    except PiloteError:  # operations forecast nothing themselves
        return _by_manager(sheet)
    lines = called_lines(found, sheet.locale) if found.reports else []
    return Told(say(sheet.locale, "say.rituals.submitted"), lines=lines) if lines else None


def _by_manager(sheet: Sheet) -> Told | None:
    """What stands for each manager and everybody below."""
    figure = sheet.figure("submitted_commit", "this_quarter", by="manager")
    teller, locale = sheet.teller([figure]), sheet.locale
    lines = [
        f"• {teller.name(row.by['manager'])}{say(locale, 'say.colon')}"
        f"{value(row.value, figure.unit, figure.currency, locale)}"
        for row in figure.rows or ()
        if row.value is not None
    ]
    lines += teller.figure(figure).facts
    return Told(say(locale, "say.rituals.submitted"), lines=lines) if lines else None
