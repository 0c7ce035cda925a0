"""The example mapping brings a set that nobody here wrote into the store, whole."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage.database import Database
from storage.importing import ImportReport, Refusal, import_source
from storage.tables import accounts, opportunities, people, products, stage_changes, stages

ROOT = Path(__file__).parents[3]
MAPPING = ROOT / "examples" / "maven" / "maven.toml"
DATA = ROOT.parent / "shared" / "data" / "maven"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the data set is not here")


def bring_in(database: Database) -> tuple[ImportReport, list[Refusal]]:
    refusals: list[Refusal] = []
    report = import_source(database, MAPPING, data=DATA, on_refusal=refusals.append)
    return report, refusals


def test_maven(database: Database) -> None:
    report, refusals = bring_in(database)
    assert refusals == []
    assert {file: counts.added for file, counts in report.counts.items()} == {
        "maven.toml": 1,
        "people.csv": 35 + 6 + 2,
        "stages.csv": 4,
        "products.csv": 7,
        "accounts.csv": 85,
        "opportunities.csv": 8800,
        "stage_changes.csv": 8300 + 6711,
    }
    o = opportunities.c
    with database.reading() as connection:
        by_stage = dict(
            connection.execute(
                select(stages.c.name, func.count())
                .join(opportunities, o.stage_pk == stages.c.pk)
                .group_by(stages.c.name)
            )
            .tuples()
            .all()
        )
        won = connection.execute(select(func.sum(o.amount)).where(o.kind == "won")).scalar_one()
        open_amounts = connection.execute(
            select(func.count(o.amount), func.count(o.close_on)).where(o.kind == "open")
        ).one()
        pro = connection.execute(
            select(func.count())
            .select_from(opportunities)
            .join(products)
            .where(products.c.id == "GTX Pro")
        ).scalar_one()
        unsold = connection.execute(select(func.count()).where(o.account_pk.is_(None))).scalar_one()
        industries = connection.execute(select(accounts.c.industry).distinct()).scalars().all()
        countries = connection.execute(select(accounts.c.country).distinct()).scalars().all()
        entered = connection.execute(
            select(func.min(stage_changes.c.changed_on), func.max(stage_changes.c.changed_on))
        ).one()
        roles = connection.execute(select(people.c.role, func.count()).group_by(people.c.role))
        assert dict(roles.tuples().all()) == {
            "rep": 35,
            "manager": 6,
            "executive": 1,
            "operations": 1,
        }
    assert by_stage == {"Prospecting": 500, "Engaging": 1589, "Won": 4238, "Lost": 2473}
    assert won == 10_005_534
    assert tuple(open_amounts) == (0, 0)
    assert pro == 1480
    assert unsold == 1425
    assert "technology" in industries
    assert "technolgy" not in industries
    assert "PH" in countries
    assert all(len(country) == 2 for country in countries)
    assert tuple(entered) == (date(2016, 10, 20), date(2017, 12, 31))


def test_maven_twice_changes_nothing(database: Database) -> None:
    bring_in(database)
    report, _ = bring_in(database)
    for file, counts in report.counts.items():
        assert counts.unchanged == counts.read > 0, file
