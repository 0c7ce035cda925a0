"""What only the store can tell of a batch: who is known, teams, rates of closing days."""

from storage.bulk import Bulk
from storage.exchange.batch import Batch
from storage.exchange.layout import FIELD_CHANGES, FORECASTS, OPPORTUNITIES, QUOTAS
from storage.importing.load import Load
from storage.importing.rates import ClosingRates
from storage.importing.references import UNKNOWN, References, refuse_unknown
from storage.tables import people


class Additions:
    """Checks and derived columns that need the store, run once references are resolved."""

    def __init__(self, bulk: Bulk, references: References, reporting: str) -> None:
        self._bulk = bulk
        self._references = references
        self._reporting = reporting
        self._rates: ClosingRates | None = None

    def add_to(self, batch: Batch, load: Load) -> None:
        """Completes a batch of one file; what it finds unknown is refused and dropped."""
        if load.file is OPPORTUNITIES:
            # Read now, not at the start: the rates of this import are in by the first deal.
            self._rates = self._rates or ClosingRates(self._bulk.connection, self._reporting)
            self._rates.add_to(batch)
        elif load.file is FORECASTS:
            self._add_team(batch)
        elif load.file is FIELD_CHANGES:
            for name in ("old_value", "new_value"):
                self._check(batch, "field", "owner_email", name, "people")
        elif load.file is QUOTAS:
            self._check(batch, "kind", "person", "of", "people")
            self._check(batch, "kind", "product", "of", "products")
        batch.drop_refused()

    def _check(self, batch: Batch, telling: str, told: str, column: str, file: str) -> None:
        """Where the column `telling` says `told`, `column` has to name a row of `file`."""
        kinds = batch.columns[telling]
        values = batch.columns.get(column)
        if values is None or told not in kinds:
            return
        names = [value if kind == told else None for kind, value in zip(kinds, values, strict=True)]
        known = self._references.directory(file).pks(names)
        refuse_unknown(batch, column, names, list(map(known.get, names)), UNKNOWN[file])

    def _add_team(self, batch: Batch) -> None:
        submitters = sorted(set(batch.columns["submitted_by_pk"]))
        found = self._bulk.find(people, {"pk": submitters}, ["t.team"])
        team = {submitters[place]: name for place, name in found}
        batch.columns["team"] = [team[pk] for pk in batch.columns["submitted_by_pk"]]
