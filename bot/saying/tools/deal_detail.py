"""All that is known of a deal: where it stands, who is who, what is next, what is wrong,
and what people did about it here."""

from collections.abc import Iterator

from bot.saying.answers import deal_line
from bot.saying.changes import logged_text
from bot.saying.drafts.facts import amount_text
from bot.saying.figures import Teller
from bot.saying.numbers import day
from prompts import language, say
from tools.drafts.dossier import Contact, Dossier
from tools.engine.answer import Outcome
from tools.engine.deal import Deal, Finding

NOTES = 2  # the latest
LONGEST = 300  # characters of what somebody wrote


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """The deal in a line, then a line for each thing known of it."""
    if outcome.about is None:
        return None
    shown, locale = outcome.deals[0], teller.locale
    lines = [*_known(outcome.about, locale), *_found(shown, locale)]
    lines += [logged_text(one, locale) for one in outcome.log]
    lines += _notes(outcome.about, locale)
    return "\n".join([_lead(outcome.about, shown, locale), *(f"• {line}" for line in lines)])


def _lead(deal: Dossier, shown: Deal, locale: str) -> str:
    """The deal in a line; once it is closed, when that was and not when it was expected."""
    if deal.closed_on is None:
        return deal_line(shown, locale)
    amount = say(locale, "say.no_amount")
    if deal.amount is not None:
        amount = amount_text(deal.amount, deal.currency, locale)
    told = {"name": deal.name, "amount": amount, "stage": deal.stage.name, "owner": deal.owner}
    return _say(f"{deal.stage.kind}_lead", locale, **told, day=day(deal.closed_on, locale))


def _known(deal: Dossier, locale: str) -> Iterator[str]:
    if deal.account is not None:
        about = filter(None, (deal.account.segment, deal.account.industry))
        yield _say("account", locale, told=", ".join((deal.account.name, *about)))
    if deal.product is not None:
        yield _say("product", locale, told=deal.product.name)
    if deal.is_open and deal.category:
        yield _say("category", locale, told=deal.category.replace("_", " "))
    if deal.is_open and deal.next_step:
        due = f" ({day(deal.next_step_on, locale)})" if deal.next_step_on else ""
        yield _say("next_step", locale, told=f"{_quoted(deal.next_step, locale)}{due}")
    if deal.lost_reason and deal.stage.kind == "lost":
        yield _say("lost_reason", locale, told=deal.lost_reason)
    if deal.contacts:
        yield _say("contacts", locale, told=", ".join(_contact(c, locale) for c in deal.contacts))
    yield from _done(deal, locale)


def _done(deal: Dossier, locale: str) -> Iterator[str]:
    for held, key in ((True, "last_held"), (False, "ahead")):
        meetings = [one for one in deal.meetings if one.held is held]
        if meetings:
            last = meetings[0] if held else meetings[-1]
            kind = say(locale, f"say.deal_detail.kinds.{last.kind}")
            yield _say(key, locale, kind=kind, by=last.by, day=day(last.on, locale))
    for sent in deal.proposals[:1]:
        amount = f", {amount_text(sent.amount, sent.currency, locale)}" if sent.amount else ""
        yield _say("sent", locale, day=day(sent.on, locale), amount=amount)


def _contact(contact: Contact, locale: str) -> str:
    roles = language(locale)["say"]["drafts"]["roles"]
    role = roles.get(contact.role, (contact.role or "").replace("_", " "))
    about = ", ".join(filter(None, (contact.title, role)))
    return f"{contact.name} ({about})" if about else contact.name


def _found(deal: Deal, locale: str) -> Iterator[str]:
    marked: list[tuple[str, list[Finding]]] = [
        ("at_risk", [*deal.signals, *deal.marks]),
        ("to_mend", deal.defects),
    ]
    for key, found in marked:
        if found:
            yield _say(key, locale, facts=" · ".join(one.fact for one in found))


def _notes(deal: Dossier, locale: str) -> Iterator[str]:
    for note in deal.notes[:NOTES]:
        by = note.by or say(locale, "say.drafts.somebody")
        yield _say("note", locale, text=_quoted(note.text, locale), by=by, day=day(note.on, locale))


def _quoted(text: str, locale: str) -> str:
    """Somebody's words, on one line."""
    line = " ".join(text.split())
    shown = line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()} […]"
    return say(locale, "say.quoted", text=shown)


def _say(key: str, locale: str, **told: object) -> str:
    return say(locale, f"say.deal_detail.{key}", **told)
