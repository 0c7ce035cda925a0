"""The weekly digest as a message, and the language of what is sent unasked."""

from dataclasses import replace

from bot.answering import message_for
from bot.ask import Question, carry_out
from bot.pilote import Pilote
from bot.posting import Message
from bot.preferences import preferences_for
from bot.reader import Call
from tools.engine.people import Person

PLACE = "digest"


class NoDigestError(Exception):
    """There was something else than a digest to send."""


def weekly_message(bot: Pilote, person: Person) -> Message:
    """This person's digest, as of now, in their language, kept for its buttons. Raises
    NoDigestError where there is none."""
    question = Question("", person.email, PLACE)
    answer = carry_out(bot, question, [Call("digest", {})], locale_for(bot, person))
    if answer.digest is None:
        raise NoDigestError(answer.status)
    return message_for(bot, answer, question)


def locale_for(bot: Pilote, person: Person) -> str:
    """The language of what somebody is sent unasked: as they set it, else as the store has it."""
    chosen = preferences_for(bot.database, person.email).locale
    with bot.sales.reading() as connection:
        company = bot.desk(connection).company
    return bot.locale_of(replace(person, locale=chosen or person.locale), company.locale)
