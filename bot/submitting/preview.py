"""What somebody is about to submit in words: read for its period, and told with what the bot has
beside it."""

from dataclasses import dataclass, replace

from bot.forecasting import calendar_of, sheet_of
from bot.pilote import Pilote
from bot.saying.submissions import preview_text, remark_lines
from bot.submitting.reading import Said, read_said
from prompts import available
from tools.engine.calendar import Calendar
from tools.engine.people import Person
from tools.engine.registry import kpi_named
from tools.engine.wording import wording
from tools.submissions import Draft, Sheet, doubts

_KPI = "submitted_commit"


@dataclass(frozen=True)
class Preview:
    """A submission that waits for its click: the sheet it would go on, and whether a reason
    should be asked for."""

    sheet: Sheet
    draft: Draft
    calendar: Calendar
    doubts: list[str]

    @property
    def needs_reason(self) -> bool:
        """Whether it goes against the bot and does not say why."""
        return "no_reason" in self.doubts

    def text(self, locale: str) -> str:
        """What would be submitted, what stands, the bot's own figures, and what to look at."""
        return preview_text(self.sheet, self.draft, self.doubts, self.calendar, locale)

    def remarks(self, locale: str) -> list[str]:
        """What stands, and what to look at."""
        return remark_lines(self.sheet, self.draft, self.doubts, locale)


def preview_of(bot: Pilote, person: Person, text: str, locale: str) -> Preview | None:
    """The submission in these words; None where they are none, or not read whole. Raises like
    `sheet_of` and `read_said`. `locale`: of whoever says them."""
    with bot.sales.reading() as connection:
        currency = bot.desk(connection).company.currency
    said = read_said(text, currency)
    period = _period(bot, person, said, locale) if said else None
    if said is None or period is None:
        return None
    return previewed(bot, person.email, period, said.draft)


def previewed(bot: Pilote, email: str, period: str, draft: Draft) -> Preview:
    """The same once its period is known."""
    sheet = sheet_of(bot, email, period)
    return Preview(sheet, draft, calendar_of(bot), doubts(sheet, draft))


def language_of(bot: Pilote, person: Person, text: str, locale: str) -> str:
    """The language of these words, in which they are answered as any question is."""
    with bot.sales.reading() as connection:
        reader = bot.reader(bot.desk(connection))
    return reader.read(text, asker=replace(person, locale=locale)).locale


def _period(bot: Pilote, person: Person, said: Said, locale: str) -> str | None:
    """The period that the rest of the words name, as the reader reads one after a figure that
    looks ahead; None where they name something else."""
    if not said.period:
        return "this_quarter"
    kpi = kpi_named(_KPI)
    languages = sorted(available(), key=lambda one: one != locale)
    with bot.sales.reading() as connection:
        reader = bot.reader(bot.desk(connection))
    for language in languages:
        question = f"{wording(kpi, language).names[0]} {said.period}"
        reading = reader.read(question, asker=replace(person, locale=language))
        if reading.status != "read" or len(reading.calls) != 1:
            continue
        arguments = dict(reading.calls[0].arguments)
        if arguments.pop("kpi", None) == _KPI and arguments.keys() == {"period"}:
            return str(arguments["period"])
    return None
