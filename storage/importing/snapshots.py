"""Snapshots: open deals as this import leaves them, with the team as it is.

What did not change since the last one takes no room: a row stands until an import finds the
deal otherwise, so that every week, and every import, can be read back.
"""

from datetime import date

from sqlalchemy import Date, TextClause, bindparam, text

from storage.bulk import Bulk


def take_snapshot(bulk: Bulk, today: date, deal: int | None = None) -> None:
    """Ends the rows of deals that are no longer so, and adds rows for those that are new so; all
    deals, or one of them."""
    given = {} if deal is None else {"deal": deal}
    for sql, pk in ((_OF_TODAY, "s.opportunity_pk"), (_END, "s.opportunity_pk"), (_ADD, "o.pk")):
        only = "" if deal is None else f" AND {pk} = :deal"
        bulk.connection.execute(_on_day(sql + only), {"today": today, **given})


def _on_day(sql: str) -> TextClause:
    return text(sql).bindparams(bindparam("today", type_=Date))


_SAME = " AND ".join(
    f"(s.{name} = {now} OR (s.{name} IS NULL AND {now} IS NULL))"
    for name, now in (
        ("stage_pk", "o.stage_pk"),
        ("amount", "o.amount"),
        ("close_on", "o.close_on"),
        ("forecast_category", "o.forecast_category"),
        ("owner_pk", "o.owner_pk"),
        ("team", "p.team"),
    )
)
_STANDS = f"""EXISTS (
    SELECT 1 FROM opportunities AS o JOIN people AS p ON p.pk = o.owner_pk
    WHERE o.pk = s.opportunity_pk AND o.kind = 'open' AND {_SAME}
)"""  # noqa: S608

# The last import of a day is the one that counts for it.
_OF_TODAY = f"""
    DELETE FROM snapshots AS s
    WHERE s.from_on >= :today AND (s.to_on IS NOT NULL OR NOT {_STANDS})
"""  # noqa: S608
_END = f"""
    UPDATE snapshots AS s SET to_on = :today WHERE s.to_on IS NULL AND NOT {_STANDS}
"""  # noqa: S608
_ADD = """
    INSERT INTO snapshots (opportunity_pk, from_on, stage_pk, amount, close_on,
                           forecast_category, owner_pk, team)
    SELECT o.pk, :today, o.stage_pk, o.amount, o.close_on, o.forecast_category, o.owner_pk, p.team
    FROM opportunities AS o JOIN people AS p ON p.pk = o.owner_pk
    WHERE o.kind = 'open' AND NOT EXISTS (
        SELECT 1 FROM snapshots AS s WHERE s.opportunity_pk = o.pk AND s.to_on IS NULL
    )
"""
