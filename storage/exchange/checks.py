"""What a row must hold beyond its single cells, and what follows from them."""

from typing import Any

from storage.exchange.batch import Batch
from storage.exchange.faults import Fault
from storage.exchange.history import History
from storage.exchange.layout import (
    FIELD_CHANGES,
    OPPORTUNITIES,
    QUOTAS,
    STAGE_CHANGES,
    File,
)
from storage.exchange.values import Values

_SPANS = (("starts_on", "ends_on"), ("active_from", "active_to"))


class Checks:
    """The checks of one file, run on each batch after its cells have been read."""

    def __init__(self, file: File, values: Values) -> None:
        self._file = file
        self._values = values
        self._history = History(values.stages)
        self._kinds = {pk: stage.kind for pk, stage in values.stages.by_pk().items()}

    def run(self, batch: Batch) -> None:
        """Refuses what does not fit together, drops it, and adds the derived columns."""
        for start, end in _SPANS:
            _refuse_backwards(batch, start, end)
        if self._file is FIELD_CHANGES:
            self._tell_changed_values(batch)
        elif self._file is OPPORTUNITIES:
            self._add_kind(batch)
        elif self._file is QUOTAS:
            _lower_emails(batch)
        batch.drop_refused()
        if self._file.day_of:
            moment, day = self._file.day_of
            batch.columns[day] = list(map(self._values.instants.day, batch.columns[moment]))
        if self._file is STAGE_CHANGES:
            self._add_history(batch)

    def _tell_changed_values(self, batch: Batch) -> None:
        fields = batch.columns["field"]
        for name in ("old_value", "new_value"):
            texts = batch.columns.get(name, [])
            told: list[Any] = []
            for index, text in enumerate(texts):
                try:
                    told.append(self._values.told(fields[index], text))
                except Fault as fault:
                    batch.refuse(index, name, text, fault.code, fault.facts)
                    told.append(None)
            if texts:
                batch.columns[name] = told

    def _add_kind(self, batch: Batch) -> None:
        kinds = list(map(self._kinds.get, batch.columns["stage_pk"]))
        closed_on = batch.columns.get("closed_on") or [None] * len(batch)
        for index, kind in enumerate(kinds):
            if kind != "open" and closed_on[index] is None and not batch.is_refused(index):
                batch.refuse(index, "closed_on", "", "closed_without_date", {})
        batch.columns["kind"] = kinds

    def _add_history(self, batch: Batch) -> None:
        columns = batch.columns
        derived = self._history.derive(
            columns["opportunity_pk"],
            columns["changed_at"],
            columns["changed_on"],
            columns["to_stage_pk"],
        )
        columns.update(derived._asdict())


def _refuse_backwards(batch: Batch, start: str, end: str) -> None:
    starts, ends = batch.columns.get(start), batch.columns.get(end)
    if starts and ends:
        for index, (first, last) in enumerate(zip(starts, ends, strict=True)):
            if first and last and last < first:
                batch.refuse(index, end, last, "ends_before_start", {"start": first})


def _lower_emails(batch: Batch) -> None:
    kinds, names = batch.columns["kind"], batch.columns["of"]
    batch.columns["of"] = [
        name.lower() if kind == "person" and name else name
        for kind, name in zip(kinds, names, strict=True)
    ]
