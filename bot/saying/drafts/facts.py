"""Facts of a deal in words: what is known, from where and of which day."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bot.saying.drafts.markdown import plain, quoted
from bot.saying.numbers import day, price
from prompts import language, say
from tools.drafts.checklist import Line
from tools.drafts.dossier import Dossier, Note, Tick
from tools.drafts.evidence import Fact
from tools.drafts.playbook import Told


def in_language(told: Told | str, locale: str) -> str:
    """Words of a playbook in a language; a company's own words stay as they are."""
    return plain(told) if isinstance(told, str) else told.get(locale) or told["en"]


def fact_text(fact: Fact, locale: str) -> str:
    """What is known, its day, and where it stands."""
    told = say(locale, f"say.drafts.facts.{fact.code}", **_shown(fact.values, locale))
    if fact.on is not None:
        told = say(locale, "say.drafts.dated", told=told, day=day(fact.on, locale))
    return f"{told} {source(fact.source, locale)}"


def source(name: str, locale: str, **facts: object) -> str:
    """Where something stands, set apart."""
    return f"_({say(locale, f'say.drafts.sources.{name}', **facts)})_"


def tick_text(tick: Tick, locale: str) -> str:
    """Who answered an item by hand, when, and what they noted."""
    told = say(locale, "say.drafts.ticked", by=plain(tick.by), day=day(tick.on, locale))
    if not tick.note:
        return told
    return f"{say(locale, 'say.quoted', text=plain(tick.note))} — {told}"


def elsewhere_text(line: Line, locale: str) -> str:
    """Under which item of which other playbook it was ticked; nothing where it was here."""
    if line.elsewhere is None:
        return ""
    names = (in_language(told, locale) for told in (line.elsewhere.playbook, line.elsewhere.label))
    playbook, item = names
    return say(locale, "say.drafts.elsewhere", playbook=playbook, item=item)


def note_text(note: Note, locale: str) -> str:
    """A note as a quotation."""
    by = note.by or say(locale, "say.drafts.somebody")
    return quoted(note.text, f"{by}, {day(note.on, locale)}")


def heading(deal: Dossier, locale: str) -> str:
    """The deal in a line: account, stage, amount, close date, owner; what is missing is said."""
    amount = say(locale, "say.no_amount")
    if deal.amount is not None:
        amount = amount_text(deal.amount, deal.currency, locale)
    ends = deal.closed_on or deal.close_on
    key = "close" if deal.is_open else "closed"
    parts = [
        plain(deal.account.name) if deal.account else say(locale, "say.drafts.no_account"),
        plain(deal.stage.name),
        amount,
        say(locale, f"say.drafts.{key}", day=day(ends, locale))
        if ends
        else say(locale, "say.no_date"),
        plain(deal.owner),
    ]
    return " · ".join(parts)


def role_text(role: str | None, locale: str) -> str | None:
    """A contact's role; the usual ones in the reader's language."""
    known = language(locale)["say"]["drafts"]["roles"]
    return known.get(role, plain(role.replace("_", " "))) if role else None


def amount_text(amount: Decimal, currency: str, locale: str) -> str:
    """Money of a deal."""
    return price(amount, currency, locale)


def _shown(values: Mapping[str, Any], locale: str) -> dict[str, object]:
    told: dict[str, object] = {}
    for name, known in values.items():
        if isinstance(known, Decimal):
            told[name] = amount_text(known, values["currency"], locale)
        elif isinstance(known, date):
            told[name] = day(known, locale)
        elif isinstance(known, list):
            told[name] = ", ".join(plain(one) for one in known)
        else:
            told[name] = plain(known or "")
    if "role" in values:
        told["title"] = f", {told['title']}" if values["title"] else ""
        told["role"] = role_text(values["role"], locale) or ""
    return told
