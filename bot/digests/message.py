"""The weekly digest as a message."""

from bot.ask import answer_call
from bot.blocks.digest import digest_message
from bot.pilote import Pilote
from bot.posting import Message
from bot.reader import Call
from tools.engine.people import Person


def weekly_message(bot: Pilote, person: Person) -> Message:
    """This person's digest, as of now, in their language."""
    return digest_message(answer_call(bot, person.email, Call("digest", {})))
