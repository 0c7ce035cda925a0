"""What is said to the bot alone and is no question: a forecast submitted, a ritual set."""

import asyncio
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.audience import open_for
from bot.pilote import Pilote
from bot.schedules.store import standing
from bot.workspace import Workspace
from storage.tables import forecasts
from tests.bot.people import FIONA, SOFIE

FRENCH = "Je commit 450 k€, meilleur cas 600 000 € pour le prochain trimestre"
ENGLISH = "my commit is 450k and best case 0.6M, because Norrland signs in December"


def kept(bot: Pilote) -> list[tuple[Decimal, Decimal | None, str | None, str]]:
    f = forecasts.c
    query = select(f.commit, f.best_case, f.comment, f.starts_on).where(f.origin == "pilote")
    with bot.database.reading() as connection:
        return [(c, b, why, str(day)) for c, b, why, day in connection.execute(query)]


@pytest.mark.parametrize(
    ("said", "reason", "quarter", "told"),
    [
        (ENGLISH, "Norrland signs in December", "2026-10-01", "To be submitted for Q4 2026"),
        (FRENCH, None, "2027-01-01", "À soumettre"),
    ],
)
async def test_a_forecast_in_words_is_shown_and_kept_once_on_a_click(
    served: Workspace, bot: Pilote, said: str, reason: str | None, quarter: str, told: str
) -> None:
    sent = await served.dm("Alice Lindqvist", said)
    preview = await served.wait_for_reply(sent, seconds=30)
    assert told in preview.text
    assert kept(bot) == []
    await asyncio.gather(
        *(served.click("Alice Lindqvist", preview, "submission_keep") for _ in range(2))
    )
    await served.until(lambda: kept(bot) or None)
    await served.idle()
    assert kept(bot) == [(Decimal(450_000), Decimal(600_000), reason, quarter)]


async def test_it_may_be_said_anywhere_and_is_for_the_speakers_eyes(
    served: Workspace, bot: Pilote
) -> None:
    alice = "Alice Lindqvist"
    mention = await served.say(alice, "#sales", f"<@{served.bot.id}> Soumettre ma prévision")
    form = await served.wait_for_reply(mention)
    assert (form.ephemeral_to, "T4 2026" in form.text) == (served.user(alice).id, True)
    assert "open_forecast" in str(form.blocks)
    typed = await served.slash(alice, "#sales", "/pilote", "my commit is 450k")
    preview = await served.wait_for_reply(typed, seconds=30)
    assert preview.ephemeral_to == served.user(alice).id
    await served.click(alice, preview, "submission_keep")
    await served.until(lambda: kept(bot) or None)


async def test_against_the_bot_a_reason_is_asked_for(served: Workspace, bot: Pilote) -> None:
    sent = await served.dm("Alice Lindqvist", "commit 90M")
    preview = await served.wait_for_reply(sent, seconds=30)
    assert "what do you know that I do not?" in preview.text
    await served.click("Alice Lindqvist", preview, "submission_change")
    await served.until(lambda: served.modal_of("Alice Lindqvist"))
    await served.submit_view("Alice Lindqvist", {"comment": "A framework contract."})
    await served.until(lambda: kept(bot) or None)
    assert kept(bot) == [(Decimal(90_000_000), None, "A framework contract.", "2026-10-01")]


async def test_questions_with_the_same_words_stay_questions(served: Workspace, bot: Pilote) -> None:
    for said in ("is my commit 450k?", "deals in commit above 50k", "what is my commit"):
        reply = await served.wait_for_reply(await served.dm("Alice Lindqvist", said))
        assert "submitted" not in reply.text, said
    assert kept(bot) == []


@pytest.mark.parametrize(
    "said",
    [
        "every Tuesday 9:00 in #sales, pipeline review",
        "revue de pipeline tous les mardis à 9h dans #sales",
    ],
)
async def test_a_ritual_in_words(served: Workspace, bot: Pilote, said: str) -> None:
    served.add_user("Fiona Gallagher", FIONA)
    served.join("Fiona Gallagher", "#sales")
    channel = served.channel("#sales")
    open_for(bot, served.core.team_id, channel.id, "North", SOFIE, bot.clock.now())
    preview = await served.wait_for_reply(await served.dm("Fiona Gallagher", said))
    assert preview.text.startswith(("Pipeline review", "Revue de pipeline"))
    await served.click("Fiona Gallagher", preview, "schedule_add")
    (one,) = await served.until(lambda: standing(bot.database) or None)
    listed = await served.wait_for_reply(await served.dm("Fiona Gallagher", "schedules"))
    assert "09:00" in listed.text
    paused = await served.dm("Fiona Gallagher", f"pause schedule {one.number}")
    await served.wait_for_reply(paused)
    assert standing(bot.database)[0].paused
    await served.wait_for_reply(await served.dm("Fiona Gallagher", "supprime la planification 1"))
    assert standing(bot.database) == []
