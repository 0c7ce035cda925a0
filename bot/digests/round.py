"""A round: every digest that is due goes out, what is too late is written down and reported."""

import asyncio
from collections.abc import Sequence

from bot.digests import ledger
from bot.digests.post import SCHEDULE, Postman
from bot.digests.recipients import ROLES, Recipient, recipients
from bot.digests.report import report
from bot.pilote import Pilote
from bot.preferences import all_preferences
from tools.engine.people import people_of

AT_ONCE = 4  # digests being made and sent at the same time
MANY = 10  # digests from which on what they have in common is read once


class Rounds:
    """Rounds of the weekly digest; each one starts from what the ledger says."""

    def __init__(self, bot: Pilote, postman: Postman) -> None:
        self._bot = bot
        self._postman = postman
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def round(self) -> None:
        """Sends what is due, and misses what is over."""
        everybody = await asyncio.to_thread(self._open)
        due = [one for one in everybody if one.stage == "due"]
        many = len(due) >= MANY
        bot = await asyncio.to_thread(self._bot.for_many) if many else self._bot
        await asyncio.gather(*(self._send(one, bot) for one in due))
        late = [one for one in everybody if one.stage == "over"]
        await asyncio.to_thread(self._miss, late)
        await report(self._bot, self._postman)

    def _open(self) -> list[Recipient]:
        """Everybody whose digest of the week the ledger has not settled."""
        chosen = all_preferences(self._bot.database)
        with self._bot.sales.reading() as connection:
            company = self._bot.desk(connection).company
            people = people_of(connection, ROLES)
        found = list(recipients(people, chosen, self._bot.clock.now(), company.time_zone))
        windows = {one.window for one in found}
        done = {w: ledger.settled(self._bot.database, SCHEDULE, w) for w in windows}
        return [one for one in found if one.person.email not in done[one.window]]

    async def _send(self, one: Recipient, bot: Pilote) -> None:
        async with self._turns:
            await self._postman.digest(one.person, one.window, bot)

    def _miss(self, late: Sequence[Recipient]) -> None:
        if late and not ledger.in_use(self._bot.database, SCHEDULE):
            return  # set up in the middle of a week: the first digest is next Monday's
        for one in late:
            ledger.miss(self._bot.database, ledger.Key(SCHEDULE, one.window, one.person.email))
