"""Sending one person's digest from the command line: it counts as that week's."""

from bot.app import build
from bot.digests.post import Postman, Sent
from bot.digests.week import window_of
from bot.pilote import Pilote
from bot.settings import Settings
from storage.errors import UsageError
from tools.engine.people import Person, person_by_email


async def send_now(settings: Settings, bot: Pilote, email: str) -> Sent:
    """What came of it; `settled` where the week's digest was sent before.

    Raises SetupError like `build`, UsageError `person_unknown` for an email of nobody here.
    """
    person, window = _of(bot, email)
    app = await build(settings, bot)
    postman = Postman(bot, app.conversations.client, app.conversations.callers)
    return await postman.digest(person, window)


def _of(bot: Pilote, email: str) -> tuple[Person, str]:
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        person = person_by_email(connection, email)
    if person is None or not person.is_active(at.today):
        raise UsageError("person_unknown", given=email)
    return person, window_of(bot.clock.today(person.time_zone or at.company.time_zone))
