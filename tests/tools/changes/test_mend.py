"""Deals mended by hand: in the figures at once, derived as an import would, and taken back."""

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from bot.changing import Done, make_change, prepared, undo_change
from bot.pilote import Pilote
from bot.settings import Clock, Settings
from storage.database import Database
from storage.errors import PiloteError
from storage.importing.rederive import rederive
from storage.tables import (
    changes,
    company_months,
    deal_health,
    deal_spans,
    field_changes,
    mended_deals,
    opportunities,
    owner_months,
    stage_changes,
    stages,
)
from tests.company import ALICE, CAMILLE, FIONA, MARCUS, settle
from tests.tools.conftest import Asked, rows_of
from tools.changes.change import Prepared
from tools.engine.people import Person, person_by_email

NOW = datetime.fromisoformat("2026-11-23T10:00:00+01:00")
SUMS = ("deals", "sized", "amount", "money", "unrated", "rated", "weighted")
DERIVED = (opportunities, stage_changes, field_changes, deal_spans, deal_health)


@pytest.fixture
def bot(company: Database) -> Pilote:
    return Pilote(company, Clock(Settings(_env_file=None, pilote_now=NOW)))


def person(bot: Pilote, email: str) -> Person:
    with bot.database.reading() as connection:
        found = person_by_email(connection, email)
    assert found is not None
    return found


def mended(bot: Pilote, who: str, deal: str, **values: str) -> Prepared:
    return prepared(bot, person(bot, who), "mend", {"deal": deal, **values})


def mend(bot: Pilote, who: str, deal: str, **values: str) -> Done:
    return make_change(bot, person(bot, who), mended(bot, who, deal, **values), str(values))


def rows(bot: Pilote, *tables: Table) -> list[list[Any]]:
    with bot.database.reading() as connection:
        return [sorted(map(repr, connection.execute(select(table)))) for table in tables]


def added_up(bot: Pilote) -> list[dict[Any, list[float]]]:
    """What the months of each table add up to, group by group; without groups of nothing."""
    tables = []
    for table in (company_months, owner_months):
        groups: dict[Any, list[float]] = defaultdict(lambda: [0.0] * len(SUMS))
        with bot.database.reading() as connection:
            for row in connection.execute(select(table)).mappings():
                key = tuple(row[name] for name in row if name not in SUMS)
                groups[key] = [a + (row[n] or 0) for a, n in zip(groups[key], SUMS, strict=True)]
        tables.append({key: sums for key, sums in groups.items() if any(sums)})
    return tables


def test_everything_derived_is_as_if_derived_anew(bot: Pilote, figure_of: Asked) -> None:
    before, months = rows(bot, *DERIVED), added_up(bot)
    assert figure_of(ALICE, "pipeline", period="2026-Q4").value == 150_000
    done = mend(
        bot,
        ALICE,
        "O2",
        amount="75000.50",
        close_on="2027-01-15",
        stage="Proposal",
        forecast_category="commit",
        next_step="Sign",
        next_step_on="2026-12-02",
        product="Veridia Flow",
    )
    assert done.change.before["amount"] == "50000"
    assert figure_of(ALICE, "pipeline", period="2026-Q4").value == 100_000
    assert figure_of(ALICE, "pipeline", period="2027-Q1").value == 75_000.50
    assert figure_of(ALICE, "pipeline", period="2026-Q4", as_of=date(2026, 11, 22)).value == 150_000
    assert rows_of(figure_of(MARCUS, "pipeline", period="2027-Q1", by="rep"))[ALICE] == 75_000.50
    here, so_far = rows(bot, *DERIVED), added_up(bot)
    assert so_far != months
    with bot.database.writing() as connection:
        rederive(connection)
    assert (rows(bot, *DERIVED), added_up(bot)) == (here, so_far)
    assert done.number is not None
    undo_change(bot, person(bot, ALICE), done.number)
    assert (rows(bot, *DERIVED), added_up(bot)) == (before, months)
    with bot.database.reading() as connection:
        kept = connection.execute(select(changes.c.made_by, changes.c.undone_by)).all()
    assert [tuple(row) for row in kept] == [(ALICE, ALICE)]


def test_history_and_signals_know_of_it(bot: Pilote, figure_of: Asked) -> None:
    mend(bot, ALICE, "O1", close_on="2026-12-20", stage="Discovery", amount="60000")
    with bot.database.reading() as connection:
        moved = connection.execute(
            select(field_changes.c.field, field_changes.c.old_value, field_changes.c.new_value)
            .join(opportunities, opportunities.c.pk == field_changes.c.opportunity_pk)
            .where(opportunities.c.id == "O1", field_changes.c.changed_on == date(2026, 11, 23))
            .order_by(field_changes.c.field)
        ).all()
        stage = connection.scalar(
            select(stages.c.name)
            .join(stage_changes, stage_changes.c.to_stage_pk == stages.c.pk)
            .where(stage_changes.c.changed_on == date(2026, 11, 23))
        )
    assert [tuple(row) for row in moved] == [
        ("amount", "100000", "60000"),
        ("close_on", "2026-12-15", "2026-12-20"),
    ]
    assert stage == "Discovery"
    # pushed twice now, and cut by two fifths: two signals
    listed = figure_of(ALICE, "at_risk", where=["account=Norrland Timber"])
    assert listed.value == 2


def test_somebody_else_was_quicker(bot: Pilote) -> None:
    hers = mended(bot, ALICE, "O2", amount="60000")
    first = mend(bot, FIONA, "O2", amount="70000")
    with pytest.raises(PiloteError, match="changed_since"):
        make_change(bot, person(bot, ALICE), hers, "hers")
    second = mend(bot, MARCUS, "O2", amount="80000")
    assert first.number is not None
    assert second.number is not None
    with pytest.raises(PiloteError, match="changed_since"):
        undo_change(bot, person(bot, FIONA), first.number)
    undo_change(bot, person(bot, MARCUS), second.number)
    undo_change(bot, person(bot, FIONA), first.number)
    assert mended(bot, ALICE, "O2", amount="1").before == {"amount": "50000"}


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("mend_amount", {"amount": "-5"}),
        ("mend_amount", {"amount": "NaN"}),
        ("mend_amount", {"amount": "1e99"}),
        ("mend_amount", {"amount": "soon"}),
        ("mend_close_on", {"close_on": "2026-11-22"}),
        ("mend_close_on", {"close_on": "later"}),
        ("mend_next_step_on", {"next_step_on": "2026-11-01"}),
        ("mend_next_step", {"next_step": "x" * 501}),
        ("mend_stage", {"stage": "Closed Won"}),
        ("mend_stage", {"stage": "Nowhere"}),
        ("mend_category", {"forecast_category": "closed"}),
        ("mend_product", {"product": "Nothing"}),
        ("mend_nothing", {"amount": "50000", "next_step": ""}),
    ],
)
def test_what_cannot_be_written(bot: Pilote, code: str, values: dict[str, str]) -> None:
    with pytest.raises(PiloteError, match=code):
        mended(bot, ALICE, "O2", **values)


def test_only_open_deals_in_scope(bot: Pilote) -> None:
    for who, deal, why in ((CAMILLE, "O2", "unknown"), (ALICE, "O12", "won"), (ALICE, "O6", "unk")):
        with pytest.raises(PiloteError, match=f"deal_{why}"):
            mended(bot, who, deal, amount="1")


def test_the_next_import_says_what_the_crm_says(
    bot: Pilote, company: Database, tmp_path: Path, figure_of: Asked
) -> None:
    before = rows(bot, opportunities)
    done = mend(bot, ALICE, "O2", amount="75000", stage="Proposal")
    assert len(rows(bot, mended_deals)[0]) == 1
    settle(company, tmp_path / "again")
    assert rows(bot, opportunities, mended_deals) == [*before, []]
    assert figure_of(ALICE, "pipeline", period="2026-Q4").value == 150_000
    here = rows(bot, *DERIVED)
    with bot.database.writing() as connection:
        rederive(connection)
    assert rows(bot, *DERIVED) == here
    assert done.number is not None
    with pytest.raises(PiloteError, match="changed_since"):
        undo_change(bot, person(bot, ALICE), done.number)
