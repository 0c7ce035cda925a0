"""`/digest` and "my digest": the week now, the rest of it behind buttons."""

from sqlalchemy import func, select

from bot.pilote import Pilote
from bot.preferences import preferences_for
from bot.workspace import Workspace
from storage.tables import deliveries
from tests.bot.people import ALICE

TITLE = "Week 48 of 2026 · your deals · Q4 2026"
SPOKEN = TITLE.replace(" · ", ", ")


async def test_the_digest_now_is_for_the_askers_eyes_and_does_not_count(
    served: Workspace, bot: Pilote
) -> None:
    sent = await served.slash("Alice Lindqvist", "#sales", "/digest")
    answer = await served.wait_for_reply(sent, seconds=20)
    assert answer.ephemeral_to == "U0ALICE"
    assert answer.blocks[0]["text"]["text"] == TITLE
    assert answer.text.startswith(f"{SPOKEN}\nLands at €60,000; no target is set\n")
    assert "*Signed*\n€60,000" in str(answer.blocks[2]["fields"]).replace("\\n", "\n")
    with bot.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(deliveries)) == 0


async def test_asked_for_in_words_it_looks_the_same(served: Workspace) -> None:
    asked = await served.dm("Camille Roux", "mon point hebdo")
    answer = await served.wait_for_reply(asked, seconds=20)
    assert answer.blocks[0]["text"]["text"].startswith("Semaine 48 de 2026 · vos affaires")


async def test_on_and_off(served: Workspace, bot: Pilote) -> None:
    sent = await served.slash("Alice Lindqvist", "#sales", "/digest", "on")
    assert "every Monday at 08:00" in (await served.wait_for_reply(sent)).text
    assert preferences_for(bot.database, ALICE).digest is True
    sent = await served.slash("Alice Lindqvist", "#sales", "/digest", "off")
    await served.wait_for_reply(sent)
    assert preferences_for(bot.database, ALICE).digest is False
