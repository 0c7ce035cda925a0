"""`pilote actions`: what is to be done, by oneself and one's people."""

from dataclasses import asdict
from typing import Annotated

import typer

from bot.commands.common import (
    DatabaseOption,
    JsonOption,
    LocaleOption,
    TodayOption,
    opened,
    print_json,
)
from bot.saying.actions import actions_text
from storage.errors import PiloteError
from tools.actions.listing import open_actions
from tools.engine.people import person_by_email


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("actions", help="What is to be done, the first due first.")(actions_command)


def actions_command(
    as_: Annotated[str, typer.Option("--as", help="Who asks: an email.")],
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The actions on stdout; exit status 1 for nobody."""
    with opened(database, today, locale, as_) as bot, bot.sales.reading() as connection:
        at = bot.desk(connection)
        person = person_by_email(connection, as_)
        if person is None or not person.is_active(at.today):
            raise PiloteError("person_unknown", given=as_)
        found = open_actions(at, person)
        words = bot.locale_of(person, at.company.locale)
    if not json:
        print(actions_text(found, person.email, words))
        return
    kept = ("what", "owner", "made_by", "due_on", "deal")
    listed = [{name: asdict(one)[name] for name in kept} for one in found]
    for one in listed:
        one["due_on"] = one["due_on"].isoformat()
    print_json({"actions": listed})
