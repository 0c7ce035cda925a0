"""CSV files in any encoding, and the lines their rows start on."""

import csv
import random
from pathlib import Path

import pytest

from storage.connectors.csv_file import CsvFile


def read(file: CsvFile) -> list[tuple[int, list[str]]]:
    return [
        (line, list(row))
        for batch in file.batches()
        for line, row in zip(batch.lines, batch.rows, strict=True)
    ]


@pytest.mark.parametrize("rows_a_batch", [1, 3, 10_000])
def test_rows_and_lines_of_random_files(
    tmp_path: Path, rows_a_batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.connectors.csv_file.ROWS", rows_a_batch)
    dice = random.Random(5)
    pieces = ["a", "é", ",", '"', "\n", "\r\n", "\r", " ", ""]
    for _ in range(30):
        rows = [
            ["".join(dice.choices(pieces, k=dice.randint(0, 4))) for _ in range(3)]
            for _ in range(dice.randint(0, 12))
        ]
        path = tmp_path / "random.csv"
        expected, line = [], 2
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write("one,two,three\n")
            for row in rows:
                while dice.random() < 0.2:
                    file.write("\n")
                    line += 1
                csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(row)
                expected.append((line, row))
                line += 1 + sum(
                    cell.replace("\r\n", "\n").replace("\r", "\n").count("\n") for cell in row
                )
        assert read(CsvFile(path, "random.csv")) == expected


def test_other_encodings_separators_and_lines_above_the_header(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes("Export du 23/11\n\nNom;Montant\nCafé;12,5\n".encode("cp1252"))
    file = CsvFile(path, "export.csv", encoding="cp1252", separator=";", skip=2)
    assert file.header() == ["Nom", "Montant"]
    assert read(file) == [(4, ["Café", "12,5"])]


def test_rows_too_wide_are_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("a,b\n1,2,3\n4,5, ,\n6\n")
    (batch,) = CsvFile(path, "wide.csv").batches()
    assert [(line, value, fault.code) for line, _, value, fault in batch.faults] == [
        (2, "3", "too_many_cells")
    ]
    assert list(zip(batch.lines, batch.rows, strict=True)) == [(3, ["4", "5"]), (4, ["6", ""])]
