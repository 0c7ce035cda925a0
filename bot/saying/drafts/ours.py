"""What stays with us of a proposal: approval, risks, what is not known, whom the proof is from."""

from collections.abc import Iterator, Sequence

from bot.saying.drafts.facts import amount_text, in_language, source
from bot.saying.drafts.markdown import plain
from bot.saying.drafts.past import alike_text
from bot.saying.numbers import exact_share, value
from prompts import say
from tools.discounts.rules import Limit
from tools.drafts.dossier import Dossier
from tools.drafts.outline import Outline
from tools.drafts.price import POINTS, Price
from tools.engine.deal import Deal


def approval(outline: Outline, locale: str) -> Iterator[str]:
    """Whether the price is within the rules, and what becomes of it if not."""
    price, deal = outline.price, outline.deal
    if price.limit is None:
        yield _words("no_limit", locale)
    else:
        yield f"{_within(price, deal, price.limit, locale)} {limit_source(price.limit, locale)}"
    if price.cost is not None:
        cost = amount_text(price.cost, deal.currency, locale)
        yield f"{_words('costs', locale, cost=cost)} {source('computed', locale)}"
    if deal.is_open and price.needs_approval:
        yield _standing(outline, locale)
    if deal.is_open:
        for told in more_text(price, deal, POINTS, locale):
            yield f"{told} {source('points', locale)}"


def limit_source(limit: Limit, locale: str) -> str:
    """Where a limit stands."""
    if limit.line is None:
        return source("price_list", locale)
    return source("discount_rules", locale, line=limit.line)


def more_text(price: Price, deal: Dossier, points: float, locale: str) -> Iterator[str]:
    """What so many points more would take off the price, and who would have to approve."""
    costs, then = price.costs(points), price.with_more(points)
    if costs is None or then >= 1:
        return
    facts = {
        "points": value(points * 100, "count", None, locale),
        "cost": amount_text(costs, deal.currency, locale),
        "share": exact_share(then, locale),
    }
    told = _words("more", locale, **facts)
    if price.exceeds(then):
        who = next((one.name for one in price.approvers_of(then)), None)
        key = "more_needs" if who else "more_nobody"
        told = f"{told} {_words(key, locale, who=plain(who or ''))}"
    yield told


def _within(price: Price, deal: Dossier, limit: Limit, locale: str) -> str:
    key = "over" if price.needs_approval else "within" if price.discount else "no_discount"
    return _words(
        key,
        locale,
        limit=exact_share(limit.share, locale),
        product=plain(deal.product.name) if deal.product else _words("this_deal", locale),
        share=exact_share(price.discount or 0, locale),
    )


def _standing(outline: Outline, locale: str) -> str:
    asked = outline.approval
    may = outline.price.approvers
    if not may:
        return _words("nobody", locale)
    who = plain(may[0].name)
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
