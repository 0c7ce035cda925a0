"""How long won deals stayed in each open stage: the median of all their visits."""

from sqlalchemy import text

from storage.bulk import Bulk


def refresh(bulk: Bulk) -> None:
    """Rebuilds the table, a row for each stage that a won deal has visited and left."""
    bulk.connection.execute(text("DELETE FROM stage_medians"))
    bulk.connection.execute(_FILL)


# The middle visit of each stage, or the mean of the two in the middle. Instants are
# microseconds: 86,400,000,000 make a day. CROSS JOIN keeps SQLite from starting with the stage
# changes of all deals in the order of days, which jumps from deal to deal.
_FILL = text("""
    INSERT INTO stage_medians (stage_pk, days, visits)
    SELECT stage_pk, avg(lasted) / 86400000000.0, max(visits)
    FROM (
      SELECT v.stage_pk, v.lasted,
        row_number() OVER (PARTITION BY v.stage_pk ORDER BY v.lasted) AS place,
        count(*) OVER (PARTITION BY v.stage_pk) AS visits
      FROM (
        SELECT c.to_stage_pk AS stage_pk, c.left_at - c.changed_at AS lasted
        FROM opportunities AS o
        CROSS JOIN stage_changes AS c
        JOIN stages AS s ON s.pk = c.to_stage_pk
        WHERE c.opportunity_pk = o.pk AND o.kind = 'won'
          AND c.left_at IS NOT NULL AND s.kind = 'open'
      ) AS v
    ) AS ranked
    WHERE place IN ((visits + 1) / 2, (visits + 2) / 2)
    GROUP BY stage_pk
""")
