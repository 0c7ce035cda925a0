"""The health of open deals: one row each, with all that hygiene and risk speak of."""

from sqlalchemy import Connection, text

from storage.bulk import Bulk
from storage.exchange.layout import CONFIDENCE
from storage.tables import deal_health


def refresh(bulk: Bulk) -> None:
    """Rebuilds the table: each part of a deal is looked up in the index of its own table."""
    bulk.connection.execute(text("DELETE FROM deal_health"))
    bulk.connection.execute(_FILL)
    bulk.analyze(deal_health)


def refresh_deal(connection: Connection, pk: int) -> None:
    """Makes the row of one deal anew; one that is not open has none."""
    connection.execute(deal_health.delete().where(deal_health.c.opportunity_pk == pk))
    connection.execute(text(f"{_FILL.text} AND o.pk = :pk"), {"pk": pk})


def _changes(field: str, what: str) -> str:
    return (
        f"(SELECT {what} FROM field_changes AS f "  # noqa: S608
        f"WHERE f.opportunity_pk = o.pk AND f.field = '{field}')"
    )


def _last(which: str, day: str) -> str:
    """The last day of such rows. As an expression: for the first or last of a bare column a
    database may walk an index of all deals by day instead of visiting this one's rows."""
    return f"max(CASE WHEN {which} THEN {day} END)"


def _rank(column: str) -> str:
    places = (f"WHEN '{name}' THEN {place}" for place, name in enumerate(CONFIDENCE))
    return f"CASE {column} {' '.join(places)} END"


def _amount(column: str) -> str:
    return f"CAST(NULLIF({column}, '') AS FLOAT)"


# Days as text compare as days do; an empty value is no day, before or after any.
_PUSH = "f.old_value <> '' AND f.new_value > f.old_value"
_CUT = f"{_amount('f.new_value')} < {_amount('f.old_value')}"
_DOWNGRADE = f"{_rank('f.new_value')} < {_rank('f.old_value')}"

_FILL = text(f"""
    INSERT INTO deal_health (
      opportunity_pk, owner_pk, account_pk, product_pk, stage_pk, currency, amount,
      forecast_category, lead_source, created_on, close_on, has_next_step, next_step_on,
      contacts, stage_since, last_held_on, first_proposal_on,
      pushes, last_push_on, last_cut_on, last_downgrade_on
    )
    SELECT
      o.pk, o.owner_pk, o.account_pk, o.product_pk, o.stage_pk, o.currency, o.amount,
      o.forecast_category, o.lead_source, o.created_on, o.close_on,
      o.next_step IS NOT NULL, o.next_step_on,
      (SELECT count(*) FROM contacts AS c WHERE c.opportunity_pk = o.pk),
      COALESCE((
        SELECT {_last("s.to_stage_pk = o.stage_pk", "s.changed_on")}
        FROM stage_changes AS s WHERE s.opportunity_pk = o.pk
      ), o.created_on),
      (
        SELECT {_last("a.outcome IS NULL OR a.outcome = 'held'", "a.occurred_on")}
        FROM activities AS a WHERE a.opportunity_pk = o.pk
      ),
      (
        SELECT min(COALESCE(p.sent_on, p.sent_on))
        FROM proposals AS p WHERE p.opportunity_pk = o.pk
      ),
      {_changes("close_on", f"count(CASE WHEN {_PUSH} THEN 1 END)")},
      {_changes("close_on", _last(_PUSH, "f.changed_on"))},
      {_changes("amount", _last(_CUT, "f.changed_on"))},
      {_changes("forecast_category", _last(_DOWNGRADE, "f.changed_on"))}
    FROM opportunities AS o
    WHERE o.kind = 'open'
""")  # noqa: S608
