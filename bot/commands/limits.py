"""`pilote limits`: from when on deals of a team are at risk or incomplete; shown and set."""

import uuid
from typing import Annotated

import typer

from bot.changing import make_change, prepared
from bot.commands.common import DatabaseOption, LocaleOption, TodayOption, globals_given, opened
from bot.saying.changes import done_text
from bot.saying.limits import limits_lines
from storage.errors import PiloteError, UsageError
from tools.engine.people import person_by_email
from tools.team_limits import limits_of, team_set_by, teams_set_by


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("limits", help="From when on a team's deals are at risk; --set changes it.")(
        limits_command
    )


def limits_command(
    as_: Annotated[str, typer.Option("--as", help="Operations, or the team's manager: an email.")],
    team: Annotated[str | None, typer.Option(help="One team; without it, all of yours.")] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="NAME=VALUE, such as silent_days=10; NAME= is as all others."),
    ] = None,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """The limits on stdout, or what was changed; exit status 1 where it cannot be."""
    with opened(database, today, locale, as_) as bot:
        with bot.sales.reading() as connection:
            at = bot.desk(connection)
            person = person_by_email(connection, as_)
            if person is None or not person.is_active(at.today):
                raise PiloteError("person_unknown", given=as_)
            words = globals_given["locale"] = bot.locale_of(person, at.company.locale)
            teams = [team_set_by(at, person, team)] if team else teams_set_by(at, person)
            found = [limits_of(at, one) for one in teams]
        if not found:
            raise PiloteError("limits_whose", given=as_)
        if not set_:
            for one in found:
                print("\n".join([one.team, *limits_lines(one, words)]))
            return
        if len(found) > 1:
            raise UsageError("limits_team", teams=", ".join(teams))
        change = prepared(bot, person, "limits", {**dict(map(_pair, set_)), "team": teams[0]})
        done = make_change(bot, person, change, f"terminal:{uuid.uuid4()}")
        print(done_text(done.change, words))


def _pair(given: str) -> tuple[str, str]:
    name, is_, value = given.partition("=")
    if not is_:
        raise UsageError("argument", argument="--set", given=given)
    return name.strip(), value
