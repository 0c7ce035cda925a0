"""The report card: its counts against hand-written SQL, its verdicts against sums by hand."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import Database
from storage.errors import PiloteError
from storage.importing import import_source
from storage.sample import write_sample
from tests.company import ALICE, MARCUS, NICOLAS, headers, settle
from tests.tools.health import lines
from tools.engine.compute import desk
from tools.engine.people import person_by_email
from tools.report_card.card import Card, Tally, report_card

TODAY = date(2026, 11, 23)

# As it stood that day: what the first change after it replaced, else what it is.
_CLOSE_ON = """
    CASE WHEN EXISTS (SELECT 1 FROM field_changes f WHERE f.opportunity_pk = o.pk
                      AND f.field = 'close_on' AND CAST(f.changed_on AS TEXT) > '{day}')
    THEN (SELECT f.old_value FROM field_changes f WHERE f.opportunity_pk = o.pk
          AND f.field = 'close_on' AND CAST(f.changed_on AS TEXT) > '{day}'
          ORDER BY f.changed_at LIMIT 1)
    ELSE CAST(o.close_on AS TEXT) END
"""
_BY_HAND = f"""
    SELECT count(*), sum(wrong), sum(silent), sum(silent * wrong), sum(overdue),
           sum(overdue * wrong), sum(pushed), sum(pushed * wrong)
    FROM (
      SELECT CASE WHEN closed_on IS NULL OR closed_on > '{{end}}' OR kind = 'lost'
                  THEN 1 ELSE 0 END AS wrong,
             CASE WHEN last_held IS NULL OR last_held <= '{{fortnight}}'
                  THEN 1 ELSE 0 END AS silent,
             CASE WHEN close_on < '{{day}}' THEN 1 ELSE 0 END AS overdue,
             CASE WHEN pushes >= 2 THEN 1 ELSE 0 END AS pushed
      FROM (
        SELECT o.kind, CAST(o.closed_on AS TEXT) AS closed_on, {_CLOSE_ON} AS close_on,
               (SELECT max(CAST(a.occurred_on AS TEXT)) FROM activities a
                WHERE a.opportunity_pk = o.pk AND (a.outcome IS NULL OR a.outcome = 'held')
                AND CAST(a.occurred_on AS TEXT) <= '{{day}}') AS last_held,
               (SELECT count(*) FROM field_changes f WHERE f.opportunity_pk = o.pk
                AND f.field = 'close_on' AND f.old_value <> '' AND f.new_value > f.old_value
                AND CAST(f.changed_on AS TEXT) <= '{{day}}') AS pushes
        FROM opportunities o
        WHERE CAST(o.created_on AS TEXT) <= '{{day}}'
          AND (o.closed_on IS NULL OR CAST(o.closed_on AS TEXT) > '{{day}}')
          -- nor lost that day and opened again since
          AND COALESCE((SELECT st.kind FROM stage_changes s JOIN stages st ON st.pk = s.to_stage_pk
                        WHERE s.opportunity_pk = o.pk AND CAST(s.changed_on AS TEXT) <= '{{day}}'
                        ORDER BY s.changed_at DESC LIMIT 1), 'open') = 'open'
      ) AS known WHERE close_on <= '{{end}}'
    ) AS judged
"""
QUARTERS = [(2024, 10), *((year, month) for year in (2025, 2026) for month in (1, 4, 7, 10))][:8]


def card_of(database: Database, who: str) -> Card:
    with database.reading() as connection:
        person = person_by_email(connection, who)
        assert person is not None
        return report_card(desk(connection, TODAY), person)


def test_counts_are_those_of_hand_written_sql(database: Database, tmp_path: Path) -> None:
    write_sample(tmp_path / "sample", today=TODAY, seed=7, reps=10, opportunities=400)
    import_source(database, tmp_path / "sample")
    by_hand = [0] * 8
    with database.reading() as connection:
        executive = connection.scalar(text("SELECT email FROM people WHERE role = 'executive'"))
        for year, month in QUARTERS:
            first = date(year, month, 1)
            following = date(year + month // 10, (month + 2) % 12 + 1, 1)
            eve, end = first - timedelta(days=1), following - timedelta(days=1)
            sql = _BY_HAND.format(day=eve, end=end, fortnight=eve - timedelta(days=14))
            row = connection.execute(text(sql)).one()
            by_hand = [total + int(one or 0) for total, one in zip(by_hand, row, strict=True)]
    card = card_of(database, str(executive))
    marks = {mark.signal: mark for mark in card.marks}
    found = [card.deals, marks["silent"].shown.wrong + marks["silent"].not_shown.wrong]
    for name in ("silent", "overdue", "pushed"):
        found += [marks[name].shown.deals, marks[name].shown.wrong]
    assert found == by_hand
    assert card.deals > 100


PUSHES = ((5, "2026-06-01", "2026-07-01"), (6, "2026-07-01", "2026-08-01"))


def _deals(number: int, pushed: bool, won: bool) -> list[list[str]]:
    """So many deals of Alice's due in Q3, as they stand today."""
    stage = "Closed Won" if won else "Closed Lost"
    name = f"{'P' if pushed else 'S'}{'W' if won else 'L'}"
    return [
        [f"{name}{n}", "x", ALICE, stage, "2026-05-01", "2026-08-01", "2026-08-01"]
        for n in range(number)
    ]


def settled(database: Database, folder: Path) -> Database:
    """25 deals pushed twice, of which 20 were lost; 25 never pushed, of which 5 were lost."""
    rows = [*_deals(5, True, True), *_deals(20, True, False)]
    rows += [*_deals(20, False, True), *_deals(5, False, False)]
    columns = ["id", "name", "owner_email", "stage", "created_on", "close_on", "closed_on"]
    changes = [
        [row[0], f"2026-0{month}-15T10:00+02:00", "close_on", before, after]
        for row in rows
        if row[0].startswith("P")
        for month, before, after in (
            (5, "2026-06-01", "2026-07-01"),
            (6, "2026-07-01", "2026-08-01"),
        )
    ]
    field_changes = lines(
        ["opportunity_id", "changed_at", "field", "old_value", "new_value"], *changes
    )
    empty = headers("stage_changes", "activities", "contacts", "proposals")
    opportunities = lines(columns, *rows)
    return settle(
        database, folder, opportunities=opportunities, field_changes=field_changes, **empty
    )


def test_verdicts(database: Database, tmp_path: Path) -> None:
    card = card_of(settled(database, tmp_path / "veridia"), MARCUS)
    marks = {mark.signal: mark for mark in card.marks}
    assert card.deals == 50
    pushed = marks["pushed"]
    assert (pushed.shown, pushed.not_shown) == (Tally(25, 20), Tally(25, 5))
    assert pushed.verdict == "pays"
    assert pushed.shown.rate == 0.8
    assert marks["silent"].verdict == "too_few"  # all of them were: nobody to compare with
    assert (marks["silent"].shown, marks["silent"].not_shown) == (Tally(50, 25), Tally(0, 0))
    assert marks["at_risk"].shown == Tally(25, 20)  # silent and pushed


def test_in_scope_and_for_managers(database: Database, tmp_path: Path) -> None:
    settled(database, tmp_path / "veridia")
    assert card_of(database, NICOLAS).deals == 0
    with pytest.raises(PiloteError, match="report_card_role"):
        card_of(database, ALICE)
