"""The bot's alarm clock: APScheduler wakes it, the ledger says what is left to do.

What is due is found by the bot's own clock on each waking. So nothing is scheduled for an instant
that a change of the clocks could skip or repeat, and a start simply finds what was missed.
"""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.conversation import log_failure

EVERY = 5  # seconds between two wakings

Work = Callable[[], Awaitable[None]]


@asynccontextmanager
async def waking(*works: Work) -> AsyncIterator[None]:
    """Does each work at once and then again and again while inside, none twice at a time."""
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    scheduler = AsyncIOScheduler(timezone=UTC)
    options = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
    now = datetime.now(UTC)
    for work in works:
        scheduler.add_job(_watched, "interval", [work], seconds=EVERY, next_run_time=now, **options)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


async def _watched(work: Work) -> None:
    try:
        await work()
    except Exception as error:
        log_failure("a scheduled round failed", error)
