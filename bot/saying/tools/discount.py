"""How much discount somebody may give, who approves more, and what it costs, in words."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from bot.saying.drafts.facts import amount_text
from bot.saying.drafts.ours import more_text
from bot.saying.figures import Teller
from bot.saying.numbers import exact_share, money
from prompts import say
from tools.discounts.approvers import Approver
from tools.discounts.rules import Band, Limit
from tools.discounts.terms import OnProduct, Terms
from tools.drafts.dossier import Dossier
from tools.drafts.price import Price
from tools.engine.answer import Outcome


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """The limit first, then who approves more and what more would cost."""
    terms = outcome.terms
    if terms is None:
        return None
    told = _Told(terms, teller.locale)
    deal, price = terms.deal, terms.price
    lines = told.of_deal(deal, price) if deal and price else told.of_products()
    return "\n".join(lines)


class _Told:
    def __init__(self, terms: Terms, locale: str) -> None:
        self._terms = terms
        self._locale = locale

    def of_deal(self, deal: Dossier, price: Price) -> Iterator[str]:
        """The price as it is, the owner's limit, what more would cost."""
        yield self._priced(deal, price)
        limit = price.limit
        if limit is None:
            yield self._say("deal_unlimited")
        else:
            yield self._say("owner", owner=deal.owner, share=self._share(limit.share),
                            why=self._why(limit))  # fmt: skip
        yield from self._off(lambda amount: amount_text(amount, deal.currency, self._locale))
        wanted = self._terms.share
        if wanted is not None:
            yield self._may(wanted, price.exceeds(wanted), price.approvers_of(wanted))
        elif price.needs_approval:
            yield self._may(price.discount or 0.0, True, price.approvers)
            yield from self._asked(price)
        elif limit is not None:
            yield from self._steps([a for a in price.above if _exceeds(a, limit)])
        if self._terms.points is not None:
            yield from more_text(price, deal, self._terms.points, self._locale)

    def of_products(self) -> Iterator[str]:
        """The asker's limits, and who approves more."""
        terms = self._terms
        for one in terms.products:
            yield from self._limits(one)
        if len(terms.products) != 1:
            return
        [one] = terms.products
        limit = one.bands[0].limit if len(one.bands) == 1 else None
        if terms.share is not None and len(one.bands) == 1:
            over = limit is not None and terms.share > limit.share
            may = [person for person in terms.above if person.may_approve(terms.share)]
            yield from self._off(self._money)
            yield self._may(terms.share, over, may)
        elif limit is not None:
            yield from self._steps([a for a in terms.above if _exceeds(a, limit)])
        if terms.has_people:
            key = "approve_any" if one.approval is None else "approve"
            share = self._share(one.approval.share) if one.approval else ""
            yield self._say(key, share=share)

    def _off(self, shown: Callable[[Decimal], str]) -> Iterator[str]:
        """What the discount that was asked about takes off, and what is left."""
        before, cost = self._terms.before, self._terms.cost
        if before is not None and cost is not None and self._terms.share is not None:
            facts = {"before": shown(before), "cost": shown(cost), "left": shown(before - cost)}
            yield self._say("takes_off", share=self._share(self._terms.share), **facts)

    def _limits(self, one: OnProduct) -> Iterator[str]:
        product = one.product or self._say("everything")
        at = self._terms.amount
        where = self._say("at", product=product, amount=self._money(at)) if at else product
        if len(one.bands) > 1:
            parts = self._say("joint").join(self._band(band) for band in one.bands)
            yield self._say("banded", product=where, parts=parts)
            return
        limit = one.bands[0].limit
        if limit is None:
            yield self._say("unlimited", product=where)
        else:
            yield self._say("yours", product=where, share=self._share(limit.share),
                            why=self._why(limit))  # fmt: skip

    def _band(self, band: Band) -> str:
        share = self._share(band.limit.share) if band.limit else self._say("no_limit")
        if band.over is None:
            return self._say("below", below=self._money(band.below or Decimal(0)), share=share)
        if band.below is None:
            return self._say("from", over=self._money(band.over), share=share)
        return self._say(
            "between", over=self._money(band.over), below=self._money(band.below), share=share
        )

    def _priced(self, deal: Dossier, price: Price) -> str:
        if price.amount is None:
            return self._say("no_price", deal=deal.label)
        amount = amount_text(price.amount, deal.currency, self._locale)
        if self._terms.amount is not None:
            return self._say("supposed", deal=deal.label, amount=amount)
        if price.full is None or price.cost is None:
            return self._say("priced", deal=deal.label, amount=amount)
        return self._say(
            "discounted",
            deal=deal.label,
            amount=amount,
            share=self._share(price.discount or 0.0),
            full=amount_text(price.full, deal.currency, self._locale),
            cost=amount_text(price.cost, deal.currency, self._locale),
        )

    def _asked(self, price: Price) -> Iterator[str]:
        asked = self._terms.asked
        if asked is not None and asked.covers(price):
            key, who = ("approved", asked.decided_by) if asked.decided_by else ("waits", "")
            yield self._say(key, who=who)

    def _may(self, share: float, over: bool, may: Sequence[Approver]) -> str:
        key = "within" if not over else "needs" if may else "nobody"
        return self._say(key, share=self._share(share), who=may[0].name if may else "")

    def _steps(self, more: Sequence[Approver]) -> Iterator[str]:
        if not more:
            yield self._say("no_more")
            return
        steps = [
            self._say("step", name=one.name, share=self._share(one.limit.share))
            if one.limit
            else self._say("step_any", name=one.name)
            for one in more
        ]
        yield self._say("above", steps=self._say("joint").join(steps))

    def _why(self, limit: Limit) -> str:
        if limit.line is None:
            return say(self._locale, "say.drafts.sources.price_list")
        return say(self._locale, "say.drafts.sources.discount_rules", line=limit.line)

    def _share(self, share: float) -> str:
        return exact_share(share, self._locale)

    def _money(self, amount: Decimal) -> str:
        return money(float(amount), self._terms.currency, self._locale)

    def _say(self, key: str, **facts: object) -> str:
        return say(self._locale, f"say.discounts.{key}", **facts)


def _exceeds(one: Approver, limit: Limit) -> bool:
    return one.limit is None or one.limit.share > limit.share
