"""Somebody at the terminal: the person behind an email, and their language."""

from bot.pilote import Pilote
from tools.engine.people import Person, person_by_email


def asker_of(bot: Pilote, email: str) -> tuple[Person, str] | None:
    """The person and the language to speak; None for strangers and those who have left."""
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        person = person_by_email(connection, email)
        if person is None or not person.is_active(at.today):
            return None
        return person, bot.locale_of(person, at.company.locale)
