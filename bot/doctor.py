"""The doctor: looks at every part the bot needs and says what it found, without secrets."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from bot.saying.reasons import error_text
from bot.settings import Settings
from prompts import say
from storage.database import Database, shown
from storage.errors import PiloteError
from storage.tables import company, imports, opportunities, people
from tools.engine.registry import kpis

State = Literal["ok", "missing", "failed"]
_MARKS = {"ok": "✓", "missing": "–", "failed": "✗"}


@dataclass
class Check:
    """One part: `missing` is a choice, `failed` keeps the bot from working."""

    name: str
    state: State
    finding: str

    @property
    def mark(self) -> str:
        """The state as a sign."""
        return _MARKS[self.state]


def examine(settings: Settings, locale: str) -> list[Check]:
    """Store, data, Slack and figures, in this order."""
    return [
        *_store(settings, locale),
        _slack(settings, locale),
        Check("kpis", "ok", say(locale, "say.doctor.kpis", n=len(kpis()))),
    ]


def _store(settings: Settings, locale: str) -> list[Check]:
    try:
        database = Database(settings.pilote_database_url)
    except PiloteError as error:
        return [Check("database", "failed", error_text(error, locale))]
    try:
        url = shown(make_url(settings.pilote_database_url))
        return [Check("database", "ok", url), _data(database, locale)]
    finally:
        database.close()


def _data(database: Database, locale: str) -> Check:
    with database.reading() as connection:
        name = connection.scalar(select(company.c.name))
        if name is None:
            return Check("data", "failed", error_text(PiloteError("store_empty"), locale))
        deals = connection.scalar(select(func.count()).select_from(opportunities)) or 0
        persons = connection.scalar(select(func.count()).select_from(people)) or 0
        at = connection.scalar(select(func.max(imports.c.finished_at)))
    moment = at.isoformat(timespec="seconds") if at else "–"
    found = say(locale, "say.doctor.data", name=name, n=deals, people=persons, moment=moment)
    return Check("data", "ok", found)


def _slack(settings: Settings, locale: str) -> Check:
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
