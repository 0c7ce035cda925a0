"""Entries of the glossary in words."""

from bot.saying.figures import Teller
from bot.saying.glossary import entry_lead, entry_text
from tools.engine.answer import Outcome
from tools.engine.registry import kpis


def tell(outcome: Outcome, teller: Teller) -> str:
    """One figure explained in full, or several by a line each."""
    found = [kpis()[name] for name in outcome.glossary]
    if len(found) == 1:
        return entry_text(found[0], teller.locale)
    return "\n".join(f"• {entry_lead(kpi, teller.locale)}" for kpi in found)
