"""What is computed once all rows of an import are in: one file each, found by itself."""

from importlib import import_module
from pkgutil import iter_modules

from storage.bulk import Bulk


def refresh_all(bulk: Bulk) -> None:
    """Runs the `refresh(bulk)` of every file here, in the order of their names.

    Inside the transaction of the import: nobody sees new deals beside old rollups.
    """
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}").refresh(bulk)
