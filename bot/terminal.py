"""The terminal as a place to talk: a prompt, questions, answers."""

import sys
import uuid
from typing import TextIO

from bot.ask import Question, ask
from bot.hearing.heard import heard_in
from bot.pilote import Pilote
from bot.saying.reasons import error_text
from prompts import known, language, say
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
            if heard_out(bot, asked_by, line.strip(), lines) is not None:
                print()
                continue
            answer = ask(bot, Question(line.strip(), asked_by, "terminal", conversation))
        except PiloteError as error:
            print(error_text(error, locale))
            continue
        locale = answer.locale
        print(f"{answer.text}\n")
    print(say(locale, "say.bye"))


def heard_out(bot: Pilote, email: str, text: str, lines: TextIO) -> bool | None:
    """Says what comes of words that are no question; what they ask for is shown, and done after a
    yes. Whether it was; None for a question. Raises PiloteError for what cannot be done."""
    heard = heard_in(bot, email, text)
    if heard is None:
        return None
    print(heard.text)
    if heard.carry_out is None:
        return True
    print(heard.question, say(heard.locale, "say.undo.answers"), end=" ", flush=True)
    agreed = language(heard.locale)["say"]["undo"]["agreed"]
    if lines.readline().strip().lower() not in agreed:
        print(say(heard.locale, "say.drafts.changes.not_made"))
        return False
    print(heard.carry_out(f"terminal:{uuid.uuid4().hex}"))
    return True


def _prompt(lines: TextIO) -> None:
    if lines.isatty():
        sys.stdout.write("› ")
        sys.stdout.flush()
