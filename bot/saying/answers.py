"""Whole answers in words: figures, deals, the glossary, help, questions back, refusals."""

from collections.abc import Sequence

from bot.reader import Reading
from bot.saying.figures import Teller
from bot.saying.numbers import day, money
from bot.saying.reasons import reason_of
from bot.saying.tools import told_by_tool
from prompts import language, say
from tools.engine.answer import Answer, Outcome, Status
from tools.engine.deal import Deal
from tools.engine.dimensions import FINDINGS
from tools.engine.figure import Figure
from tools.engine.registry import kpis
from tools.engine.wording import wording

_WORST: tuple[Status, ...] = ("error", "denied", "declined", "clarify", "answered")


def drafted(outcome: Outcome, teller: Teller) -> dict[str, str]:
    """A draft in the contract's shape: its kind is its tool's name."""
    return {"kind": outcome.tool, "markdown": told_by_tool(outcome, teller) or ""}


def outcome_text(outcome: Outcome, teller: Teller) -> str:
    """What one tool found, in words."""
    told = told_by_tool(outcome, teller)
    if told is not None:
        return told
    locale = teller.locale
    if outcome.offers:
        return _offered(outcome, locale)
    # An answer leads with what has a value.
    valued_first = sorted(outcome.figures, key=lambda figure: figure.value is None)
    blocks = []
    for place, figure in enumerate(valued_first):
        told = figure_text(figure, teller)
        explained = place and figure.value is None and figure.kpi == valued_first[0].kpi
        blocks.append(told.partition("\n")[0] if explained else told)
    answered = all(figure.status == "answered" for figure in outcome.figures)
    if outcome.tool in language(locale)["say"]["lists"] and answered:
        blocks.append(deals_text(outcome, locale))
    elif outcome.deals:
        blocks.append(largest_text(outcome.deals, locale))
    return "\n\n".join(blocks)


def _offered(outcome: Outcome, locale: str) -> str:
    """What may be meant, to choose from."""
    choices = [f"{place}. {offer.label}" for place, offer in enumerate(outcome.offers, 1)]
    return "\n".join([say(locale, "say.drafts.which_deal"), *choices])


def figure_text(figure: Figure, teller: Teller) -> str:
    """One figure, or why there is none."""
    if figure.status != "answered":
        label = wording(kpis()[figure.kpi], teller.locale).label
        return f"{label} — {reason_of(figure, teller.locale)}"
    return "\n".join(teller.figure(figure).lines)


def deals_text(outcome: Outcome, locale: str) -> str:
    """Deals under how many there are, a line each and one for what was found about it."""
    filtered = any(FINDINGS & figure.where.keys() for figure in outcome.figures)
    words = f"say.lists.{'deals' if filtered else outcome.tool}"  # not all that are at risk
    count, shown = outcome.deal_count, len(outcome.deals)
    if not shown:
        return say(locale, f"{words}.none")
    key = "all" if shown >= count else "top"
    lines = [say(locale, f"{words}.{key}", n=count, shown=shown)]
    for deal in outcome.deals:
        lines.append(f"• {deal_line(deal, locale)}")
        facts = facts_line(deal, locale)
        lines += [facts] if facts else []
    return "\n".join(lines)


def facts_line(deal: Deal, locale: str) -> str | None:
    """What was found about a deal, on one line."""
    facts = [found.fact for found in (*deal.signals, *deal.defects, *deal.marks)]
    return say(locale, "say.found", facts=" · ".join(facts)) if facts else None


def largest_text(deals: Sequence[Deal], locale: str) -> str:
    """The largest deals behind a figure, on one line."""
    return say(locale, "say.largest", deals=" · ".join(_briefly(deal, locale) for deal in deals))


def _briefly(deal: Deal, locale: str) -> str:
    if deal.amount is None:
        return deal.name
    return f"{deal.name} {money(float(deal.amount), deal.currency, locale)}"


def deal_line(deal: Deal, locale: str, *, is_mine: bool = False) -> str:
    """One deal: name, amount, stage, owner (but to themselves), the day it closed or shall."""
    amount = say(locale, "say.no_amount")
    if deal.amount is not None:
        amount = money(float(deal.amount), deal.currency, locale)
    words, close = "say.undated_deal_line", ""
    if deal.closed_on is not None:
        words, close = "say.closed_deal_line", day(deal.closed_on, locale)
    elif deal.close_on is not None:
        words, close = "say.deal_line", day(deal.close_on, locale)
    return say(
        locale,
        words,
        name=deal.name,
        amount=amount,
        stage=deal.stage or say(locale, "say.none"),
        owner="" if is_mine else f"{deal.owner} · ",
        close=close,
    )


def status_of(outcomes: Sequence[Outcome]) -> Status:
    """The status of the whole: the worst of its figures."""
    found = {figure.status for outcome in outcomes for figure in outcome.figures}
    return next((status for status in _WORST if status in found), "answered")


def asking_back(reading: Reading, locale: str) -> str:
    """The question back: what was understood, which words were not, what can be asked."""
    known = language(locale)["say"]["clarify"]
    code = reading.reason if reading.reason in known else "other"
    parts = [say(locale, f"say.clarify.{code}")]
    silent = {None, "filler", "talk"}
    understood = [span.text for span in reading.understood if span.kind not in silent]
    if understood and reading.unread:
        parts.append(say(locale, "say.understood", words=", ".join(understood)))
    if reading.unread:
        words = (say(locale, "say.quoted", text=word) for word in reading.unread)
        parts.append(say(locale, "say.unread", words=", ".join(words)))
    if reading.choices:
        parts.append(say(locale, "say.choices" if reading.unread else "say.which"))
        parts += [f"{place}. {c.label}" for place, c in enumerate(reading.choices, 1)]
    return "\n".join(parts)


def declining(reading: Reading, locale: str) -> str:
    """The friendly no to what is not the bot's job."""
    known = language(locale)["say"]["declined"]
    code = reading.reason if reading.reason in known else "other"
    return say(locale, f"say.declined.{code}")


def exit_status(answer: Answer) -> int:
    """0 answered; 1 asked back, declined or refused; 2 broken."""
    return {"answered": 0, "error": 2}.get(answer.status, 1)
