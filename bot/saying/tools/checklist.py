"""A deal's checklist as Markdown: what the next stage still needs first, then every item."""

from collections.abc import Iterator

from bot.saying.drafts.facts import (
    elsewhere_text,
    fact_text,
    heading,
    in_language,
    note_text,
    tick_text,
)
from bot.saying.drafts.markdown import plain
from bot.saying.figures import Teller
from prompts import say
from tools.drafts.checklist import Checklist, Line, Part
from tools.engine.answer import Outcome

NOTES = 3  # the latest


def tell(outcome: Outcome, teller: Teller) -> str | None:
    """The whole checklist."""
    if not isinstance(outcome.draft, Checklist):
        return None
    return "\n\n".join(_paragraphs(outcome.draft, teller.locale))


def _paragraphs(listed: Checklist, locale: str) -> Iterator[str]:
    deal = listed.deal
    yield say(locale, "say.drafts.checklist.title", deal=plain(deal.name))
    yield heading(deal, locale)
    yield standing(listed, locale)
    for part in listed.parts:
        yield f"## {part_name(listed, part, locale)}"
        yield "\n".join(_item(line, locale) for line in part.lines)
    if any(line.state != "answered" for line in listed.lines):
        yield f"_{say(locale, 'say.drafts.checklist.legend')}_"
    if deal.notes:
        yield f"## {say(locale, 'say.drafts.notes')}"
        yield "\n>\n".join(note_text(note, locale) for note in deal.notes[:NOTES])


def standing(listed: Checklist, locale: str) -> str:
    """How far it is, and what the next stage still needs."""
    lines, deal = listed.lines, listed.deal
    answered = sum(line.state == "answered" for line in lines)
    told = say(locale, "say.drafts.checklist.answered", n=answered, of=len(lines))
    if not deal.is_open:
        return f"{told} {say(locale, f'say.drafts.checklist.{deal.stage.kind}')}"
    after = plain(deal.stage.next or "–")
    if not listed.missing:
        return f"{told} {say(locale, 'say.drafts.checklist.ready', stage=after)}"
    names = " · ".join(in_language(line.label, locale) for line in listed.missing)
    return f"{told} {say(locale, 'say.drafts.checklist.missing', stage=after, items=names)}"


def part_name(listed: Checklist, part: Part, locale: str) -> str:
    """The playbook's name, or which stage the criteria are for."""
    if part.name is not None:
        return in_language(part.name, locale)
    key = "to_leave" if listed.deal.is_open else "stage_was"
    return say(locale, f"say.drafts.checklist.{key}", stage=plain(listed.deal.stage.name))


def _item(line: Line, locale: str) -> str:
    label = in_language(line.label, locale)
    if line.state == "answered":
        return f"- [x] **{label}** — {answer(line, locale)}"
    state = say(locale, f"say.drafts.checklist.{line.state}")
    asked = f" — {in_language(line.asks, locale)}" if line.asks else ""
    return f"- [ ] **{label}** ({state}){asked}"


def answer(line: Line, locale: str) -> str:
    """What answers an item: a person's tick before a fact."""
    if line.tick is not None:
        return tick_text(line.tick, locale) + elsewhere_text(line, locale)
    return fact_text(line.fact, locale) if line.fact is not None else ""
