"""`/pilote` is acknowledged at once and answered for the asker's eyes only."""

import time

from bot.workspace import Workspace


async def test_a_command_is_answered_privately(anyhow: Workspace) -> None:
    sent = await anyhow.slash("Alice Lindqvist", "#sales", "/pilote", "bookings this quarter")
    assert sent.acknowledged
    answer = await anyhow.wait_for_reply(sent)
    assert "€60,000" in answer.text
    assert answer.ephemeral_to == "U0ALICE"
    assert anyhow.seen_by("Oliver Hartley", "#sales") == []


async def test_the_acknowledgement_does_not_wait_for_the_answer(served_http: Workspace) -> None:
    served_http.fail_next("users.info", delay=0.6)
    started = time.monotonic()
    sent = await served_http.slash("Alice Lindqvist", "#sales", "/pilote", "bookings this quarter")
    assert time.monotonic() - started < 0.5
    assert sent.acknowledged
    await served_http.wait_for_reply(sent)


async def test_without_a_question_it_says_what_can_be_asked(served: Workspace) -> None:
    sent = await served.slash("Alice Lindqvist", "#sales", "/pilote")
    assert "Ask me" in (await served.wait_for_reply(sent)).text
    sent = await served.slash("Camille Roux", "#sales", "/pilote", "  ")
    assert "Ask me" not in (await served.wait_for_reply(sent)).text


async def test_commands_of_one_person_are_one_conversation(served: Workspace) -> None:
    first = await served.slash("Alice Lindqvist", "#sales", "/pilote", "bookings this quarter")
    await served.wait_for_reply(first)
    second = await served.slash("Alice Lindqvist", "#sales", "/pilote", "and last quarter?")
    assert "Q3 2026" in (await served.wait_for_reply(second)).text
    other = await served.slash("Oliver Hartley", "#sales", "/pilote", "and last quarter?")
    assert "Q3 2026" not in (await served.wait_for_reply(other)).text


async def test_a_response_url_in_trouble_is_tried_again(served: Workspace) -> None:
    served.fail_next("response_url", status=500, times=2)
    sent = await served.slash("Alice Lindqvist", "#sales", "/pilote", "bookings this quarter")
    assert "€60,000" in (await served.wait_for_reply(sent, seconds=8)).text


async def test_refused_blocks_are_said_in_words(served: Workspace) -> None:
    served.refuse_blocks("section")
    sent = await served.slash("Alice Lindqvist", "#sales", "/pilote", "bookings this quarter")
    answer = await served.wait_for_reply(sent)
    assert "€60,000" in answer.text
    assert answer.blocks == []
