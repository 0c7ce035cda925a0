"""What people are compared by: one file an aspect, that says `ASPECT = Aspect(...)`."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tools.coaching.aspects.aspect import Aspect


@cache
def aspects() -> Mapping[str, Aspect]:
    """All of them by name, in the order of their files."""
    found = {}
    for module in iter_modules(__path__):
        aspect = getattr(import_module(f"{__name__}.{module.name}"), "ASPECT", None)
        if isinstance(aspect, Aspect):
            found[aspect.name] = aspect
    return found
