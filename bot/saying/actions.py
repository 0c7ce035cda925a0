"""Actions in words."""

from collections.abc import Sequence

from bot.saying.numbers import day
from prompts import say
from tools.actions.listing import Action


def action_line(action: Action, asker: str, locale: str) -> str:
    """One action: what, by when, whose where it is not the reader's own, about which deal."""
    parts = [action.what, say(locale, "say.actions.due", day=day(action.due_on, locale))]
    if action.owner != asker:
        parts.append(action.owner_name)
    return " · ".join([*parts, *([action.deal] if action.deal else [])])


def actions_text(actions: Sequence[Action], asker: str, locale: str) -> str:
    """All of them, the first due first."""
    if not actions:
        return say(locale, "say.actions.none")
    lead = say(locale, "say.actions.lead", n=len(actions))
    return "\n".join([lead, *(f"• {action_line(one, asker, locale)}" for one in actions)])
