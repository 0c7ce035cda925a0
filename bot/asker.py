"""Somebody at the terminal: the person behind an email, and their language."""

from dataclasses import replace

from bot.pilote import Pilote
from bot.preferences import preferences_of
from tools.engine.people import Person, person_by_email


def asker_of(bot: Pilote, email: str) -> tuple[Person, str] | None:
    """The person and the language to speak; None for strangers and those who have left."""
    with bot.database.reading() as connection:
        chosen = preferences_of(connection, email.strip().lower()).locale
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        person = person_by_email(connection, email)
        if person is None or not person.is_active(at.today):
            return None
        person = replace(person, locale=chosen or person.locale)
        return person, bot.locale_of(person, at.company.locale)
