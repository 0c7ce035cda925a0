"""Direct messages and mentions are answered as the asker, in the right place, to the right eyes."""

import asyncio

import pytest

from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Settings
from bot.workspace import Workspace
from storage.database import Database


async def test_a_direct_message_is_answered_in_its_thread(anyhow: Workspace) -> None:
    question = await anyhow.dm("Alice Lindqvist", "bookings this quarter")
    answer = await anyhow.wait_for_reply(question)
    assert answer.thread_ts == question.ts
    assert answer.text.startswith("Bookings")
    assert "€60,000" in answer.text.split("\n")[0]
    assert answer.blocks[0]["text"]["text"] == "Bookings: €60,000"
    assert [block["type"] for block in answer.blocks[-3:]] == [
        "context",
        "actions",
        "context_actions",
    ]


async def test_the_answer_is_in_the_askers_language_and_scope(served: Workspace) -> None:
    question = await served.dm("Camille Roux", "prises de commande ce trimestre")
    answer = await served.wait_for_reply(question)
    assert "200\N{NARROW NO-BREAK SPACE}000" in answer.text
    assert "T4 2026" in answer.text


async def test_a_mention_is_answered_for_the_askers_eyes_only(anyhow: Workspace) -> None:
    question = await anyhow.say("Alice Lindqvist", "#sales", "@Pilote bookings this quarter")
    answer = await anyhow.wait_for_reply(question)
    await anyhow.idle()
    assert "€60,000" in answer.text
    assert answer.ephemeral_to == "U0ALICE"
    assert [one.ts for one in anyhow.seen_by("Oliver Hartley", "#sales")] == [question.ts]
    assert len(anyhow.posts()) == 1


async def test_in_a_thread_the_private_answer_stays_in_the_thread(served: Workspace) -> None:
    root = await served.say("Oliver Hartley", "#sales", "how are we doing?")
    question = await served.say(
        "Alice Lindqvist", "#sales", "@Pilote bookings this quarter", thread=root
    )
    answer = await served.wait_for_reply(question)
    assert (answer.thread_ts, answer.ephemeral_to) == (root.ts, "U0ALICE")


async def test_what_is_not_said_to_the_bot_is_not_answered(served: Workspace) -> None:
    chat = await served.say("Alice Lindqvist", "#sales", "bookings this quarter")
    question = await served.dm("Alice Lindqvist", "bookings this quarter")
    await served.wait_for_reply(question)
    await served.edit(question, "bookings last quarter")
    await served.delete(question)
    served.join(served.add_user("Priya Raman", "priya.raman@veridia.example"), "#sales")
    await served.idle()
    assert len(served.posts()) == 1
    assert chat.deliveries == []


async def test_a_follow_up_builds_on_its_thread_and_on_no_other(served: Workspace) -> None:
    question = await served.dm("Alice Lindqvist", "bookings this quarter")
    await served.wait_for_reply(question)
    follow_up = await served.dm("Alice Lindqvist", "and last quarter?", thread=question)
    answer = await served.wait_for_reply(follow_up, nth=1)
    assert "Q3 2026" in answer.text
    elsewhere = await served.dm("Alice Lindqvist", "and last quarter?")
    assert "Q3 2026" not in (await served.wait_for_reply(elsewhere)).text


async def test_questions_in_one_thread_are_answered_in_their_order(served: Workspace) -> None:
    root = await served.dm("Alice Lindqvist", "bookings this quarter")
    for text in ("and last quarter?", "bookings this quarter", "and last quarter?"):
        await served.dm("Alice Lindqvist", text, thread=root)
    await served.until(lambda: len(served.posts()) == 4 or None)
    periods = ["Q4 2026" if "Q4 2026" in one.text else "Q3 2026" for one in served.posts()]
    assert periods == ["Q4 2026", "Q3 2026", "Q4 2026", "Q3 2026"]


async def test_many_people_are_answered_at_once(served: Workspace) -> None:
    served.fail_next("users.info", delay=1.0)  # Camille's: the first to be asked about
    slow = await served.dm("Camille Roux", "bookings this quarter")
    await asyncio.sleep(0.3)
    quick = await served.dm("Alice Lindqvist", "bookings this quarter")
    first = await served.wait_for_reply(quick)
    assert float(first.ts) < float((await served.wait_for_reply(slow)).ts)


async def test_a_mention_alone_and_markup_in_a_question(served: Workspace) -> None:
    alone = await served.say("Alice Lindqvist", "#sales", "@Pilote")
    assert "Ask me" in (await served.wait_for_reply(alone)).text
    marked = await served.dm("Alice Lindqvist", "margin of <!channel> <@U0ALICE> & <b>")
    answer = await served.wait_for_reply(marked)
    shown = answer.text + str(answer.blocks)
    assert "<!" not in shown
    assert "<@" not in shown
    assert "<b" not in shown


async def test_a_store_that_takes_no_writing_is_said(
    slack: Workspace, settings: Settings, bot: Pilote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.BUSY_SECONDS", 0.1)
    impatient = Pilote(Database(str(bot.database.url)), bot.clock)
    async with serving(settings, impatient, http=False):
        with bot.database.writing():
            question = await slack.dm("Alice Lindqvist", "bookings this quarter")
            answer = await slack.wait_for_reply(question)
    assert "Another process is writing" in answer.text
    await slack.idle()
    assert len(slack.posts()) == 1


async def test_failures_inside_are_told_with_a_reference(served: Workspace, bot: Pilote) -> None:
    with bot.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE questions")
    question = await served.dm("Alice Lindqvist", "bookings this quarter")
    answer = await served.wait_for_reply(question)
    assert "reference" in answer.text
    assert "questions" not in answer.text
    with bot.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM company")
        connection.exec_driver_sql("DELETE FROM imports")
    empty = await served.dm("Camille Roux", "bookings this quarter")
    assert "pas encore de données" in (await served.wait_for_reply(empty)).text
