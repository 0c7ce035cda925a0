"""A ritual written out, for its readers, at this moment."""

from bot.digests.rituals import rituals
from bot.digests.rituals.ritual import Sheet
from bot.pilote import Pilote
from bot.saying.numbers import day
from prompts import say
from tools.engine.people import Person
from tools.engine.scope import scope_of


def ritual_text(bot: Pilote, name: str, person: Person, locale: str, reader: str = "") -> str:
    """All of it: a title, then its parts, an empty line between two. In the scope of `person`."""
    with bot.sales.reading() as connection:
        sheet = Sheet(bot.desk(connection), person, locale, reader)
        written = [part(sheet) for part in rituals()[name].parts]
        title = _title(name, sheet)
    return "\n\n".join([title, *("\n".join(lines) for lines in written if lines)])


def _title(name: str, sheet: Sheet) -> str:
    scope = scope_of(sheet.person, sheet.at.company.name)
    key = {"rep": "person", "team": "team", "company": "company"}[scope.kind]
    whose = say(sheet.locale, f"say.rituals.whose.{key}", name=sheet.person.name)
    return say(
        sheet.locale,
        "say.rituals.title",
        ritual=say(sheet.locale, f"say.rituals.names.{name}"),
        whose=whose,
        day=day(sheet.at.today, sheet.locale),
    )
