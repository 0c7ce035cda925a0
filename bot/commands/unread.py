"""`pilote unread`: the words the reader did not know, from which its vocabulary grows.

For whoever runs the bot: it reads all questions of everybody, so it is a command of this terminal
and no question; it names nobody.
"""

from dataclasses import asdict

import typer

from bot.commands.common import DatabaseOption, JsonOption, LocaleOption, opened, print_json
from bot.unread import unread_words
from prompts import known, say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("unread", help="The words people used that the reader did not know.")(
        unread_command
    )


def unread_command(
    json: JsonOption = False, database: DatabaseOption = None, locale: LocaleOption = None
) -> None:
    """One line a word, the most frequent first: how often, the word, the latest question."""
    with opened(database, locale=locale) as bot, bot.database.reading() as connection:
        words = unread_words(connection)
        spoken = known(bot.locale)
    if json:
        for word in words:
            print_json(asdict(word))
    elif not words:
        print(say(spoken, "say.unread_words.none"))
    else:
        for word in words:
            print(f"{word.questions:>5}  {word.word}  — {word.example}")
