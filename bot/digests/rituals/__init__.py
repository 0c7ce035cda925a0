"""Rituals of a sales team: what is put on the table at each, one file a ritual.

A ritual says `RITUAL = Ritual("name", (part, ...))`; its parts are made of the tools, for the
person in whose eyes it is told.
"""

import sys
from collections.abc import Mapping
from functools import cache

from bot.digests.rituals.ritual import Ritual
from bot.found import modules_in


@cache
def rituals() -> Mapping[str, Ritual]:
    """All rituals by name."""
    found = modules_in(sys.modules[__name__], that_say="RITUAL")
    return {module.RITUAL.name: module.RITUAL for module in found}
