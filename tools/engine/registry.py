"""Every KPI there is: one file under `tools/kpis` is enough to add one."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import tools.kpis
from storage.errors import UsageError
from tools.engine.kpi import FAMILIES, Family, Kpi
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


def chapters() -> Mapping[Family, Sequence[Kpi]]:
    """All KPIs by family, as the glossary shows them; families without any are left out."""
    found = {family: [k for k in kpis().values() if k.family == family] for family in FAMILIES}
    return {family: members for family, members in found.items() if members}


def kpi_named(name: str) -> Kpi:
    """The KPI of this name. Raises UsageError with the nearest names."""
    wanted = fold(name).replace(" ", "_").replace("-", "_")
    if wanted in kpis():
        return kpis()[wanted]
    from tools.engine.dimensions.naming import nearest  # noqa: PLC0415 (only a miss needs it)

    called = {called: kpi.name for kpi in kpis().values() for called in _called(kpi)}
    near = dict.fromkeys(called[spelt] for spelt in nearest(name, called))
    raise UsageError("kpi_unknown", given=name, nearest=", ".join(near or list(kpis())[:3]))


def kpi_called(name: str) -> Kpi:
    """The KPI of this name, or the one that people call so. Raises UsageError like `kpi_named`."""
    wanted = fold(name)
    so = (kpi for kpi in kpis().values() if wanted in map(fold, _called(kpi)))
    return next(so, None) or kpi_named(name)


def _called(kpi: Kpi) -> Iterator[str]:
    """Its name, and all that people call it in any language."""
    yield kpi.name
    for words in kpi.words.values():
        yield from (words.label, *words.names)
