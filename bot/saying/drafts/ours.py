"""What stays with us of a proposal: approval, risks, what is not known, whom the proof is from."""

from collections.abc import Iterator, Sequence

from bot.saying.drafts.facts import amount_text, in_language, source
from bot.saying.drafts.markdown import plain
from bot.saying.drafts.past import alike_text
from bot.saying.numbers import exact_share
from prompts import say
from tools.drafts.outline import Outline
from tools.engine.deal import Deal


def approval(outline: Outline, locale: str) -> Iterator[str]:
    """Whether the price is within the rules, and what becomes of it if not."""
    price, deal = outline.price, outline.deal
    if deal.product is None or price.limit is None:
        yield _words("no_limit", locale)
        return
    facts = {
        "limit": exact_share(price.limit, locale),
        "product": plain(deal.product.name),
        "share": exact_share(price.discount or 0, locale),
    }
    if not price.needs_approval:
        key = "within" if price.discount else "no_discount"
        yield f"{_words(key, locale, **facts)} {source('price_list', locale)}"
        return
    yield f"{_words('over', locale, **facts)} {source('price_list', locale)}"
    if price.cost is not None:
        cost = amount_text(price.cost, deal.currency, locale)
        yield f"{_words('costs', locale, cost=cost)} {source('computed', locale)}"
    if deal.is_open:
        yield _standing(outline, locale)


def _standing(outline: Outline, locale: str) -> str:
    asked = outline.approval
    who = plain(outline.approver or "–")
    if asked is None or not asked.covers(outline.price):
        return _words("needs", locale, who=who)
    if asked.decided_by is None:
        return _words("waits", locale, who=who)
    return _words("approved", locale, who=plain(asked.decided_by))


def risks(deals: Sequence[Deal], locale: str) -> Iterator[str]:
    """The deal's signals, each with its fact."""
    found = [one for deal in deals for one in deal.signals]
    for one in found:
        yield f"{plain(one.fact)} {source('signals', locale)}"
    if not found:
        yield _words("no_risks", locale)


def missing(outline: Outline, locale: str) -> Iterator[str]:
    """What the next stage needs and nobody knows, and how deals alike were lost."""
    names = [in_language(line.label, locale) for line in outline.missing]
    if names:
        yield _words("unknown", locale, items=" · ".join(names))
    if outline.alike is not None:
        yield alike_text(outline.alike, locale)


def references(outline: Outline, locale: str) -> Iterator[str]:
    """The names behind the proof: nobody asked them whether they may be named."""
    for one in outline.alike.references if outline.alike else ():
        account = plain(one.account or say(locale, "say.drafts.no_account"))
        yield _words("named", locale, id=plain(one.id), name=plain(one.name), account=account)


def _words(key: str, locale: str, **facts: object) -> str:
    return say(locale, f"say.drafts.ours.{key}", **facts)
