"""A ritual written out, for its readers, at this moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.digests.rituals import rituals
from bot.digests.rituals.agreed import agreed_before, agreed_lead, agreed_line
from bot.digests.rituals.ritual import Sheet
from bot.digests.rituals.told import Told
from bot.pilote import Pilote
from bot.saying.numbers import day
from prompts import say
from tools.engine.people import Person
from tools.engine.scope import scope_of


@dataclass(frozen=True)
class Sitting:
    """One sitting of a ritual: of which schedule, on which day."""

    schedule: int
    on: date

    def __str__(self) -> str:
        return f"{self.schedule}:{self.on.isoformat()}"


def sitting_of(text: str) -> Sitting:
    """The sitting that was written as this text."""
    schedule, _, on = text.partition(":")
    return Sitting(int(schedule), date.fromisoformat(on))


@dataclass(frozen=True)
class Written:
    """A ritual in words: its title, what was agreed last time ((action, whether it is done, line)
    under `lead`), and its parts."""

    title: str
    lead: str
    agreed: Sequence[tuple[int, bool, str]]
    parts: Sequence[Told]
    locale: str

    @property
    def text(self) -> str:
        """All of it, an empty line between two parts."""
        agreed = "\n".join([self.lead, *(f"• {line}" for _, _, line in self.agreed)])
        parts = (part.text(self.locale) for part in self.parts)
        return "\n\n".join(one for one in (self.title, agreed, *parts) if one)


def ritual_text(bot: Pilote, name: str, person: Person, locale: str, reader: str = "") -> str:
    """All of a ritual that belongs to no schedule. In the scope of `person`."""
    return written(bot, name, person, locale, reader).text


def written(
    bot: Pilote,
    name: str,
    person: Person,
    locale: str,
    reader: str = "",
    sitting: Sitting | None = None,
) -> Written:
    """A ritual in the scope of `person`; of a sitting, with what was agreed before it."""
    with bot.sales.reading() as connection:
        sheet = Sheet(bot.desk(connection), person, locale, reader)
        before = agreed_before(sheet, sitting.schedule, sitting.on) if sitting else ()
        parts = [part(sheet) for part in rituals()[name].parts]
        return Written(
            _title(name, sheet),
            agreed_lead(before, locale) if before else "",
            [(one.pk, one.done, agreed_line(one, sheet)) for one in before],
            [part for part in parts if part is not None],
            locale,
        )


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
