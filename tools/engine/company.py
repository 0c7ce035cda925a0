"""The company's settings, as the store has them."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from storage.errors import PiloteError
from storage.tables import company, imports, mended_deals
from tools.engine.calendar import Calendar
from tools.engine.inquiry import Company
from tools.engine.version import UNMENDED, Mended, Version

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


_STORE = "pilote_store"  # in what is kept with a connection

# Put together once: every question reads it. On a warehouse nobody mends.
_HERE, _AWAY = _told(_IMPORTED | _SINCE), _told(_IMPORTED)


def load_company(connection: Connection, deal_url: str | None = None) -> Company:
    """The company whose data this is, `deal_url` as the deployment has it. Raises PiloteError
    `store_empty` before any import."""
    away = connection.get_execution_options().get("warehouse", False)
    row = connection.execute(_AWAY if away else _HERE).first()
    if row is None:
        raise PiloteError("store_empty")
    return _company(row, _store(connection), deal_url, away=away)


@lru_cache(maxsize=8)
def _company(row: Row[Any], store: str, deal_url: str | None, *, away: bool) -> Company:
    """Made once as long as nothing in the row changes: every question reads it, more than once."""
    version = Version(store, row.latest, row.finished_at) if row.latest else None
    return Company(
        name=row.name,
        currency=row.currency,
        calendar=Calendar(row.fiscal_year_starts),
        locale=row.locale,
        time_zone=row.time_zone,
        version=version,
        mended=UNMENDED if away else Mended(row.mended, row.last_mended or 0),
        deal_url=deal_url,
    )


def _store(connection: Connection) -> str:
    """What the store is called among others, without its password; kept with the connection of
    the driver."""
    told: str | None = connection.info.get(_STORE)
    if told is None:
        told = connection.info[_STORE] = connection.engine.url.render_as_string()
    return told
