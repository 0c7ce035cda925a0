"""Actions in words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.saying.numbers import day, money
from prompts import say
from tools.actions.listing import Action
from tools.actions.moved import Moved


def action_line(action: Action, asker: str, locale: str) -> str:
    """One action: what, by when, whose where it is not the reader's own, about which deal."""
    parts = [action.what, say(locale, "say.actions.due", day=day(action.due_on, locale))]
    if action.owner != asker:
        parts.append(action.owner_name)
    return " · ".join([*parts, *([action.deal] if action.deal else [])])


def promised_text(what: str, owner: str | None, due: date, deal: str | None, locale: str) -> str:
    """An action before it is made; `owner` is the name of whose it is, where it is not the
    reader's own, `deal` that of the deal."""
    key = "other" if owner else "own"
    facts = {"what": what, "name": owner, "due": day(due, locale)}
    lines = [say(locale, f"slack.action_said.{key}", **facts)]
    return "\n".join(
        [*lines, *([say(locale, "slack.action_said.deal", deal=deal)] if deal else [])]
    )


def actions_text(actions: Sequence[Action], asker: str, locale: str) -> str:
    """All of them, the first due first."""
    if not actions:
        return say(locale, "say.actions.none")
    lead = say(locale, "say.actions.lead", n=len(actions))
    return "\n".join([lead, *(f"• {action_line(one, asker, locale)}" for one in actions)])


def followed_line(
    action: Action, asker: str, currency: str, locale: str, today: date | None = None
) -> str:
    """One action as it is looked at later: done or not (with `today` also whether it is overdue),
    and whether it moved its deal; `currency` is the company's."""
    told = action_line(action, asker, locale)
    if action.done:
        told = say(locale, "say.actions.done", action=told)
    elif today is not None and action.due_on < today:
        told = say(locale, "say.actions.overdue", action=told)
    moved = _moved_text(action, currency, locale)
    return f"{told} · {moved}" if moved else told


def _moved_text(action: Action, currency: str, locale: str) -> str | None:
    if action.moved is None:
        return None
    if not action.moved:
        return say(locale, "say.actions.unmoved")
    shown = action.currency or currency
    steps = ", ".join(_step(one, shown, locale) for one in action.moved)
    return say(locale, "say.actions.moved_by", steps=steps)


def _step(moved: Moved, currency: str, locale: str) -> str:
    before, after = (_value(one, currency, locale) for one in (moved.before, moved.after))
    return say(locale, f"say.actions.moved.{moved.what}", before=before, after=after)


def _value(value: str | Decimal | date | None, currency: str, locale: str) -> str:
    if value is None:
        return say(locale, "say.none")
    if isinstance(value, Decimal):
        return money(float(value), currency, locale)
    return value if isinstance(value, str) else day(value, locale)
