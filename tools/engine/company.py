"""The company's settings, as the store has them."""

from sqlalchemy import Connection, select

from storage.errors import PiloteError
from storage.tables import company
from tools.engine.calendar import Calendar
from tools.engine.inquiry import Company


def load_company(connection: Connection) -> Company:
    """The company whose data this is. Raises PiloteError `store_empty` before any import."""
    row = connection.execute(select(company)).first()
    if row is None:
        raise PiloteError("store_empty")
    return Company(
        name=row.name,
        currency=row.currency,
        calendar=Calendar(row.fiscal_year_starts),
        locale=row.locale,
        time_zone=row.time_zone,
    )
