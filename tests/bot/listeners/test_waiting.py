"""Where an answer takes a while, the asker sees it and can stop it; the thread says so once."""

from bot.workspace import Workspace

ASK = "bookings this quarter"


async def test_a_slow_answer_says_that_it_is_worked_on(served: Workspace) -> None:
    served.fail_next("users.info", delay=1.6)
    question = await served.dm("Camille Roux", ASK)
    status = await served.until(lambda: served.status_in(question), seconds=4)
    assert status.text
    answer = await served.wait_for_reply(question)
    assert "200" in answer.text
    await served.idle()
    assert served.status_in(question) is None
    assert served.im("Camille Roux").sessions[question.ts]["status"] == "active"


async def test_an_instant_answer_shows_nothing(served: Workspace) -> None:
    await served.wait_for_reply(await served.dm("Alice Lindqvist", ASK))
    assert not any("setStatus" in call.method for call in served.calls)


async def test_stop_gives_it_up_for_good(served: Workspace) -> None:
    served.fail_next("users.info", delay=2.0)
    question = await served.dm("Camille Roux", ASK)
    await served.until(lambda: served.im("Camille Roux").sessions or None, seconds=4)
    stopped = await served.stop("Camille Roux", question)
    assert stopped is not None
    assert stopped.acknowledged
    await served.idle(1.5)
    await served.resend(question)
    await served.idle(0.3)
    assert [one.text[:8] for one in served.posts()] == ["Arrêté. "]
    again = await served.dm("Camille Roux", ASK)
    assert "200" in (await served.wait_for_reply(again)).text
