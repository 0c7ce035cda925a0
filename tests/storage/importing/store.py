"""A store and the folder that tests change and bring into it, file by file."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from storage.database import Database
from storage.importing import ImportReport, Refusal, import_source
from storage.tables import metadata
from tests.company import ALICE, CAMILLE, COMPANY, FIONA, OLIVER, write_company

# What the company of the figures does without.
MORE = {
    "activities": f"""\
id,opportunity_id,account_id,owner_email,kind,occurred_at,outcome,qualified
T1,O1,A1,{ALICE},meeting,2026-11-16T10:00:00+01:00,held,true
T2,,A2,{OLIVER},call,2026-11-18T16:30:00+01:00,,
T3,O8,,{CAMILLE},demo,2026-12-01T10:00:00+01:00,scheduled,false
""",
    "contacts": """\
opportunity_id,name,title,role,email
O1,Ingrid Holm,CFO,economic_buyer,Ingrid.Holm@norrland.example
O1,Per Berg,,champion,
""",
    "proposals": """\
id,opportunity_id,sent_on,amount,currency,discount
Q1,O1,2026-11-05,100000,EUR,0.05
""",
    "forecasts": f"""\
submitted_by,starts_on,ends_on,submitted_at,commit,best_case,comment
{FIONA},2026-10-01,2026-12-31,2026-11-16T09:00:00+01:00,400000,500000,On track
""",
    "costs": """\
starts_on,ends_on,kind,amount,currency
2026-10-01,2026-10-31,sales,50000,EUR
2026-10-01,2026-10-31,,1000,EUR
""",
    "objectives": f"""\
name,owner_email,kpi,target,starts_on,ends_on,segment,product_id,territory
Win one in three,,win_rate,0.33,2026-10-01,2026-12-31,,,
Move up,{FIONA},average_deal,90000,2026-10-01,2026-12-31,Enterprise,P1,
""",
    "notes": f"""\
opportunity_id,written_at,author_email,text
O1,2026-11-10T12:00:00+01:00,{ALICE},"They like it,
and want a ""pilot"" first."
O1,2026-11-11T12:00:00+01:00,,Budget confirmed.
""",
}
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass
class Store:
    """A store and the folder that is brought into it again and again."""

    database: Database
    folder: Path
    refusals: list[Refusal] = field(default_factory=list)

    def bring_in(self, now: datetime = NOW, **options: Any) -> ImportReport:  # noqa: ANN401
        """Imports the folder as it is now; its refusals are in `refusals`."""
        self.refusals.clear()
        return import_source(
            self.database, self.folder, now=now, on_refusal=self.refusals.append, **options
        )

    def write(self, file: str, *lines: str) -> None:
        """One file of the folder, line by line."""
        (self.folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def remove(self, file: str) -> None:
        (self.folder / file).unlink()

    def rows(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """The rows of a table in the order they came in, days as text."""
        stored = metadata.tables[table]
        wanted = [stored.c[name] for name in columns] or list(stored.c)
        query = select(*wanted).order_by(*stored.primary_key)
        with self.database.reading() as connection:
            return [tuple(map(_shown, row)) for row in connection.execute(query)]

    def refused(self) -> list[tuple[str, str, str]]:
        """Place, column and reason of every refusal."""
        return [(f"{r.file}:{r.line}", r.column, r.code) for r in self.refusals]


def _shown(value: object) -> object:
    return value.isoformat() if type(value) is date else value


def whole_company(folder: Path, **changed: str) -> Path:
    """The invented company with a file of every kind; `company` is its company.toml."""
    return write_company(folder, **{"company": COMPANY, **MORE, **changed})
