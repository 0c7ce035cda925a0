"""A KPI's words in a language: the KPI's own file, else the language's."""

from prompts import language
from tools.engine.kpi import Kpi, Wording


def wording(kpi: Kpi, locale: str) -> Wording:
    """Label, meaning, names and formula; a language file may add or bring its own under `kpis`."""
    if locale in kpi.words:
        return kpi.words[locale]
    added = language(locale).get("kpis", {}).get(kpi.name)
    if added:
        return Wording(
            added["label"], added["meaning"], tuple(added["names"]), formula=added["formula"]
        )
    return kpi.words["en"]
