"""A list of deals asked for by a command or a click."""

from bot.ask import Question, answer_call, ask
from bot.blocks import answer_message
from bot.pilote import Pilote
from bot.posting import Message
from bot.reader import Call
from bot.telling import teller_for
from tools.engine.answer import Answer


def listed(bot: Pilote, email: str, tool: str) -> Message:
    """The list of a tool (at_risk, hygiene) as its asker may see it."""
    return _message(bot, answer_call(bot, email, Call(tool, {})), "", "slash")


def asked(bot: Pilote, email: str, question: str, thread: str) -> Message:
    """What a question in words is answered."""
    return _message(bot, ask(bot, Question(question, email, "slash", thread)), thread, "slash")


def _message(bot: Pilote, answer: Answer, thread: str, place: str) -> Message:
    with bot.sales.reading() as connection:
        company = bot.desk(connection).company
        teller = teller_for(connection, company, answer.locale, answer.asked_by, answer.figures)
    return answer_message(answer, teller, thread, place)
