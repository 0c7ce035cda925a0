"""The terminal as a place to talk: a prompt, questions, answers."""

import sys
import uuid
from typing import TextIO

from bot.ask import Question, ask
from bot.pilote import Pilote
from bot.saying.reasons import error_text
from prompts import known, say
from storage.errors import PiloteError

LEAVING = {"exit", "quit", "bye", "quitter", "au revoir"}


def chat(bot: Pilote, asked_by: str, lines: TextIO, thread: str | None = None) -> None:
    """One conversation, until the end of input or a word of leaving.

    A question that fails leaves the conversation going: its sentence is shown.
    """
    conversation = thread or f"terminal:{uuid.uuid4().hex}"
    locale = known(bot.locale)
    while True:
        _prompt(lines)
        line = lines.readline()
        if not line or line.strip().lower() in LEAVING:
            break
        if not line.strip():
            continue
        try:
            answer = ask(bot, Question(line.strip(), asked_by, "terminal", conversation))
        except PiloteError as error:
            print(error_text(error, locale))
            continue
        locale = answer.locale
        print(f"{answer.text}\n")
    print(say(locale, "say.bye"))


def _prompt(lines: TextIO) -> None:
    if lines.isatty():
        sys.stdout.write("› ")
        sys.stdout.flush()
