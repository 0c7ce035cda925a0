"""The buttons of an answer work on what was asked there, in the scope of whoever presses them."""

import pytest
from sqlalchemy import select

from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Settings
from bot.workspace import Workspace
from bot.workspace.model.messages import Message
from storage.tables import feedback

ASK = "bookings this quarter"


def kinds(message: Message) -> list[str]:
    return [block["type"] for block in message.blocks]


def lead(message: Message) -> str:
    return str(message.blocks[0]["text"]["text"])


async def asked(workspace: Workspace, who: str = "Alice Lindqvist", text: str = ASK) -> Message:
    return await workspace.wait_for_reply(await workspace.dm(who, text))


async def test_an_answer_changes_in_its_place(anyhow: Workspace) -> None:
    answer = await asked(anyhow)
    await anyhow.click("Alice Lindqvist", answer, "Compare")
    await anyhow.until(lambda: "Against Q3 2026" in answer.text or None)
    await anyhow.click("Alice Lindqvist", answer, "Compare")
    await anyhow.until(lambda: "Against Q4 2025" in answer.text or None)
    await anyhow.click("Alice Lindqvist", answer, "answer_by", "Segment")
    await anyhow.until(lambda: "data_table" in kinds(answer) or None)
    assert "Against Q4 2025" in answer.text
    await anyhow.click("Alice Lindqvist", answer, "answer_by", "In total")
    await anyhow.until(lambda: "data_table" not in kinds(answer) or None)
    await anyhow.click("Alice Lindqvist", answer, "Show deals")
    await anyhow.until(lambda: "Norrland" in answer.text or None)
    assert lead(answer) == "Bookings: €60,000"
    assert "<!channel>" not in str(answer.blocks)
    await anyhow.idle()
    assert len(anyhow.posts()) == 1
    follow_up = await anyhow.dm("Alice Lindqvist", "and last quarter?", thread=answer.thread_ts)
    assert "Q3 2026" in (await anyhow.wait_for_reply(follow_up)).text


async def test_how_it_is_computed_is_told_in_the_thread(served: Workspace) -> None:
    answer = await asked(served, "Camille Roux", "prises de commande ce trimestre")
    pressed = await served.click("Camille Roux", answer, "Comment est-ce calculé ?")
    told = await served.wait_for_reply(pressed)
    assert told.thread_ts == answer.thread_ts
    assert "Formule" in told.text
    assert lead(answer).startswith("Prises de commande")
    follow_up = await served.dm("Camille Roux", "et le trimestre dernier ?", thread=told.thread_ts)
    assert "T3 2026" in (await served.wait_for_reply(follow_up)).text


async def test_a_private_answer_in_a_channel_stays_private(served: Workspace) -> None:
    root = await served.say("Oliver Hartley", "#sales", "morning")
    question = await served.say("Alice Lindqvist", "#sales", f"@Pilote {ASK}", thread=root)
    answer = await served.wait_for_reply(question)
    await served.click("Alice Lindqvist", answer, "Show deals")
    await served.until(lambda: "Norrland" in answer.text or None)
    assert answer.ephemeral_to == "U0ALICE"
    pressed = await served.click("Alice Lindqvist", answer, "How is this computed?")
    told = await served.wait_for_reply(pressed)
    assert (told.ephemeral_to, told.thread_ts) == ("U0ALICE", root.ts)


async def test_a_button_works_after_a_restart_and_in_the_scope_of_today(
    slack: Workspace, settings: Settings, bot: Pilote
) -> None:
    async with serving(settings, bot, http=False):
        answer = await asked(slack)
    with bot.database.writing() as connection:
        connection.exec_driver_sql("UPDATE people SET role = 'executive' WHERE pk = 3")
    async with serving(settings, Pilote(bot.database, bot.clock), http=False):
        await slack.click("Alice Lindqvist", answer, "Compare")
        await slack.until(lambda: "€296,000" in answer.text or None)
    with bot.database.writing() as connection:
        connection.exec_driver_sql("UPDATE people SET active_to = '2026-11-01' WHERE pk = 3")
    async with serving(settings, Pilote(bot.database, bot.clock), http=False):
        await slack.click("Alice Lindqvist", answer, "Compare")
        await slack.until(lambda: "ended" in answer.text or None)
        assert "€" not in answer.text + str(answer.blocks)


async def test_the_quarter_stays_the_one_that_was_asked_for(
    slack: Workspace, settings: Settings, bot: Pilote
) -> None:
    async with serving(settings, bot, http=False):
        answer = await asked(slack)
    later = Pilote(bot.database, type(bot.clock)(_in_january()))
    async with serving(settings, later, http=False):
        await slack.click("Alice Lindqvist", answer, "answer_by", "Segment")
        await slack.until(lambda: "data_table" in kinds(answer) or None)
    assert "Q4 2026" in answer.text


def _in_january() -> Settings:
    from datetime import date  # noqa: PLC0415

    return Settings(_env_file=None, pilote_today=date(2027, 1, 12))


async def test_pressing_twice_is_pressing_once(served: Workspace) -> None:
    answer = await asked(served)
    served.fail_next("response_url", delay=0.3)
    first = await served.click("Alice Lindqvist", answer, "Compare")
    await served.deliver("interactive", first.payload)
    await served.deliver("interactive", {**first.payload, "trigger_id": "1.2.3"})
    await served.until(lambda: "Against Q3 2026" in answer.text or None)
    await served.idle(0.4)
    assert "Against Q3 2026" in answer.text


async def test_thumbs_are_kept_with_the_question(served: Workspace, bot: Pilote) -> None:
    answer = await asked(served)

    async def given() -> list[bool]:
        await served.idle(0.3)
        with bot.database.reading() as connection:
            return list(connection.scalars(select(feedback.c.good)))

    await served.click("Alice Lindqvist", answer, "answer_feedback", "positive")
    assert await given() == [True]
    await served.click("Alice Lindqvist", answer, "answer_feedback", "negative")
    assert await given() == [False]


@pytest.mark.parametrize("refused", [("data_visualization", "data_table", "context_actions")])
async def test_where_the_newest_blocks_are_refused_rows_are_lines(
    served: Workspace, refused: tuple[str, ...]
) -> None:
    served.refuse_blocks(*refused)
    answer = await asked(served, text="bookings by month this year")
    assert set(kinds(answer)) == {"header", "section", "context", "actions"}
    assert "November 2026: €60,000" in str(answer.blocks)
    await served.click("Alice Lindqvist", answer, "Show deals")
    await served.until(lambda: "Norrland" in str(answer.blocks) or None)
