"""Small stores of open deals for tests of risk and hygiene, and what is found about each."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from storage.database import Database
from tests.company import ALICE, MARCUS, headers, settle
from tools.engine.answer import Outcome
from tools.engine.compute import desk
from tools.engine.deal import Finding
from tools.engine.people import person_by_email
from tools.engine.thresholds import Thresholds
from tools.toolbox import run_tool

TODAY = date(2026, 11, 23)
# Every signal counts here, so that a deal with one alone is listed too.
EVERY = Thresholds(signals_at_risk=1)
# A deal without signal or defect, but for what a test changes.
SOUND = {
    "account_id": "A1",
    "owner_email": ALICE,
    "product_id": "P1",
    "amount": "1000",
    "stage": "Qualification",
    "forecast_category": "pipeline",
    "created_on": "2026-11-20",
    "close_on": "2026-12-31",
    "next_step": "Call",
    "next_step_on": "2026-11-30",
    "closed_on": "",
}


def before(days: int) -> str:
    """The day so many days before today."""
    return (TODAY - timedelta(days=days)).isoformat()


def deals(**changed: dict[str, str]) -> str:
    """`opportunities.csv` with a sound deal for each name, changed as given."""
    columns = ["id", "name", *SOUND]
    rows = [{"id": name, "name": name, **SOUND, **fields} for name, fields in changed.items()]
    return lines(*(columns, *([row[column] for column in columns] for row in rows)))


def lines(*rows: Iterable[str]) -> str:
    """A file of these rows."""
    return "\n".join(",".join(row) for row in rows) + "\n"


def stored(database: Database, folder: Path, names: Iterable[str], **files: str) -> Database:
    """A store with these files; each deal has two contacts and an activity of yesterday, unless
    files of those say otherwise."""
    held = [[f"V{n}", n, ALICE, "call", f"{before(1)}T10:00+01:00", ""] for n in names]
    header = ["id", "opportunity_id", "owner_email", "kind", "occurred_at", "outcome"]
    people = [[n, name] for n in names for name in ("Ingrid", "Per")]
    given = {
        **headers("stage_changes", "field_changes", "proposals"),
        "activities": lines(header, *held),
        "contacts": lines(["opportunity_id", "name"], *people),
        **files,
    }
    return settle(database, folder, **given)


def ran(
    database: Database,
    tool: str,
    who: str = MARCUS,
    today: date = TODAY,
    thresholds: Thresholds = EVERY,
    **arguments: object,
) -> Outcome:
    """What a tool gives somebody on a day; every signal counts unless told otherwise."""
    with database.reading() as connection:
        person = person_by_email(connection, who)
        assert person is not None
        at = replace(desk(connection, today), thresholds=thresholds)
        return run_tool(tool, at, person, arguments)


def found(database: Database, code: str, today: date = TODAY) -> dict[str, Finding]:
    """The open deals with this signal or defect, and what is told of it."""
    every = [
        *ran(database, "at_risk", today=today, period="all").deals,
        *ran(database, "hygiene", today=today).deals,
    ]
    return {
        deal.id: finding
        for deal in every
        for finding in (*deal.signals, *deal.defects)
        if finding.code == code
    }
