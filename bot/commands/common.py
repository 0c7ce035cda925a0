"""What commands share: the global options, the opened bot, output on the right stream."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Annotated, Any

import typer

from bot.agent.seat import seat_of
from bot.asker import asker_of
from bot.crm.address import write_back_of
from bot.pilote import Pilote
from bot.settings import Clock, Settings, load_settings
from storage.database import Database
from storage.errors import PiloteError, UsageError
from tools.engine.people import Person
from tools.engine.warehouse import Warehouse
from tools.forecast_lock import lock_of

DatabaseOption = Annotated[
    str | None, typer.Option("--database", help="Database URL (PILOTE_DATABASE_URL).")
]
TodayOption = Annotated[
    str | None,
    typer.Option(
        "--today", help="Answer as on this day, YYYY-MM-DD, or from this instant on (PILOTE_TODAY)."
    ),
]
LocaleOption = Annotated[
    str | None, typer.Option("--locale", help="Language of answers: en, fr (PILOTE_LOCALE).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON on stdout.")]

# The global options may stand before the command's name or after it.
globals_given: dict[str, str | None] = {}


def settings_for(
    database: str | None = None, today: str | None = None, locale: str | None = None
) -> Settings:
    """Settings with what was typed first. Raises SetupError."""
    day = today or globals_given.get("today")
    return load_settings(
        pilote_database_url=database or globals_given.get("database"),
        **_today(day),
        pilote_locale=locale or globals_given.get("locale"),
    )


@contextmanager
def opened(
    database: str | None = None,
    today: str | None = None,
    locale: str | None = None,
    asked_by: str | None = None,
) -> Iterator[Pilote]:
    """The bot on its store, closed afterwards. What goes wrong is told in the language of whoever
    asks (an email), where none is given."""
    settings = settings_for(database, today, locale)
    globals_given["locale"] = settings.pilote_locale
    warehouse = Warehouse(url) if (url := settings.pilote_warehouse_url) else None
    write_back = write_back_of(settings)
    store = Database(settings.pilote_database_url)
    lock = lock_of(settings.pilote_forecast_lock)
    bot = Pilote(
        store,
        Clock(settings),
        settings.pilote_locale,
        warehouse,
        seat_of(settings),
        lock,
        settings.pilote_deal_url,
        write_back=write_back,
    )
    try:
        yield bot
    except PiloteError:
        if asked_by and not globals_given["locale"]:
            globals_given["locale"] = _spoken_by(bot, asked_by)
        raise
    finally:
        bot.close()


def _spoken_by(bot: Pilote, email: str) -> str | None:
    """The language of a person, as far as the store can tell."""
    with suppress(PiloteError):
        found = asker_of(bot, email)
        return found[1] if found else None
    return None


def sending_settings(settings: Settings) -> Settings:
    """The settings for a command that sends in Slack: with the token of the workspace of this
    store's company, where the bot serves several. Raises SetupError like `with_token`."""
    if settings.slack_client_id is None:
        return settings
    from bot.installing.one import with_token  # noqa: PLC0415 (Slack's libraries)

    # What the environment names keeps the installations; --database names the company.
    return with_token(settings, load_settings().pilote_database_url)


def _today(given: str | None) -> dict[str, Any]:
    """A day stands still; with a time of day (2026-11-23T07:59) the clock runs on from there."""
    if not given or "T" not in given:
        return {"pilote_today": parse_day(given) if given else None}
    try:
        return {"pilote_now": datetime.fromisoformat(given)}
    except ValueError as error:
        raise UsageError("argument", argument="today", given=given) from error


def parse_day(text: str) -> date:
    """A day as typed. Raises UsageError."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise UsageError("argument", argument="day", given=text) from error


def print_json(data: dict[str, Any]) -> None:
    """One JSON object on stdout, on one line where many may follow."""
    print(json.dumps(data, ensure_ascii=False, separators=(", ", ": ")))


def note(text: str) -> None:
    """A remark for the person at the terminal: stderr."""
    print(text, file=sys.stderr)


def writer_of(bot: Pilote, email: str) -> tuple[Person, str]:
    """Who writes, and their language, in which refusals come from now on. Raises PiloteError
    `person_unknown`."""
    found = asker_of(bot, email)
    if found is None:
        raise PiloteError("person_unknown", given=email)
    globals_given["locale"] = found[1]
    return found
