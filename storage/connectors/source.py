"""What every source gives to the import, and how a source is recognised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.errors import SetupError
from storage.exchange.reading import Sheet


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth telling that refuses nothing (`import.notices.<code>`)."""

    code: str
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Source:
    """All that comes in at one import.

    `sheets` are by the name of the file of the exchange format; one file can come in several
    sheets. `company` is None where the source says nothing about it; its values are as found.
    """

    name: str
    sheets: Mapping[str, Sequence[Sheet]]
    company: Mapping[str, Any] | None
    company_file: str
    notices: Sequence[Notice] = field(default_factory=tuple)


def open_source(path: Path, data: Path | None = None) -> Source:
    """The source at `path`: a folder of the exchange format, or a mapping file (`.toml`).

    Foreign files of a mapping are looked for in `data`, by default beside the mapping.
    Raises `SetupError` for what is neither or a broken mapping, `PiloteError` where a file
    that has to be there is missing or cannot be read.
    """
    if path.is_dir():
        from storage.connectors.folder import open_folder  # noqa: PLC0415 (one of the two)

        return open_folder(path)
    if not path.exists():
        raise SetupError("import_source_missing", source=path)
    if path.suffix.lower() != ".toml":
        raise SetupError("import_source_unknown", source=path)
    from storage.connectors.mapping import open_mapping  # noqa: PLC0415 (loads pydantic)

    return open_mapping(path, data or path.parent)
