"""A discovery guide as Markdown: known, to learn, to ask, to beware of, and where answers go."""

from collections.abc import Iterator

from bot.saying.drafts.facts import (
    elsewhere_text,
    fact_text,
    heading,
    in_language,
    note_text,
    role_text,
    source,
)
from bot.saying.drafts.facts import tick_text as ticked
from bot.saying.drafts.markdown import plain
from bot.saying.drafts.past import alike_text
from bot.saying.figures import Teller
from bot.saying.numbers import day
from prompts import say
from tools.drafts.checklist import Line
from tools.drafts.dossier import Contact, Dossier
from tools.drafts.guide import Guide
from tools.drafts.questions import names_of
from tools.engine.answer import Outcome

NOTES = 3  # the latest


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """The whole guide."""
    if not isinstance(outcome.draft, Guide):
        return None
    return "\n\n".join(_paragraphs(outcome.draft, teller.locale))


def _paragraphs(guide: Guide, locale: str) -> Iterator[str]:
    deal = guide.deal
    yield _words("title", locale, deal=plain(deal.name))
    yield heading(deal, locale)
    if not deal.is_open:
        yield _words(deal.stage.kind, locale)
    yield f"## {_words('known', locale)}"
    yield "\n".join(f"- {line}" for line in _known(guide, locale))
    if deal.notes:
        yield "\n>\n".join(note_text(note, locale) for note in deal.notes[:NOTES])
    yield f"## {_words('learn', locale)}"
    gaps = [f"- [ ] **{in_language(g.label, locale)}**{_asked(g, locale)}" for g in guide.gaps]
    yield "\n".join(gaps) or _words("all_known", locale)
    yield f"## {_words('questions', locale)}"
    yield "\n".join(_questions(guide, locale))
    yield f"## {_words('traps', locale)}"
    yield alike_text(guide.alike, locale) if guide.alike else _words("no_alike", locale)
    yield f"## {_words('afterwards', locale)}"
    yield _words("tick", locale, deal=plain(deal.id))


def _known(guide: Guide, locale: str) -> Iterator[str]:
    deal = guide.deal
    yield from _account(deal, locale)
    for contact in deal.contacts:
        yield f"{_person(contact, locale)} {source('contacts', locale)}"
    if not deal.contacts:
        yield _words("nobody", locale)
    yield _meetings(deal, locale)
    for line in guide.known:
        # The people stand above.
        if line.tick is not None:
            told = ticked(line.tick, locale) + elsewhere_text(line, locale)
            yield f"{in_language(line.label, locale)} — {told}"
        elif line.fact is not None and line.fact.source != "contacts":
            yield f"{in_language(line.label, locale)} — {fact_text(line.fact, locale)}"


def _account(deal: Dossier, locale: str) -> Iterator[str]:
    if deal.account is not None:
        told = (deal.account.name, deal.account.segment, deal.account.industry)
        yield f"{', '.join(plain(one) for one in told if one)} {source('account', locale)}"
    if deal.product is not None:
        yield f"{plain(deal.product.name)} {source('opportunity', locale)}"


def _person(contact: Contact, locale: str) -> str:
    title = f", {plain(contact.title)}" if contact.title else ""
    role = role_text(contact.role, locale)
    return f"{plain(contact.name)}{title}{f' ({role})' if role else ''}"


def _meetings(deal: Dossier, locale: str) -> str:
    held = [one for one in deal.meetings if one.held and one.kind in {"meeting", "demo"}]
    if not held:
        return _words("never", locale)
    told = _words("held", locale, n=len(held), day=day(held[0].on, locale))
    return f"{told} {source('activities', locale)}"


def _asked(line: Line, locale: str) -> str:
    return f" — {in_language(line.asks, locale)}" if line.asks else ""


def _questions(guide: Guide, locale: str) -> Iterator[str]:
    names = {name: plain(told) for name, told in names_of(guide.deal).items()}
    for place, question in enumerate(guide.questions, 1):
        yield f"{place}. {in_language(question.ask, locale).format_map(names)}"


def _words(key: str, locale: str, **facts: object) -> str:
    return say(locale, f"say.drafts.discovery.{key}", **facts)
