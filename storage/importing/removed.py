"""Deals that left the source: what they were stays known, for how the pipeline stood before."""

from datetime import date

from sqlalchemy import Date, TextClause, bindparam, text

from storage.bulk import Bulk


def keep_past(bulk: Bulk, gone: str, today: date) -> None:
    """Keeps the spans of the deals of the query `gone` (of pks) under keys of their own."""
    connection = bulk.connection
    told = {"today": today}
    before = connection.execute(text("SELECT coalesce(max(pk), 0) FROM removed_deals")).scalar_one()
    connection.execute(
        _on_day(
            "INSERT INTO removed_deals (id, name, removed_on) "  # noqa: S608
            f"SELECT o.id, o.name, :today FROM opportunities AS o WHERE o.pk IN ({gone})"
        ),
        told,
    )
    connection.execute(
        _on_day(
            "UPDATE deal_spans SET ends = 'removed', to_on = :today "  # noqa: S608
            f"WHERE ends IS NULL AND opportunity_pk IN ({gone})"
        ),
        told,
    )
    key = (
        "SELECT -r.pk FROM removed_deals AS r JOIN opportunities AS o ON o.id = r.id "  # noqa: S608
        f"WHERE r.pk > {int(before)} AND o.pk = deal_spans.opportunity_pk"
    )
    connection.execute(
        text(
            f"UPDATE deal_spans SET opportunity_pk = ({key}) WHERE opportunity_pk IN ({gone})"  # noqa: S608
        )
    )


def forget_past(bulk: Bulk) -> None:
    """Another company's data has come in: nothing of the one before is its past."""
    for table in ("deal_spans", "removed_deals", "snapshots"):
        bulk.connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608


def unlink_past(bulk: Bulk) -> None:
    """Takes out of kept spans what was removed too: their owners with them, the rest as unknown."""
    connection = bulk.connection
    connection.execute(text("DELETE FROM deal_spans WHERE owner_pk NOT IN (SELECT pk FROM people)"))
    for column, table in (
        ("account_pk", "accounts"),
        ("product_pk", "products"),
        ("stage_pk", "stages"),
    ):
        connection.execute(
            text(
                f"UPDATE deal_spans SET {column} = NULL "  # noqa: S608
                f"WHERE opportunity_pk < 0 AND {column} NOT IN (SELECT pk FROM {table})"
            )
        )


def _on_day(sql: str) -> TextClause:
    return text(sql).bindparams(bindparam("today", type_=Date))
