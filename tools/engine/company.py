"""The company's settings, as the store has them."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from storage.errors import PiloteError
from storage.tables import company, imports, mended_deals
from tools.engine.calendar import Calendar
from tools.engine.inquiry import Company
from tools.engine.version import Mended, Version

_SINCE: dict[str, ColumnElement[Any]] = {
    "mended": func.count(mended_deals.c.pk),
    "last_mended": func.max(mended_deals.c.pk),
}
_IMPORTED: dict[str, ColumnElement[Any]] = {
    "latest": func.max(imports.c.pk),
    "finished_at": func.max(imports.c.finished_at),
}


def _told(values: dict[str, ColumnElement[Any]]) -> Select[Any]:
    columns = (select(value).scalar_subquery().label(name) for name, value in values.items())
    return select(company, *columns)


# Put together once: every question reads it. On a warehouse nobody mends.
_HERE, _AWAY = _told(_IMPORTED | _SINCE), _told(_IMPORTED)


def load_company(connection: Connection) -> Company:
    """The company whose data this is. Raises PiloteError `store_empty` before any import."""
    away = connection.get_execution_options().get("warehouse", False)
    row = connection.execute(_AWAY if away else _HERE).mappings().first()
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
