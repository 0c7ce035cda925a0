"""What is computed once all rows of an import are in: one file each, found by itself."""

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules

from storage.bulk import Bulk


def refresh_all(bulk: Bulk) -> None:
    """Runs the `refresh(bulk)` of every file here, in the order of their names.

    Inside the transaction of the import: nobody sees new deals beside old rollups.
    """
    refresh(bulk, [module.name for module in iter_modules(__path__)])


def refresh(bulk: Bulk, names: Iterable[str]) -> None:
    """Runs those of some files."""
    for name in names:
        import_module(f"{__name__}.{name}").refresh(bulk)
