"""A question back is answered by a button or by a reply, once."""

import pytest

from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Settings
from bot.workspace import Workspace


async def test_a_button_puts_the_answer_in_the_questions_place(anyhow: Workspace) -> None:
    question = await anyhow.dm("Alice Lindqvist", "sales")
    back = await anyhow.wait_for_reply(question)
    sent = await anyhow.click("Alice Lindqvist", back, "choose_1")
    assert sent.acknowledged
    await anyhow.until(lambda: "€60,000" in back.text or None)
    assert "choose_" not in str(back.blocks)
    assert len(anyhow.posts()) == 1


async def test_a_number_or_the_words_continue_too(served: Workspace) -> None:
    question = await served.dm("Alice Lindqvist", "sales")
    await served.wait_for_reply(question)
    reply = await served.dm("Alice Lindqvist", "1", thread=question)
    assert "€60,000" in (await served.wait_for_reply(reply)).text


@pytest.mark.parametrize("way", ["mention", "command"])
async def test_a_button_in_a_private_answer_keeps_it_private(served: Workspace, way: str) -> None:
    if way == "mention":
        back = await served.wait_for_reply(
            await served.say("Alice Lindqvist", "#sales", "@Pilote sales")
        )
    else:
        back = await served.wait_for_reply(
            await served.slash("Alice Lindqvist", "#sales", "/pilote", "sales")
        )
    await served.click("Alice Lindqvist", back, "choose_1")
    await served.until(lambda: "€60,000" in back.text or None)
    assert back.ephemeral_to == "U0ALICE"


async def test_a_choice_that_is_closed_says_so(served: Workspace) -> None:
    question = await served.dm("Alice Lindqvist", "sales")
    back = await served.wait_for_reply(question)
    reply = await served.dm("Alice Lindqvist", "1", thread=question)
    await served.wait_for_reply(reply)
    await served.click("Alice Lindqvist", back, "choose_2")
    await served.until(lambda: "closed" in back.text or None)


async def test_two_clicks_are_one_choice(served: Workspace) -> None:
    question = await served.dm("Alice Lindqvist", "sales")
    back = await served.wait_for_reply(question)
    served.fail_next("response_url", delay=0.3)
    await served.click("Alice Lindqvist", back, "choose_1")
    await served.click("Alice Lindqvist", back, "choose_1")
    await served.until(lambda: "€60,000" in back.text or None)
    await served.idle(0.4)
    assert "€60,000" in back.text


async def test_a_question_back_survives_a_restart(
    slack: Workspace, settings: Settings, bot: Pilote
) -> None:
    async with serving(settings, bot, http=False):
        question = await slack.dm("Alice Lindqvist", "sales")
        back = await slack.wait_for_reply(question)
    async with serving(settings, Pilote(bot.database, bot.clock), http=False):
        await slack.click("Alice Lindqvist", back, "choose_1")
        await slack.until(lambda: "€60,000" in back.text or None)
        follow_up = await slack.dm("Alice Lindqvist", "and last quarter?", thread=question)
        assert "Q3 2026" in (await slack.wait_for_reply(follow_up)).text
