"""A folder of the exchange format being written: all its files appear at once, at the end."""

import csv
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self

from storage.exchange.layout import FILES

_BUFFER = 1 << 18  # bytes a file


class Folder:
    """Context manager: rows are appended to files, which are moved into `path` on leaving.

    When an error ends the block, `path` is left as it was.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open = ExitStack()
        self._writers: dict[str, Any] = {}
        self._quoting: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._path.mkdir(parents=True, exist_ok=True)
        scratch = TemporaryDirectory(dir=self._path, prefix=".writing-")
        self._scratch = Path(self._open.enter_context(scratch))
        self._files = self._open.enter_context(ExitStack())
        for exchange_file in FILES:
            target = self._scratch / exchange_file.csv
            file = target.open("w", encoding="utf-8", newline="", buffering=_BUFFER)
            self._files.enter_context(file)
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(exchange_file.column_names())
            self._writers[exchange_file.name] = writer
            self._quoting[exchange_file.name] = csv.writer(
                file, lineterminator="\n", quoting=csv.QUOTE_ALL
            )
        return self

    def add(self, file: str, rows: Iterable[Sequence[str]], *, quoted: bool = False) -> None:
        """Append rows, in the order of its columns, to `<file>.csv`.

        Cells with a lone carriage return have to be `quoted`: by itself the writer sees to
        commas, quotes and line feeds only.
        """
        writer = self._quoting[file] if quoted else self._writers[file]
        writer.writerows(rows)

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
