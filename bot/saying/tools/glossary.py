"""Entries of the glossary in words."""

from bot.saying.figures import Teller
from bot.saying.glossary import entry_lead, entry_text
from tools.engine.answer import Outcome
from tools.engine.registry import kpis

_IN_FULL = 2


def tell(outcome: Outcome, teller: Teller) -> str:
    """One figure or two explained in full, or more by a line each."""
    found = [kpis()[name] for name in outcome.glossary]
    if len(found) <= _IN_FULL:
        return "\n\n".join(entry_text(kpi, teller.locale) for kpi in found)
    return "\n".join(f"• {entry_lead(kpi, teller.locale)}" for kpi in found)
