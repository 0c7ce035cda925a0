"""The weekly digest as a message, and the language of what is sent unasked."""

from dataclasses import replace

from bot.ask import answer_call
from bot.blocks.digest import digest_message
from bot.pilote import Pilote
from bot.posting import Message
from bot.preferences import preferences_for
from bot.reader import Call
from tools.engine.people import Person


def weekly_message(bot: Pilote, person: Person) -> Message:
    """This person's digest, as of now, in their language."""
    return digest_message(answer_call(bot, person.email, Call("digest", {})))


def locale_for(bot: Pilote, person: Person) -> str:
    """The language of what somebody is sent unasked: as they set it, else as the store has it."""
    chosen = preferences_for(bot.database, person.email).locale
    with bot.sales.reading() as connection:
        company = bot.desk(connection).company
    return bot.locale_of(replace(person, locale=chosen or person.locale), company.locale)
