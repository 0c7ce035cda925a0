"""The outline of a proposal as Markdown: the template's sections, each line with its source."""

from collections.abc import Mapping

from bot.saying.drafts import ours, sections
from bot.saying.drafts.markdown import Ready, plain
from bot.saying.drafts.template import rendered, shipped
from bot.saying.figures import Teller
from bot.saying.reasons import error_text
from prompts import say
from storage.errors import PiloteError
from tools.drafts.outline import Outline
from tools.engine.answer import Outcome

LISTS = (
    *("context", "needs", "solution", "scope", "price", "timeline", "proof", "next_steps"),
    *("approval", "risks", "missing", "references"),
)
# What a template is tried with before it is kept.
NAMES: Mapping[str, object] = {
    **dict.fromkeys(("deal", "account", "owner", "stage"), "–"),
    "is_open": True,
    **{name: [Ready("–")] for name in LISTS},
}


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """By the company's own template; where that cannot be used, by the bot's, and it says so."""
    outline, locale = outcome.draft, teller.locale
    if not isinstance(outline, Outline):
        return None
    facts = facts_of(outcome, outline, locale)
    own = outline.templates.get(locale)
    if own is None:
        return rendered(shipped("proposal", locale), facts)
    try:
        return rendered(own, facts)
    except PiloteError as error:
        reason = plain(error_text(error, locale))
        told = say(locale, "say.drafts.proposal.own_template", reason=reason)
        return f"> {told}\n\n{rendered(shipped('proposal', locale), facts)}"


def facts_of(outcome: Outcome, outline: Outline, locale: str) -> Mapping[str, object]:
    """What a template can use: names as text, sections as lists of lines."""
    deal = outline.deal
    lines = {
        "context": sections.context(outline, locale),
        "needs": sections.needs(outline, locale),
        "solution": sections.solution(outline, locale),
        "scope": sections.scope(outline, locale),
        "price": sections.price(outline, locale),
        "timeline": sections.timeline(outline, locale),
        "proof": sections.proof(outline, locale),
        "next_steps": sections.next_steps(outline, locale),
        "approval": ours.approval(outline, locale),
        "risks": ours.risks(outcome.deals, locale),
        "missing": ours.missing(outline, locale),
        "references": ours.references(outline, locale),
    }
    return {
        "deal": deal.name,
        "account": deal.account.name if deal.account else None,
        "owner": deal.owner,
        "stage": deal.stage.name,
        "is_open": deal.is_open,
        **{name: [Ready(line) for line in some] for name, some in lines.items()},
    }
