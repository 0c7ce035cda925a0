"""Every kind of change there is: one file under `tools/changes` that says `KINDS`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import tools.changes
from tools.changes.change import Kind


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name."""
    found: dict[str, Kind] = {}
    for module in iter_modules(tools.changes.__path__):
        for kind in getattr(import_module(f"tools.changes.{module.name}"), "KINDS", ()):
            found[kind.name] = kind
    return found
