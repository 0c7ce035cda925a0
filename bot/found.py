"""Finding the files of a folder that say what they add: one new file, no edit elsewhere."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


@cache  # every message asks for some of them
def modules_in(package: ModuleType, *, that_say: str) -> Sequence[ModuleType]:
    """The modules of a package and of the packages inside it which have this name, in the order
    of their files."""
    return tuple(_modules_in(package, that_say))


def _modules_in(package: ModuleType, that_say: str) -> Iterator[ModuleType]:
    for found in iter_modules(package.__path__, f"{package.__name__}."):
        module = import_module(found.name)
        if found.ispkg:
            yield from modules_in(module, that_say=that_say)
        elif hasattr(module, that_say):
            yield module
