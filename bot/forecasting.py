"""The forecast ritual, wherever it takes place: the sheet of a person, and a submission kept."""

from collections.abc import Sequence

from bot.pilote import Pilote
from storage.errors import PiloteError
from tools.engine.calendar import Calendar
from tools.engine.compute import Desk
from tools.engine.people import Person, person_by_email
from tools.engine.projection.rivals import Score
from tools.held_to_account import held_to_account
from tools.submissions import Draft, Made, Sheet, sheet, submit


def sheet_of(
    bot: Pilote, email: str, period: str | None = None, *, projected: bool = True
) -> Sheet:
    """Somebody's sheet for a period. Raises PiloteError `nobody` for who may not ask, and what
    `tools.submissions.sheet` raises."""
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        return sheet(at, _known(at, email), period, projected=projected)


def record_of(bot: Pilote, email: str, period: str | None) -> tuple[Sequence[Score], str]:
    """How forecasts of past periods came out in somebody's scope, and their language. Raises
    PiloteError `nobody`."""
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        person = _known(at, email)
        locale = bot.locale_of(person, at.company.locale)
        return held_to_account(at, person, period), locale


def _known(at: Desk, email: str) -> Person:
    person = person_by_email(at.connection, email)
    if person is None or not person.is_active(at.today):
        raise PiloteError("nobody")
    return person


def calendar_of(bot: Pilote) -> Calendar:
    """The company's calendar, by which periods are named."""
    with bot.sales.reading() as connection:
        return bot.desk(connection).company.calendar


def keep(bot: Pilote, of: Sheet, draft: Draft) -> Made:
    """Keeps a submission, in one transaction."""
    with bot.database.writing() as connection:
        return submit(connection, bot.desk(connection), of, draft, bot.clock.now(), bot.lock)
