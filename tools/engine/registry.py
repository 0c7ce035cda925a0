"""Every KPI there is: one file under `tools/kpis` is enough to add one."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import tools.kpis
from storage.errors import UsageError
from tools.engine.kpi import Kpi
from tools.fold import fold


@cache
def kpis() -> Mapping[str, Kpi]:
    """All KPIs by name, in the order of the files and within them."""
    found: dict[str, Kpi] = {}
    for module in iter_modules(tools.kpis.__path__):
        for value in vars(import_module(f"tools.kpis.{module.name}")).values():
            if isinstance(value, Kpi):
                found.setdefault(value.name, value)
    return found


def kpi_named(name: str) -> Kpi:
    """The KPI of this name. Raises UsageError with the nearest names."""
    wanted = fold(name).replace(" ", "_").replace("-", "_")
    if wanted in kpis():
        return kpis()[wanted]
    from tools.engine.dimensions.naming import nearest  # noqa: PLC0415 (only a miss needs it)

    near = nearest(wanted, kpis()) or list(kpis())[:3]
    raise UsageError("kpi_unknown", given=name, nearest=", ".join(near))
