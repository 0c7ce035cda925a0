"""`pilote schedule`: what is sent on schedules, set and changed in words."""

import asyncio
import sys
from typing import Annotated

import typer

from bot.commands.common import (
    DatabaseOption,
    JsonOption,
    LocaleOption,
    TodayOption,
    note,
    opened,
    print_json,
    sending_settings,
    settings_for,
)
from bot.pilote import Pilote
from bot.settings import Settings
from prompts import say
from storage.errors import PiloteError
from tools.engine.people import Person, person_by_email


def register(app: typer.Typer) -> None:
    """Adds the command."""
    text = "Set, list, pause, resume and remove what is sent on a schedule."
    app.command("schedule", help=text)(schedule_command)


def schedule_command(
    as_: Annotated[str, typer.Option("--as", help="Who sets it: an email.")],
    words: Annotated[
        list[str] | None,
        typer.Argument(help="In words, or: list, pause N, resume N, remove N. None: the list."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Set it without asking.")] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Print what would be sent now, and set nothing.")
    ] = False,
    json: JsonOption = False,
    database: DatabaseOption = None,
    today: TodayOption = None,
    locale: LocaleOption = None,
) -> None:
    """What was set or is listed, on stdout; exit status 1 where nothing was set."""
    settings = settings_for(database, today, locale)
    with opened(database, today, locale) as bot:
        asker, spoken = _asker(bot, as_)
        text, done = _answered(settings, bot, asker, spoken, " ".join(words or []), yes, show)
    if json:
        print_json({"text": text, "done": done})
    else:
        print(text)
    raise typer.Exit(0 if done else 1)


def _asker(bot: Pilote, email: str) -> tuple[Person, str]:
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        person = person_by_email(connection, email)
    if person is None or not person.is_active(at.today):
        raise PiloteError("person_unknown", given=email)
    return person, bot.locale_of(person, at.company.locale)


def _answered(
    settings: Settings,
    bot: Pilote,
    asker: Person,
    locale: str,
    said: str,
    yes: bool,
    show: bool,
) -> tuple[str, bool]:
    from bot.schedules import carrying_out  # noqa: PLC0415 (Slack's libraries)

    if carrying_out.LIST.fullmatch(said):
        return carrying_out.listing(bot, asker, locale).text, True
    changed = carrying_out.CHANGE.fullmatch(said)
    if changed:
        what = next(name for name in ("pause", "resume", "remove") if changed[name])
        number = int(changed["number"])
        return carrying_out.change(bot, asker, what, number, locale), True
    from bot.schedules.channels import place_from  # noqa: PLC0415
    from bot.schedules.setting import plan_of, wish_of  # noqa: PLC0415

    wish = wish_of(bot, asker, said)
    place = asyncio.run(place_from(sending_settings(settings), wish))
    plan = plan_of(bot, asker, wish, place, locale)
    if show:
        return carrying_out.shown(bot, asker, plan, locale), True
    preview = carrying_out.preview(bot, plan, locale)
    note(preview)
    if not (yes or (sys.stdin.isatty() and typer.confirm(say(locale, "say.schedules.confirm")))):
        return say(locale, "say.schedules.not_added"), False
    return carrying_out.add(bot, asker, plan, locale), True
