"""The company's settings, as the store has them."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from storage.errors import PiloteError
from storage.tables import company, imports, mended_deals
from tools.engine.calendar import Calendar
from tools.engine.inquiry import Company
from tools.engine.version import Mended, Version


def load_company(connection: Connection) -> Company:
    """The company whose data this is. Raises PiloteError `store_empty` before any import."""
    i, m = imports.c, mended_deals.c
    told: dict[str, ColumnElement[Any]] = {
        "latest": func.max(i.pk),
        "finished_at": func.max(i.finished_at),
    }
    if not connection.get_execution_options().get("warehouse", False):  # there nobody mends
        told |= {"mended": func.count(m.pk), "last_mended": func.max(m.pk)}
    columns = (select(value).scalar_subquery().label(name) for name, value in told.items())
    row = connection.execute(select(company, *columns)).mappings().first()
    if row is None:
        raise PiloteError("store_empty")
    store = connection.engine.url.render_as_string()
    latest, finished_at = row["latest"], row["finished_at"]
    return Company(
        name=row["name"],
        currency=row["currency"],
        calendar=Calendar(row["fiscal_year_starts"]),
        locale=row["locale"],
        time_zone=row["time_zone"],
        version=Version(store, latest, finished_at) if latest else None,
        mended=Mended(row.get("mended") or 0, row.get("last_mended") or 0),
    )
