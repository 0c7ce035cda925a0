"""The company's settings, as the store has them."""

from sqlalchemy import Connection, func, select

from storage.errors import PiloteError
from storage.tables import company, imports
from tools.engine.calendar import Calendar
from tools.engine.inquiry import Company
from tools.engine.version import Version

_LATEST, _FINISHED_AT = (
    select(func.max(column)).scalar_subquery() for column in (imports.c.pk, imports.c.finished_at)
)
# Put together once: every question reads it.
_QUERY = select(company, _LATEST.label("latest"), _FINISHED_AT.label("finished_at"))


def load_company(connection: Connection) -> Company:
    """The company whose data this is. Raises PiloteError `store_empty` before any import."""
    row = connection.execute(_QUERY).first()
    if row is None:
        raise PiloteError("store_empty")
    store = connection.engine.url.render_as_string()
    return Company(
        name=row.name,
        currency=row.currency,
        calendar=Calendar(row.fiscal_year_starts),
        locale=row.locale,
        time_zone=row.time_zone,
        version=Version(store, row.latest, row.finished_at) if row.latest else None,
    )
