"""The company's own settings: reads them, keeps them, and says what they changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, insert, select, update

from storage.connectors.source import Notice, Source
from storage.errors import PiloteError
from storage.exchange.faults import Fault
from storage.exchange.layout import COMPANY_KEYS
from storage.exchange.values import currency, locale, time_zone
from storage.importing.report import Teller
from storage.tables import company

_DEFAULTS: Mapping[str, Any] = {
    "name": "",
    "currency": "EUR",
    "fiscal_year_starts": 1,
    "locale": "en",
    "time_zone": "UTC",
}


@dataclass(frozen=True)
class Company:
    """The settings rows are read by, and which of them are new."""

    currency: str
    zone: ZoneInfo
    currency_changed: bool
    zone_changed: bool
    is_another: bool  # not the company whose data was here before


def settle_company(connection: Connection, source: Source, teller: Teller) -> Company:
    """Keeps the company as the source describes it; what it does not say stays, or is usual.

    Raises PiloteError (`import_company_value`) for a setting that cannot be meant.
    """
    row = connection.execute(select(company)).mappings().first()
    before = {key: row[key] for key in COMPANY_KEYS} if row else None
    told = source.company or {}
    for key in told:
        if key not in COMPANY_KEYS:
            facts = {"file": source.company_file, "column": key}
            teller.report.notices.append(Notice("unknown_column", facts))
    if source.company is None and before is None:
        teller.report.notices.append(Notice("company_assumed", dict(_DEFAULTS)))
    given = {key: _read(source, key) for key in COMPANY_KEYS if told.get(key) not in (None, "")}
    now = {**_DEFAULTS, "name": source.name, **(before or {}), **given}
    _keep(connection, source, before, now, teller)
    return Company(
        currency=now["currency"],
        zone=ZoneInfo(now["time_zone"]),
        currency_changed=before is not None and before["currency"] != now["currency"],
        zone_changed=before is not None and before["time_zone"] != now["time_zone"],
        is_another=before is not None and before["name"] != now["name"],
    )


def _keep(
    connection: Connection,
    source: Source,
    before: Mapping[str, Any] | None,
    now: Mapping[str, Any],
    teller: Teller,
) -> None:
    if before is None:
        connection.execute(insert(company).values(**now))
    elif before != now:
        connection.execute(update(company).values(**now))
    if source.company is not None:
        counts = teller.counts(source.company_file)
        counts.read = 1
        counts.added = int(before is None)
        counts.updated = int(before is not None and before != now)
        counts.unchanged = int(before == now)


def _read(source: Source, key: str) -> Any:  # noqa: ANN401
    value = (source.company or {})[key]
    try:
        return _READERS[key](value)
    except Fault as fault:
        raise PiloteError(
            "import_company_value",
            file=source.company_file,
            key=key,
            value=value,
        ) from fault


def _month(value: object) -> int:
    text = str(value).strip()
    if not text.isdecimal() or not 1 <= int(text) <= 12:
        raise Fault("not_a_month")
    return int(text)


_READERS: Mapping[str, Any] = {
    "name": lambda value: str(value).strip(),
    "currency": lambda value: currency(str(value).strip()),
    "fiscal_year_starts": _month,
    "locale": lambda value: locale(str(value).strip()),
    "time_zone": lambda value: time_zone(str(value).strip()),
}
