"""A folder of the exchange format being written: all its files appear at once, at the end."""

import csv
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

COLUMNS = {
    "people": "email name role manager_email team territory time_zone locale slack_user_id "
    "active_from active_to",
    "stages": "name position kind probability exit_criteria",
    "accounts": "id name segment industry territory country owner_email ideal_customer",
    "products": "id name family list_price currency max_discount",
    "opportunities": "id name account_id owner_email product_id amount currency mrr term_months "
    "discount stage forecast_category probability created_on close_on closed_on next_step "
    "next_step_on lost_reason lead_source",
    "stage_changes": "opportunity_id changed_at from_stage to_stage",
    "field_changes": "opportunity_id changed_at field old_value new_value",
    "activities": "id opportunity_id account_id owner_email kind occurred_at outcome qualified",
    "contacts": "opportunity_id name title role email",
    "proposals": "id opportunity_id sent_on amount currency discount",
    "quotas": "kind of starts_on ends_on amount currency",
    "forecasts": "submitted_by starts_on ends_on submitted_at commit best_case comment",
    "costs": "starts_on ends_on kind amount currency",
    "exchange_rates": "currency valid_from rate",
    "objectives": "name owner_email kpi target starts_on ends_on segment product_id territory",
    "aliases": "kind name alias",
    "notes": "opportunity_id written_at author_email text",
}
_BUFFER = 1 << 18  # bytes a file


class Folder:
    """Context manager: rows are appended to files, which are moved into `path` on leaving.

    When an error ends the block, `path` is left as it was.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open = ExitStack()
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._path.mkdir(parents=True, exist_ok=True)
        scratch = TemporaryDirectory(dir=self._path, prefix=".sample-")
        self._scratch = Path(self._open.enter_context(scratch))
        self._files = self._open.enter_context(ExitStack())
        for name, columns in COLUMNS.items():
            target = self._scratch / f"{name}.csv"
            file = target.open("w", encoding="utf-8", newline="", buffering=_BUFFER)
            self._files.enter_context(file)
            self._writers[name] = csv.writer(file, lineterminator="\n")
            self._writers[name].writerow(columns.split())
        return self

    def add(self, file: str, rows: Iterable[Sequence[str]]) -> None:
        """Append rows, in the order of `COLUMNS`, to `<file>.csv`."""
        self._writers[file].writerows(rows)

    def write_text(self, name: str, text: str) -> None:
        """Write a whole file that is no table."""
        (self._scratch / name).write_text(text, encoding="utf-8")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._open:
            self._files.close()
            if error is None:
                for file in sorted(self._scratch.iterdir()):
                    file.replace(self._path / file.name)
