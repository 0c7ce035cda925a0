"""The mapping file: says which column of which foreign CSV or Excel file is what."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from storage.connectors.cells import cell_of
from storage.connectors.csv_file import CsvFile
from storage.connectors.excel import ExcelFile
from storage.connectors.mapped_sheet import MappedSheet, WrittenSheet
from storage.connectors.mapping_model import SheetRule, Writing
from storage.connectors.source import Source
from storage.errors import SetupError
from storage.exchange.layout import BY_NAME, COMPANY_KEYS, File
from storage.exchange.reading import Sheet

Model = TypeVar("Model", bound=BaseModel)
_EXCEL = {".xlsx", ".xlsm"}


def open_mapping(path: Path, data: Path) -> Source:
    """The foreign files as a source; `data` is the folder they lie in.

    Raises `SetupError`, naming file and key, for everything that is wrong with the mapping:
    no TOML, an unknown key or column, a foreign file, sheet or column that is not there.
    """
    told = _load(path)
    company = told.pop("company", None)
    writing = _checked(path, "files", told.pop("files", {}), Writing)
    if company is not None:
        _check_company(path, company)
    sheets: dict[str, list[Sheet]] = {}
    for target, rules in told.items():
        if target not in BY_NAME:
            raise SetupError("mapping_unknown_key", file=path.name, key=target)
        if not isinstance(rules, list):
            raise SetupError("mapping_value", file=path.name, key=target)
        for number, rule in enumerate(rules, start=1):
            opened = _open_sheet(path, data, target, rule, writing, f"{target}[{number}]")
            sheets.setdefault(target, []).append(opened)
    for file in BY_NAME.values():
        if file.required and file.name not in sheets:
            raise SetupError("mapping_missing_key", file=path.name, key=file.name)
    return Source(path.stem, sheets, company, path.name)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SetupError("mapping_toml", file=path.name, problem=error) from error
    except OSError as error:
        raise SetupError("import_source_missing", source=path) from error


def _check_company(path: Path, company: object) -> None:
    if not isinstance(company, Mapping):
        raise SetupError("mapping_value", file=path.name, key="company")
    for key in company:
        if key not in COMPANY_KEYS:
            raise SetupError("mapping_unknown_key", file=path.name, key=f"company.{key}")


def _checked(path: Path, key: str, told: object, model: type[Model]) -> Model:
    try:
        return model.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        codes = {"extra_forbidden": "mapping_unknown_key", "missing": "mapping_missing_key"}
        code = codes.get(first["type"], "mapping_value")
        if first["type"] == "one_source":
            code = "mapping_one_source"
        where = [key, *(str(part) for part in first["loc"] if str(part) not in _PYDANTIC)]
        raise SetupError(code, file=path.name, key=".".join(where)) from error


def _open_sheet(
    path: Path, data: Path, target: str, told: object, writing: Writing, key: str
) -> Sheet:
    rule = _checked(path, key, told, SheetRule)
    file = BY_NAME[target]
    if rule.rows:
        return _written_sheet(path, rule, file, key)
    _check_columns(path, file, rule.columns, f"{key}.columns")
    shown = str(rule.file)
    foreign = data / shown
    if not foreign.is_file():
        raise SetupError("mapping_file_missing", file=path.name, key=f"{key}.file", foreign=foreign)
    own = Writing.model_validate({**writing.model_dump(), **_written_as(rule)})
    if foreign.suffix.lower() in _EXCEL:
        opened: CsvFile | ExcelFile = ExcelFile(
            foreign, shown, rule.sheet, rule.skip_lines, own.decimal
        )
    else:
        opened = CsvFile(foreign, shown, own.encoding, own.separator, rule.skip_lines)
    header = tuple(opened.header())
    _check_sources(path, rule, header, key)
    return MappedSheet(target, opened, rule, own, header, foreign.stat().st_size)


def _written_as(rule: SheetRule) -> dict[str, Any]:
    return {
        name: getattr(rule, name) for name in Writing.model_fields if name in rule.model_fields_set
    }


def _written_sheet(path: Path, rule: SheetRule, file: File, key: str) -> Sheet:
    columns = tuple(dict.fromkeys(name for row in rule.rows for name in row))
    _check_columns(path, file, dict.fromkeys(columns), f"{key}.rows")
    cells = tuple(tuple(cell_of(row.get(name)) for name in columns) for row in rule.rows)
    return WrittenSheet(f"{path.name} ({key})", columns, cells, repeats=rule.repeats)


def _check_columns(path: Path, file: File, columns: Mapping[str, object], key: str) -> None:
    for name in columns:
        if name not in file.column_names():
            raise SetupError("mapping_unknown_key", file=path.name, key=f"{key}.{name}")
    for column in file.columns:
        if column.required and column.name not in columns:
            raise SetupError("mapping_missing_key", file=path.name, key=f"{key}.{column.name}")


def _check_sources(path: Path, rule: SheetRule, header: tuple[str, ...], key: str) -> None:
    wanted = [(f"{key}.columns.{name}", one.sources) for name, one in rule.columns.items()]
    wanted += [(f"{key}.skip", tuple(rule.skip)), (f"{key}.only", tuple(rule.only))]
    for place, sources in wanted:
        for source in sources:
            if source not in header:
                raise SetupError(
                    "mapping_source_column",
                    file=path.name,
                    key=place,
                    column=source,
                    foreign=rule.file,
                )


# pydantic names the members of a union in the place of an error
_PYDANTIC = {"str", "int", "float", "bool"}
