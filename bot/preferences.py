"""What people set for themselves: language, digest, quiet hours, the dashboard as they left it."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.tables import preferences


@dataclass(frozen=True)
class Preferences:
    """One person's settings; None: as everybody's.

    `digest_day` counts from Monday, 0; times are `HH:MM` on the person's own clock;
    `digest_since` is when they last changed whether or when it comes. `home` holds
    the period and filters of the dashboard, and is None until it was opened once.
    """

    locale: str | None = None
    digest: bool | None = None
    digest_day: int | None = None
    digest_time: str | None = None
    quiet_from: str | None = None
    quiet_to: str | None = None
    digest_since: datetime | None = None
    home: dict[str, str] | None = None

    def wants_digest(self, role: str) -> bool:
        """Whether the weekly digest comes: to who leads unless they said no, to others who asked
        for it."""
        return role in {"manager", "executive"} if self.digest is None else self.digest


_DIGEST = ("digest", "digest_day", "digest_time")
_COLUMNS = [preferences.c[field.name] for field in fields(Preferences)]
_OF_ONE = select(*_COLUMNS).where(preferences.c.email == bindparam("email"))


_LOCALES = select(preferences.c.email, preferences.c.locale).where(
    preferences.c.email.in_(bindparam("emails", expanding=True))
)


def preferences_of(connection: Connection, email: str) -> Preferences:
    """The settings of one person, by their email in lower case."""
    row = connection.execute(_OF_ONE, {"email": email}).first()
    return Preferences(**row._mapping) if row else Preferences()


def locales_of(connection: Connection, emails: Collection[str]) -> dict[str, str]:
    """The languages that these people set, by email; who set none is left out."""
    rows = connection.execute(_LOCALES, {"emails": list(emails)}).all()
    return {email: locale for email, locale in rows if locale}


def preferences_for(database: Database, email: str) -> Preferences:
    """The same, where no connection is at hand."""
    with database.reading() as connection:
        return preferences_of(connection, email)


def all_preferences(database: Database) -> dict[str, Preferences]:
    """The settings of everybody who has any, by email."""
    query = select(preferences.c.email, *_COLUMNS)
    with database.reading() as connection:
        return {email: Preferences(*chosen) for email, *chosen in connection.execute(query)}


def keep_preferences(
    database: Database,
    email: str,
    now: datetime,
    **changed: Any,  # noqa: ANN401
) -> None:
    """Sets what is given and leaves the rest."""
    with database.writing() as connection:
        before = preferences_of(connection, email)
        if any(getattr(before, n) != changed[n] for n in _DIGEST if n in changed):
            changed["digest_since"] = now
        own = preferences.c.email == email
        if connection.execute(update(preferences).where(own).values(**changed)).rowcount:
            return
        try:
            with connection.begin_nested():
                connection.execute(insert(preferences).values(email=email, **changed))
        except IntegrityError:  # another process was first
            connection.execute(update(preferences).where(own).values(**changed))
