"""Which open stages a closed deal had entered: told once, for the rollup and for exact queries."""

from sqlalchemy import ColumnElement, FromClause, and_, exists

from storage.tables import opportunities, stage_changes, stages

_O, _S = opportunities.c, stage_changes.c
# An entry on the day it closed counts; what is recorded later belongs to no attempt of this deal.
_ENTERED = and_(_S.opportunity_pk == _O.pk, _S.changed_on <= _O.closed_on)
_OPEN = and_(stages.c.pk == _S.to_stage_pk, stages.c.kind == "open")

# A closed deal once for each open stage it had entered; one without stage history is not there.
ENTRIES: FromClause = opportunities.join(
    stage_changes, and_(_ENTERED, _S.previous_entry_on.is_(None))
).join(stages, _OPEN)

# True of the same deals, once each.
EVER_ENTERED: ColumnElement[bool] = exists().where(_ENTERED, _OPEN)
