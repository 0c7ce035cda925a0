"""Which open stages a closed deal had entered: told once, for the rollup and for exact queries."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, FromClause, and_, exists, func, select

from storage.tables import opportunities, stage_changes, stages

_O, _S = opportunities.c, stage_changes.c
# An entry on the day it closed counts; what is recorded later belongs to no attempt of this deal.
_ENTERED = and_(_S.opportunity_pk == _O.pk, _S.changed_on <= _O.closed_on)
# Behind coalesce, so that SQLite goes by the deals, and not by all that entered one stage.
ENTERED_STAGE: ColumnElement[int] = func.coalesce(_S.to_stage_pk, 0)


def open_stages(connection: Connection) -> Collection[int]:
    """Keys of the open stages, which are few: spelt out in a query they need no join."""
    found = select(stages.c.pk).where(stages.c.kind == "open").order_by(stages.c.pk)
    return connection.scalars(found).all()


def entries(among: Collection[int]) -> FromClause:
    """A closed deal once for each of these stages that it had entered; one without stage history
    is not there."""
    first = and_(_ENTERED, _S.previous_entry_on.is_(None), ENTERED_STAGE.in_(among))
    return opportunities.join(stage_changes, first)


def ever_entered(among: Collection[int]) -> ColumnElement[bool]:
    """True of the same deals, once each."""
    return exists().where(_ENTERED, ENTERED_STAGE.in_(among))
