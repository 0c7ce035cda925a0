"""Each message is answered once, whatever comes again and whoever dies."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

import bot.delivery
from bot.delivery import Said, once
from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Settings
from bot.workspace import Workspace
from storage.database import Database
from storage.tables import received

KEYS = ("message:T1:C1:1.0", "event:Ev1")


def keys(database: Database) -> set[str]:
    with database.reading() as connection:
        return set(connection.scalars(select(received.c.key)))


async def test_of_two_at_once_one_answers(database: Database) -> None:
    answered: list[int] = []

    async def work(number: int) -> None:
        async with once(database, *KEYS) as mine:
            await asyncio.sleep(0.1)
            if mine:
                answered.append(number)

    await asyncio.gather(*(work(number) for number in range(4)))
    assert len(answered) == 1
    assert keys(database) == set(KEYS)


async def test_an_event_id_alone_is_known_again(database: Database) -> None:
    async with once(database, *KEYS) as mine:
        assert mine
    async with once(database, "message:T1:C1:2.0", KEYS[1]) as mine:
        assert not mine
    async with once(database, KEYS[0], "event:Ev2") as mine:
        assert not mine


async def test_what_failed_is_open_again(database: Database) -> None:
    with pytest.raises(ValueError, match="nothing sent"):
        async with once(database, *KEYS):
            raise ValueError("nothing sent")
    async with once(database, *KEYS) as mine:
        assert mine


async def test_the_claim_of_a_dead_process_lapses(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.delivery, "LAPSE", timedelta(seconds=0.6))
    monkeypatch.setattr(bot.delivery, "LOOK_AGAIN", 0.05)
    with database.writing() as connection:
        dead = {"key": f"claim:{KEYS[0]}", "received_at": datetime.now(UTC)}
        connection.execute(insert(received).values(dead))
    started = asyncio.get_running_loop().time()
    async with once(database, *KEYS) as mine:
        assert mine
    assert asyncio.get_running_loop().time() - started > 0.4


async def test_a_living_process_keeps_its_claim(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.delivery, "LAPSE", timedelta(seconds=0.8))
    monkeypatch.setattr(bot.delivery, "LOOK_AGAIN", 0.05)
    async with once(database, *KEYS):
        other = asyncio.create_task(_is_mine(database))
        await asyncio.sleep(1.5)
        assert not other.done()
    assert await other is False


async def _is_mine(database: Database) -> bool:
    async with once(database, *KEYS) as mine:
        return bool(mine)


async def test_what_was_said_before_is_answered_before_by_whichever_process(
    database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.delivery, "LOOK_AGAIN", 0.05)
    elsewhere, answered = Database(database_url), []

    async def answer(store: Database, thread: str, at: str) -> None:
        async with once(store, f"message:{thread}:{at}", said=Said(thread, at)) as claim:
            await claim.in_order()
            answered.append((thread, at))

    async with once(database, *KEYS, said=Said("A", "2.0")):
        later = asyncio.create_task(answer(elsewhere, "A", "3.0"))
        for thread, at in (("B", "4.0"), ("A", "1.0")):  # neither has to wait
            await answer(elsewhere, thread, at)
        await answer(database, "A", "2.5")  # this process has its own order
        await asyncio.sleep(0.3)
        assert answered == [("B", "4.0"), ("A", "1.0"), ("A", "2.5")]
    await later
    assert answered[-1] == ("A", "3.0")
    elsewhere.close()


async def test_a_dead_process_keeps_nobody_waiting_for_long(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.delivery, "LAPSE", timedelta(seconds=0.6))
    monkeypatch.setattr(bot.delivery, "LOOK_AGAIN", 0.05)
    dead = {"key": "claim:message:1", "received_at": datetime.now(UTC)}
    with database.writing() as connection:
        connection.execute(insert(received).values(**dead, thread="A", said_at="1.0"))
    started = asyncio.get_running_loop().time()
    async with once(database, *KEYS, said=Said("A", "2.0")) as claim:
        await claim.in_order()
    assert asyncio.get_running_loop().time() - started > 0.4


async def test_old_keys_are_forgotten(database: Database) -> None:
    with database.writing() as connection:
        old = {"key": "event:Ev0", "received_at": datetime.now(UTC) - timedelta(days=8)}
        connection.execute(insert(received).values(old))
    async with once(database, *KEYS):
        pass
    assert keys(database) == set(KEYS)


async def test_what_slack_sends_again_is_answered_once(anyhow: Workspace) -> None:
    question = await anyhow.dm("Alice Lindqvist", "bookings this quarter")
    await anyhow.wait_for_reply(question)
    await anyhow.resend(question)
    await anyhow.resend(question, new_id=True)
    mention = await anyhow.say("Alice Lindqvist", "#sales", "@Pilote bookings this quarter")
    event = {**mention.deliveries[0].payload["event"], "type": "message", "channel_type": "channel"}
    other = {**mention.deliveries[0].payload, "event_id": "Ev0OTHER", "event": event}
    await anyhow.deliver("events_api", other)
    await anyhow.idle()
    assert len(anyhow.posts()) == 2


async def test_a_retry_after_a_restart_is_answered_unless_it_was(
    slack: Workspace, settings: Settings, bot: Pilote
) -> None:
    async with serving(settings, bot, http=False):
        answered = await slack.dm("Alice Lindqvist", "bookings this quarter")
        await slack.wait_for_reply(answered)
    await slack.until(lambda: not len(slack.core.sockets) or None)
    async with serving(settings, Pilote(bot.database, bot.clock), http=False):
        await slack.resend(answered)
        missed = await slack.dm("Alice Lindqvist", "bookings this quarter")
        await slack.wait_for_reply(missed)
        await slack.idle()
    assert len(slack.posts()) == 2


async def test_what_could_not_be_posted_is_answered_when_it_comes_again(
    served: Workspace,
) -> None:
    served.fail_next("chat.postMessage", error="not_in_channel")
    question = await served.dm("Alice Lindqvist", "bookings this quarter")
    await served.idle()
    assert served.posts() == []
    await served.resend(question)
    assert "€60,000" in (await served.wait_for_reply(question)).text


async def test_an_event_is_acknowledged_after_its_answer_or_in_time(
    served_http: Workspace,
) -> None:
    question = await served_http.dm("Alice Lindqvist", "bookings this quarter")
    [delivery] = question.deliveries
    await delivery.finished.wait()
    assert len(served_http.posts()) == 1  # already there when the acknowledgement comes
    served_http.fail_next("chat.postMessage", delay=2.5)
    slow = await served_http.dm("Alice Lindqvist", "bookings this quarter")
    await slow.deliveries[0].finished.wait()
    [attempt] = slow.deliveries[0].attempts
    assert attempt.acknowledged
    assert attempt.seconds < 2.5
    await served_http.wait_for_reply(slow)
