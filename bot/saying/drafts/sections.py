"""What a customer reads of a proposal: each line a fact with its source, or a blank to fill in."""

from collections.abc import Iterator
from datetime import date

from bot.saying.drafts.facts import amount_text, note_text, source
from bot.saying.drafts.markdown import plain, quoted
from bot.saying.numbers import day, exact_share
from prompts import say
from tools.drafts.alike import Reference
from tools.drafts.outline import Outline

NOTES = 3  # the latest


def blank(what: str, locale: str) -> str:
    """A place that the store cannot fill."""
    told = _words("fill", locale, what=_words(f"fill_{what}", locale))
    return f"**[{told}]**"


def context(outline: Outline, locale: str) -> Iterator[str]:
    """Who the customer is, whom we know there, what happened so far."""
    deal, account = outline.deal, outline.deal.account
    if account is None:
        yield blank("customer", locale)
    else:
        told = [plain(one) for one in (account.name, account.industry) if one]
        yield f"{', '.join(told)} {source('account', locale)}"
    if deal.contacts:
        people = [
            f"{plain(c.name)} ({plain(c.title)})" if c.title else plain(c.name)
            for c in deal.contacts
        ]
        with_whom = _words("people", locale, people=", ".join(people))
        yield f"{with_whom} {source('contacts', locale)}"
    else:
        yield blank("people", locale)
    last = next(
        (one for one in deal.meetings if one.held and one.kind in ("meeting", "demo")), None
    )
    if last is not None:
        told_last = _words(f"last_{last.kind}", locale, day=day(last.on, locale))
        yield f"{told_last} {source('activities', locale)}"


def needs(outline: Outline, locale: str) -> Iterator[str]:
    """The customer's needs as people noted them, word for word."""
    for line in outline.needs:
        if line.tick is not None and line.tick.note:
            by = f"{line.tick.by}, {day(line.tick.on, locale)}"
            yield f"{quoted(line.tick.note, by)} {source('checklist', locale)}"
    notes = outline.deal.notes[:NOTES]
    for note in notes:
        yield f"{note_text(note, locale)} {source('notes', locale)}"
    yield f"**[{_words('check', locale)}]**" if notes else blank("needs", locale)


def solution(outline: Outline, locale: str) -> Iterator[str]:
    """What we sell them."""
    if outline.deal.product is None:
        yield blank("product", locale)
    else:
        yield f"{plain(outline.deal.product.name)} {source('opportunity', locale)}"
        yield blank("solution", locale)


def scope(outline: Outline, locale: str) -> Iterator[str]:
    """How much of it, for how long."""
    if outline.deal.term_months:
        term = _words("term", locale, n=outline.deal.term_months)
        yield f"{term} {source('opportunity', locale)}"
    else:
        yield blank("term", locale)
    yield blank("scope", locale)


def price(outline: Outline, locale: str) -> Iterator[str]:
    """The amount, what it was before the discount, the price of the list."""
    deal, told = outline.deal, outline.price
    if told.amount is None:
        yield blank("amount", locale)
    else:
        amount = amount_text(told.amount, deal.currency, locale)
        yield f"{_words('amount', locale, amount=amount)} {source('opportunity', locale)}"
    if told.full is not None and told.cost is not None and told.discount:
        facts = {
            "full": amount_text(told.full, deal.currency, locale),
            "cost": amount_text(told.cost, deal.currency, locale),
            "share": exact_share(told.discount, locale),
        }
        where = "opportunity" if deal.discount is not None else "proposals"
        yield f"{_words('discount', locale, **facts)} {source(where, locale)}"
    product = deal.product
    if product is not None and product.list_price is not None:
        listed = amount_text(product.list_price, product.currency, locale)
        told_listed = _words("listed", locale, product=plain(product.name), amount=listed)
        yield f"{told_listed} {source('price_list', locale)}"


def timeline(outline: Outline, locale: str) -> Iterator[str]:
    """What lies ahead, with its days."""
    deal = outline.deal
    for one in reversed(deal.meetings):
        if not one.held:
            told = _words(f"ahead_{one.kind}", locale, day=day(one.on, locale))
            yield f"{told} {source('activities', locale)}"
    for sent in deal.proposals[:1]:
        told = _words("sent", locale, id=plain(sent.id), day=day(sent.on, locale))
        yield f"{told} {source('proposals', locale)}"
    ends = deal.closed_on or deal.close_on
    if ends is None:
        yield blank("signature", locale)
    else:
        key = "signature" if deal.closed_on is None else deal.stage.kind
        told = _words(key, locale, day=day(ends, locale))
        passed = _passed(deal.close_on, outline, locale)
        yield f"{told}{passed} {source('opportunity', locale)}"
    yield blank("start", locale)


def proof(outline: Outline, locale: str) -> Iterator[str]:
    """Customers alike, without their names."""
    references = outline.alike.references if outline.alike else ()
    for one in references:
        yield f"{_reference(one, locale)} {source('deal', locale, id=plain(one.id))}"
    if not references:
        yield blank("proof", locale)


def next_steps(outline: Outline, locale: str) -> Iterator[str]:
    """The step that is agreed."""
    deal = outline.deal
    if not deal.next_step:
        yield blank("next_step", locale)
        return
    step = plain(deal.next_step)
    if deal.next_step_on is not None:
        step = say(locale, "say.drafts.dated", told=step, day=day(deal.next_step_on, locale))
    passed = _passed(deal.next_step_on, outline, locale)
    yield f"{step}{passed} {source('opportunity', locale)}"


def _passed(when: date | None, outline: Outline, locale: str) -> str:
    """A day of an open deal that is past is nothing to promise a customer."""
    if when is None or when >= outline.today or not outline.deal.is_open:
        return ""
    return f" **[{_words('check_day', locale)}]**"


def _reference(one: Reference, locale: str) -> str:
    kind = ", ".join(plain(part) for part in (one.industry, one.segment) if part)
    customer = _words("customer_of" if kind else "customer", locale, kind=kind)
    product = plain(one.product) if one.product else "–"
    when = day(one.closed_on, locale)
    return _words("reference", locale, customer=customer, product=product, day=when)


def _words(key: str, locale: str, **facts: object) -> str:
    return say(locale, f"say.drafts.proposal.{key}", **facts)
