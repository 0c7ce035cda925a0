"""Reminding who has not submitted a forecast for the running quarter, once a week."""

import asyncio
import logging
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.blocks.reminder import reminder_message
from bot.digests import ledger
from bot.digests.message import locale_for
from bot.digests.post import Postman
from bot.digests.week import Hours, quiet_of, turn_of
from bot.pilote import Pilote
from bot.posting import Message
from bot.preferences import Preferences, all_preferences
from tools.engine.figure import span_of
from tools.engine.people import Person
from tools.engine.period import parse_period
from tools.forecast_lock import reminder_of
from tools.submissions import unsubmitted

SCHEDULE = "forecast_reminder"
log = logging.getLogger(__name__)


class Reminders:
    """Rounds of reminders; a day that is over reminds nobody any more."""

    def __init__(self, bot: Pilote, postman: Postman) -> None:
        self._bot = bot
        self._postman = postman

    async def round(self) -> None:
        """Reminds whom it is time to remind."""
        unreached = 0
        for person, window in await asyncio.to_thread(self._due):
            key = ledger.Key(SCHEDULE, window, person.email)
            sent = await self._postman.post(person, key, partial(self._message, person))
            unreached += sent == "undeliverable"
        if unreached:
            log.warning("%d forecast reminders reached nobody in Slack", unreached)

    def _due(self) -> list[tuple[Person, str]]:
        """Who is due now, with the week it counts for, unless the ledger has settled it."""
        now, chosen = self._bot.clock.now(), all_preferences(self._bot.database)
        with self._bot.sales.reading() as connection:
            at = self._bot.desk(connection)
            people = unsubmitted(at)
        due = []
        for person in people:
            local = now.astimezone(ZoneInfo(person.time_zone or at.company.time_zone))
            window = self._window(local, chosen.get(person.email, Preferences()))
            if window:
                due.append((person, window))
        windows = {window for _, window in due}
        done = {w: ledger.settled(self._bot.database, SCHEDULE, w) for w in windows}
        return [(one, window) for one, window in due if one.email not in done[window]]

    def _window(self, local: datetime, chosen: Preferences) -> str | None:
        """The week whose reminder is due on a local clock."""
        hours = Hours(*reminder_of(self._bot.lock), quiet_of(chosen))
        turn = turn_of(local, hours, caught_up=0)
        return turn.window if turn.stage == "due" else None

    def _message(self, person: Person) -> Message:
        with self._bot.sales.reading() as connection:
            company = self._bot.desk(connection).company
        today = self._bot.clock.today(company.time_zone)
        quarter = span_of(parse_period("this_quarter", today, company.calendar))
        return reminder_message(
            quarter,
            company.calendar,
            self._bot.lock,
            company.time_zone,
            locale_for(self._bot, person),
        )
