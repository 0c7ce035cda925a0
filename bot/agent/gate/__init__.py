"""The number gate: prose is sent only when all it claims can be traced to what tools returned.

`evidence_of` gathers what the tools of this turn returned; `untraced` names what a text claims
beyond it. No tolerance but rounding, no model, no store.
"""

from bot.agent.gate.check import untraced
from bot.agent.gate.evidence import Evidence
from bot.agent.gate.gathering import evidence_of

__all__ = ["Evidence", "evidence_of", "untraced"]
