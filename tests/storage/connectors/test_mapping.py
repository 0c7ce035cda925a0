"""Mapping files: the export of any CRM goes in without code, and what is wrong has one error."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from storage.database import Database
from storage.errors import PiloteError, SetupError
from storage.importing import ImportReport, import_source
from tests.storage.importing.store import Store
from tests.stores import empty_store

MAPPING = """
[files]
encoding = "cp1252"
separator = ";"
decimal = ","
thousands = "."
dates = ["%d/%m/%Y", "%d/%m/%Y %H:%M"]

[company]
name = "Veridia"
currency = "EUR"
time_zone = "Europe/Paris"

[[people]]
file = "affaires.csv"
repeats = true
skip = { Commercial = [""] }
[people.columns]
name = "Commercial"
email = { from = "Commercial", email_at = "veridia.example" }
role = { value = "rep" }

[[people]]
rows = [{ name = "Hélène Marchetti", email = "helene@veridia.example", role = "executive" }]

[[stages]]
rows = [
    { name = "En cours", position = 1, kind = "open", probability = 0.4 },
    { name = "Gagnée", position = 2, kind = "won" },
]

[[accounts]]
file = "affaires.csv"
repeats = true
skip = { Client = ["", "Total"] }
[accounts.columns]
id = "Client"
name = "Client"
country = { from = "Pays", map = { France = "FR", Suisse = "CH" }, other = "EU" }

[[opportunities]]
file = "affaires.csv"
skip = { Client = ["Total"] }
[opportunities.columns]
id = { from = ["Client", "Numéro"], join = "/" }
name = { from = ["Client", "Objet"], join = " – ", default = "Sans nom" }
account_id = "Client"
owner_email = { from = "Commercial", email_at = "veridia.example" }
amount = "Montant"
probability = { from = "Chances", scale = 0.01 }
discount = "Remise"
stage = { from = "Statut", map = { G = "Gagnée" }, other = "En cours" }
created_on = "Créée le"
closed_on = "Signée le"
lead_source = { from = "Origine", default = "Inconnue" }

[[activities]]
file = "visites.csv"
separator = ","
encoding = "utf-8"
dates = ["%Y%m%d %H%M"]
skip_lines = 2
[activities.columns]
id = "no"
owner_email = { from = "qui", email_at = "veridia.example" }
kind = { value = "meeting" }
occurred_at = "quand"
"""

DEALS = """\
Numéro;Client;Pays;Commercial;Objet;Montant;Chances;Remise;Statut;Créée le;Signée le;Origine
1;Crédit Loire;France;Chloé Arnaud;Audit;1.234.567,50 €;40;10 %;E;03/02/2026;;Salon
2;Crédit Loire;France;Chloé Arnaud;;12,5;;;G;03/02/2026;05/03/2026 17:30;
3;Zürcher AG;Suisse;Jean-Luc O'Neil;Pilote;1 000;100;0,15;E;28/02/2026;;
4;Oslo AS;Norvège;Chloé Arnaud;Pilote;12.5;;;E;31/02/2026;;
Total;Total;;;;1.235.580,00;;;;;;
"""
VISITS = "Visites\n\nno,qui,quand\nV1,Chloé Arnaud,20260302 0930\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "crm.toml").write_text(MAPPING, encoding="utf-8")
    data = tmp_path / "export"
    data.mkdir()
    (data / "affaires.csv").write_text(DEALS, encoding="cp1252")
    (data / "visites.csv").write_text(VISITS, encoding="utf-8")
    return tmp_path


class Mapped(Store):
    """A store and a mapping file beside an export."""

    def bring_in(self, **options: Any) -> ImportReport:  # noqa: ANN401
        self.refusals.clear()
        return import_source(
            self.database,
            self.folder / "crm.toml",
            data=self.folder / "export",
            on_refusal=self.refusals.append,
            **options,
        )


@pytest.fixture
def mapped(database: Database, folder: Path) -> Mapped:
    return Mapped(database, folder)


def test_a_foreign_export_goes_in(mapped: Mapped) -> None:
    report = mapped.bring_in()
    assert mapped.rows("opportunities", "id", "name", "amount", "probability", "discount") == [
        ("Crédit Loire/1", "Crédit Loire – Audit", Decimal("1234567.5"), 0.4, 0.1),
        ("Crédit Loire/2", "Crédit Loire", Decimal("12.5"), None, None),
        ("Zürcher AG/3", "Zürcher AG – Pilote", Decimal(1000), 1.0, 0.15),
    ]
    assert mapped.rows("opportunities", "kind", "created_on", "closed_on", "lead_source") == [
        ("open", "2026-02-03", None, "Salon"),
        ("won", "2026-02-03", "2026-03-05", "Inconnue"),
        ("open", "2026-02-28", None, "Inconnue"),
    ]
    assert mapped.rows("people", "email", "role") == [
        ("chloe.arnaud@veridia.example", "rep"),
        ("jean.luc.o.neil@veridia.example", "rep"),
        ("helene@veridia.example", "executive"),
    ]
    assert mapped.rows("accounts", "id", "country") == [
        ("Crédit Loire", "FR"),
        ("Zürcher AG", "CH"),
        ("Oslo AS", "EU"),
    ]
    ((when,),) = mapped.rows("activities", "occurred_at")
    assert when.isoformat() == "2026-03-02T08:30:00+00:00"
    assert report.counts["people.csv"].added == 3
    assert report.counts["accounts.csv"].refused == 0, "repeated rows are no double rows"


def test_refusals_name_the_foreign_file_and_line(mapped: Mapped) -> None:
    mapped.bring_in()
    # 12.5 is no German or French number, and the 31st of February no day: the first is told.
    assert mapped.refused() == [("affaires.csv:5", "amount", "not_an_amount")]
    assert mapped.refusals[0].value == "12.5"


def test_twice_changes_nothing(mapped: Mapped) -> None:
    mapped.bring_in()
    report = mapped.bring_in()
    assert all(c.added == c.updated == 0 for c in report.counts.values())


def test_replace_goes_by_all_sheets_of_a_file(mapped: Mapped) -> None:
    mapped.bring_in()
    report = mapped.bring_in(replace=True)
    assert all(c.removed == 0 for c in report.counts.values())
    deals = mapped.folder / "export" / "affaires.csv"
    kept = [line for line in DEALS.splitlines() if not line.startswith("3;")]
    deals.write_text("\n".join(kept), encoding="cp1252")
    report = mapped.bring_in(replace=True)
    assert report.counts["opportunities.csv"].removed == 1
    assert report.counts["people.csv"].removed == 1
    assert ("helene@veridia.example",) in mapped.rows("people", "email")


def test_files_lie_beside_the_mapping_by_default(database: Database, folder: Path) -> None:
    for file in (folder / "export").iterdir():
        file.rename(folder / file.name)
    report = import_source(database, folder / "crm.toml")
    assert report.counts["opportunities.csv"].added == 3


def test_excel(mapped: Mapped) -> None:
    book = Workbook()
    book.active.title = "About"  # type: ignore[union-attr]
    sheet = book.create_sheet("Deals")
    sheet.append(["Exported by hand"])
    sheet.append(["Id", "Deal", "Owner", "Value", "Opened", "Signed", "Won", "Visit"])
    opened = date(2026, 2, 3)
    sheet.append(
        [1, "Audit", "Chloé Arnaud", 1234.5, opened, None, False, datetime(2026, 2, 3, 9, 30)]
    )
    sheet.append([])
    sheet.append([2.0, "Pilot", "Chloé Arnaud", 99, opened, datetime(2026, 3, 5, 17, 30), True])
    sheet.append([3, "Broken", "Chloé Arnaud", "#N/A", opened])
    book.save(mapped.folder / "export" / "deals.xlsx")
    (mapped.folder / "crm.toml").write_text(
        """
[[people]]
rows = [{ name = "Chloé", email = "chloe.arnaud@veridia.example", role = "rep" }]
[[stages]]
rows = [
    { name = "Open", position = 1, kind = "open" },
    { name = "Won", position = 2, kind = "won" },
]
[[opportunities]]
file = "deals.xlsx"
sheet = "Deals"
skip_lines = 1
[opportunities.columns]
id = "Id"
name = "Deal"
owner_email = { from = "Owner", email_at = "veridia.example" }
amount = "Value"
stage = { from = "Won", map = { true = "Won", false = "Open" }, default = "Open" }
created_on = "Opened"
closed_on = "Signed"
[[activities]]
file = "deals.xlsx"
sheet = "Deals"
skip_lines = 1
skip = { Visit = [""] }
[activities.columns]
id = "Id"
opportunity_id = "Id"
owner_email = { from = "Owner", email_at = "veridia.example" }
kind = { value = "meeting" }
occurred_at = "Visit"
""",
        encoding="utf-8",
    )
    mapped.bring_in()
    assert mapped.refused() == [("deals.xlsx:6", "amount", "not_an_amount")]
    assert mapped.rows("opportunities", "id", "amount", "kind", "created_on", "closed_on") == [
        ("1", Decimal("1234.5"), "open", "2026-02-03", None),
        ("2", Decimal(99), "won", "2026-02-03", "2026-03-05"),
    ]
    ((visit,),) = mapped.rows("activities", "occurred_at")
    assert visit.isoformat() == "2026-02-03T09:30:00+00:00"


Change = Callable[[str], str]
WRONG: dict[str, tuple[Change, str, dict[str, str]]] = {
    "no toml": (lambda t: t + "\n[", "mapping_toml", {}),
    "an unknown file": (
        lambda t: t + "\n[[deals]]\nfile = 'a.csv'",
        "mapping_unknown_key",
        {"key": "deals"},
    ),
    "an unknown key": (
        lambda t: t.replace("repeats = true", "repeat = true", 1),
        "mapping_unknown_key",
        {"key": "people[1].repeat"},
    ),
    "an unknown column": (
        lambda t: t.replace("account_id =", "account ="),
        "mapping_unknown_key",
        {"key": "opportunities[1].columns.account"},
    ),
    "an unknown key of a column": (
        lambda t: t.replace("scale = 0.01", "factor = 0.01"),
        "mapping_unknown_key",
        {"key": "opportunities[1].columns.probability.factor"},
    ),
    "an unknown column in rows": (
        lambda t: t.replace("probability = 0.4", "chance = 0.4"),
        "mapping_unknown_key",
        {"key": "stages[1].rows.chance"},
    ),
    "an unknown setting": (
        lambda t: t.replace('name = "Veridia"\n', 'nom = "Veridia"\n'),
        "mapping_unknown_key",
        {"key": "company.nom"},
    ),
    "a required column": (
        lambda t: t.replace('created_on = "Créée le"\n', ""),
        "mapping_missing_key",
        {"key": "opportunities[1].columns.created_on"},
    ),
    "a required file": (
        lambda t: t.replace("[[stages]]", "[[products]]"),
        "mapping_unknown_key",
        {"key": "products[1].rows.position"},
    ),
    "a source column": (
        lambda t: t.replace('amount = "Montant"', 'amount = "Betrag"'),
        "mapping_source_column",
        {"key": "opportunities[1].columns.amount", "column": "Betrag", "foreign": "affaires.csv"},
    ),
    "a source column to skip by": (
        lambda t: t.replace('skip = { Client = ["Total"] }', 'skip = { Kunde = ["Total"] }'),
        "mapping_source_column",
        {"key": "opportunities[1].skip", "column": "Kunde"},
    ),
    "a foreign file": (
        lambda t: t.replace("visites.csv", "visits.csv"),
        "mapping_file_missing",
        {"key": "activities[1].file"},
    ),
    "from and value": (
        lambda t: t.replace('{ value = "meeting" }', '{ value = "meeting", from = "no" }'),
        "mapping_one_source",
        {"key": "activities[1].columns.kind"},
    ),
    "file and rows": (
        lambda t: t.replace('file = "visites.csv"', "rows = []"),
        "mapping_one_source",
        {"key": "activities[1]"},
    ),
    "an encoding": (
        lambda t: t.replace('"cp1252"', '"latin-x"'),
        "mapping_value",
        {"key": "files.encoding"},
    ),
    "a decimal sign": (
        lambda t: t.replace('decimal = ","', 'decimal = ";"'),
        "mapping_value",
        {"key": "files.decimal"},
    ),
    "a table for a list": (
        lambda t: t.replace("[[activities]]", "[activities]"),
        "mapping_value",
        {"key": "activities"},
    ),
}


@pytest.mark.parametrize("how", WRONG)
def test_what_is_wrong_with_a_mapping_is_told_with_file_and_key(folder: Path, how: str) -> None:
    change, code, facts = WRONG[how]
    mapping = folder / "crm.toml"
    changed = change(mapping.read_text(encoding="utf-8"))
    mapping.write_text(changed, encoding="utf-8")
    database = empty_store(folder / "pilote.db")
    with pytest.raises(SetupError) as caught:
        import_source(database, mapping, data=folder / "export")
    assert caught.value.code == code
    assert caught.value.facts["file"] == "crm.toml"
    assert {key: caught.value.facts[key] for key in facts} == facts
    database.close()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"no zip", "import_file_unreadable"), (b"", "import_file_unreadable")],
)
def test_an_excel_file_that_is_none(folder: Path, content: bytes, code: str) -> None:
    mapping = folder / "crm.toml"
    text = mapping.read_text(encoding="utf-8")
    mapping.write_text(text.replace("visites.csv", "visites.xlsx"), encoding="utf-8")
    (folder / "export" / "visites.xlsx").write_bytes(content)
    database = empty_store(folder / "pilote.db")
    with pytest.raises(PiloteError, match=code):
        import_source(database, mapping, data=folder / "export")
    database.close()


def test_a_sheet_that_is_not_there(folder: Path) -> None:
    book = Workbook()
    book.save(folder / "export" / "visites.xlsx")
    mapping = folder / "crm.toml"
    text = mapping.read_text(encoding="utf-8")
    text = text.replace('file = "visites.csv"', 'file = "visites.xlsx"\nsheet = "Visits"')
    mapping.write_text(text, encoding="utf-8")
    database = empty_store(folder / "pilote.db")
    with pytest.raises(SetupError, match="mapping_sheet"):
        import_source(database, mapping, data=folder / "export")
    database.close()


def test_the_example_of_the_documentation_works(database: Database, tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "import.md").read_text(encoding="utf-8")
    example = page.split("A worked example.")[1]
    export, mapping = (
        block.split("```")[0] for block in re.split(r"```(?:toml)?\n", example)[1:4:2]
    )
    (tmp_path / "affaires.csv").write_text(export, encoding="cp1252")
    (tmp_path / "crm.toml").write_text(mapping, encoding="utf-8")
    store = Store(database, tmp_path)
    report = import_source(database, tmp_path / "crm.toml")
    assert report.refused == 0
    assert store.rows("opportunities", "name", "amount", "probability", "kind") == [
        ("Crédit Loire – 1", Decimal("1234567.5"), 0.4, "open"),
        ("Zürcher AG – 2", Decimal(980), 1.0, "won"),
    ]
