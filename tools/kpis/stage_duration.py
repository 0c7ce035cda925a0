"""Stage duration: how long deals stay in each open stage, and which of them holds them longest."""

from collections.abc import Sequence
from datetime import timedelta

from tools.engine.each_grain import EachGrain
from tools.engine.facts.durations import Durations
from tools.engine.figure import Facts, Line
from tools.engine.kpi import Kpi, NoValue, Wording
from tools.engine.measure import Parts

_MICROSECONDS = timedelta(days=1) / timedelta(microseconds=1)


def _in_days(parts: Parts) -> float:
    if "median" not in parts:
        raise NoValue("no_visit_ended")
    return float(parts["median"] / _MICROSECONDS)


def _bottleneck(_whole: Parts, rows: Sequence[Line]) -> Facts:
    """The open stage with the longest median, where there are several to compare."""
    stages = [row for row in rows if row.value is not None and "stage" in row.by]
    if len(stages) < 2:
        return {}
    longest = max(row.value or 0.0 for row in stages)
    return {"bottleneck": [row.by["stage"] for row in stages if row.value == longest]}


stage_duration = Kpi(
    name="stage_duration",
    family="conversion",
    unit="days",
    better="lower",
    dated_by="left_at",
    looks="back",
    measures=(EachGrain(Durations()),),
    value=_in_days,
    n="ended",
    always_by="stage",
    tells=_bottleneck,
    words={
        "en": Wording(
            "Stage duration",
            "Median days from entering a stage to leaving it, of the visits that ended in the"
            " period; the bottleneck is the open stage with the longest.",
            ("stage duration", "time in stage", "bottleneck"),
            "Median (day left − day entered), by stage",
        ),
        "fr": Wording(
            "Durée par étape",
            "Médiane des jours entre l'entrée dans une étape et sa sortie, pour les passages"
            " terminés dans la période ; le goulot est l'étape ouverte la plus longue.",
            ("durée par étape", "temps passé par étape", "goulot d'étranglement"),
            "Médiane (sortie − entrée), par étape",
        ),
    },
)
