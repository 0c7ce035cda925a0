"""The doctor: looks at every part the bot needs and says what it found, without secrets."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import Table, func, select

from bot.crm.address import write_back_of
from bot.crm.outbox import counts
from bot.saying.reasons import error_text
from bot.settings import Settings
from prompts import say
from storage.database import Database, shown
from storage.errors import PiloteError
from storage.tables import company, imports, opportunities, people
from tools.engine.registry import kpis
from tools.engine.warehouse import READ, Warehouse

State = Literal["ok", "missing", "warning", "failed"]
_LATE = timedelta(hours=1)  # that a change may be on its way to the CRM
_MARKS = {"ok": "✓", "missing": "–", "warning": "!", "failed": "✗"}


@dataclass
class Check:
    """One part: `missing` is a choice, a `warning` is what the bot works without, and `failed`
    keeps it from working."""

    name: str
    state: State
    finding: str

    @property
    def mark(self) -> str:
        """The state as a sign."""
        return _MARKS[self.state]


def examine(settings: Settings, locale: str, *, online: bool = False) -> list[Check]:
    """Store, warehouse, data, Slack, model, CRM and figures, in this order; `online` signs in to
    Slack to look."""
    return [
        *_store(settings, locale),
        *_warehouse(settings, locale),
        *_slack(settings, locale, online=online),
        _model(settings, locale),
        _crm(settings, locale),
        Check("kpis", "ok", say(locale, "say.doctor.kpis", n=len(kpis()))),
    ]


def _store(settings: Settings, locale: str) -> list[Check]:
    try:
        database = Database(settings.pilote_database_url)
    except PiloteError as error:
        return [Check("database", "failed", error_text(error, locale))]
    found = Check("database", "ok", shown(database.url))
    # Sales data is in the warehouse, or in each workspace's own store: it is looked at there.
    elsewhere = settings.pilote_warehouse_url or settings.slack_client_id
    try:
        return [found] if elsewhere else [found, data_check(database, locale)]
    finally:
        database.close()


def _warehouse(settings: Settings, locale: str) -> list[Check]:
    if not settings.pilote_warehouse_url:
        return [Check("warehouse", "missing", say(locale, "say.doctor.no_warehouse"))]
    try:
        warehouse = Warehouse(settings.pilote_warehouse_url)
    except PiloteError as error:
        return [Check("warehouse", "failed", error_text(error, locale))]
    try:
        lacking = [table.name for table in READ if not _is_readable(warehouse, table)]
        if not lacking:
            return [Check("warehouse", "ok", shown(warehouse.url)), data_check(warehouse, locale)]
        facts = {"url": shown(warehouse.url), "tables": ", ".join(lacking)}
        return [Check("warehouse", "failed", say(locale, "say.doctor.warehouse_lacks", **facts))]
    except PiloteError as error:
        return [Check("warehouse", "failed", error_text(error, locale))]
    finally:
        warehouse.close()


def _is_readable(warehouse: Warehouse, table: Table) -> bool:
    try:
        with warehouse.reading() as connection:
            connection.execute(select(table).limit(0)).close()
    except PiloteError as error:
        if error.code != "warehouse_failed":
            raise
        return False
    return True


def data_check(source: Database | Warehouse, locale: str) -> Check:
    """What sales data there is."""
    with source.reading() as connection:
        name = connection.scalar(select(company.c.name))
        if name is None:
            return Check("data", "failed", error_text(PiloteError("store_empty"), locale))
        deals = connection.scalar(select(func.count()).select_from(opportunities)) or 0
        persons = connection.scalar(select(func.count()).select_from(people)) or 0
        at = connection.scalar(select(func.max(imports.c.finished_at)))
    moment = at.isoformat(timespec="seconds") if at else "–"
    found = say(locale, "say.doctor.data", name=name, n=deals, people=persons, moment=moment)
    return Check("data", "ok", found)


def _model(settings: Settings, locale: str) -> Check:
    if settings.pilote_route == "reader_only" or settings.openai_api_key is None:
        alone = settings.pilote_route != "model_only"
        key = "reader_only" if settings.pilote_route == "reader_only" else "none"
        told = say(locale, f"say.model.doctor.{key}")
        needed = error_text(PiloteError("missing_setting", variable="OPENAI_API_KEY"), locale)
        return Check("model", "missing", told) if alone else Check("model", "failed", needed)
    from bot.agent.probe import probe  # noqa: PLC0415 (only where there is a model)

    found = probe(settings)
    told = say(locale, f"say.model.doctor.{found.code}", **found.facts)
    if found.traced:
        told = say(locale, "say.model.doctor.tracing", found=told)
    broken: State = "failed" if settings.pilote_route == "model_only" else "warning"
    return Check("model", "ok" if found.code == "ok" else broken, told)


def _crm(settings: Settings, locale: str) -> Check:
    try:
        to = write_back_of(settings)
    except PiloteError as error:
        return Check("crm", "failed", error_text(error, locale))
    if to is None:
        return Check("crm", "missing", say(locale, "say.doctor.no_crm"))
    try:
        database = Database(settings.pilote_database_url)
        with closing(database), database.reading() as connection:
            found = counts(connection)
    except PiloteError as error:
        return Check("crm", "failed", error_text(error, locale))
    told = say(locale, "say.doctor.crm", host=to.host, waiting=found.waiting, failed=found.failed)
    late = found.since is not None and datetime.now(UTC) - found.since > _LATE
    return Check("crm", "warning" if found.failed or late else "ok", told)


def _slack(settings: Settings, locale: str, *, online: bool) -> list[Check]:
    if settings.slack_client_id is not None:
        from bot.installing.check import checks  # noqa: PLC0415 (only where asked for)

        return [Check(*found) for found in checks(settings, locale, online=online)]
    found = _slack_settings(settings, locale)
    if not online or found.state != "ok":
        return [found]
    from bot.online import look  # noqa: PLC0415 (Slack's libraries)

    well, told = look(settings, locale)
    return [found, Check("slack online", "ok" if well else "failed", told)]


def _slack_settings(settings: Settings, locale: str) -> Check:
    have = {
        "SLACK_BOT_TOKEN": settings.slack_bot_token,
        "SLACK_APP_TOKEN": settings.slack_app_token,
        "SLACK_SIGNING_SECRET": settings.slack_signing_secret,
    }
    if not any(have.values()):
        return Check("slack", "missing", say(locale, "say.doctor.no_slack"))
    way = "HTTP" if have["SLACK_SIGNING_SECRET"] and not have["SLACK_APP_TOKEN"] else "Socket Mode"
    needed = "SLACK_SIGNING_SECRET" if way == "HTTP" else "SLACK_APP_TOKEN"
    lacking = [name for name in ("SLACK_BOT_TOKEN", needed) if not have[name]]
    if lacking:
        found = say(locale, "errors.missing_setting", variable=", ".join(lacking))
        return Check("slack", "failed", found)
    return Check("slack", "ok", say(locale, "say.doctor.slack", way=way))
