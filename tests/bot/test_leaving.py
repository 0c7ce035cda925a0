"""Who leaves loses access at once, with everything that a running bot remembers of them."""

from pathlib import Path

import pytest

from bot.pilote import Pilote
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from storage.importing import import_source
from tests.company import ALICE, FILES, FIONA, SOFIE, settle, write_company
from tests.stores import empty_store

ASK = "bookings this quarter"


@pytest.fixture
def bot(tmp_path: Path) -> Pilote:
    """The bot on the hand-sized company."""
    database = empty_store(tmp_path / "leaving.db")
    settle(database, tmp_path / "veridia")
    settings = Settings(_env_file=None, pilote_today="2026-11-23")  # type: ignore[arg-type]
    return Pilote(database, Clock(settings))


async def answer(served: Workspace, who: str) -> str:
    return (await served.wait_for_reply(await served.dm(who, ASK), seconds=10)).text


async def test_an_import_that_ends_or_removes_somebody(
    served: Workspace, bot: Pilote, tmp_path: Path
) -> None:
    served.user("U0ALICE").email = ALICE
    for name, email in (("Fiona Gallagher", FIONA), ("Sofie Vermeulen", SOFIE)):
        served.add_user(name, email)
    assert "€60,000" in await answer(served, "Alice Lindqvist")
    assert "€" in await answer(served, "Sofie Vermeulen")
    lines = FILES["people"].splitlines(keepends=True)
    people = "".join(line for line in lines if not line.startswith(SOFIE))
    people = people.replace("North,Nordics,en,\n", "North,Nordics,en,2026-11-22\n")
    import_source(bot.database, write_company(tmp_path / "later", people=people), replace=True)
    assert "ended" in await answer(served, "Alice Lindqvist")
    assert "€" not in await answer(served, "Sofie Vermeulen")
    assert "€" in await answer(served, "Fiona Gallagher")


async def test_who_is_deactivated_in_slack(served: Workspace) -> None:
    served.user("U0ALICE").email = ALICE
    question = await served.dm("Alice Lindqvist", ASK)
    assert "€" in (await served.wait_for_reply(question, seconds=10)).text
    served.deactivate("Alice Lindqvist")
    await served.idle()
    said = question.deliveries[0].payload
    late = {**said, "event_id": "Ev0LATE", "event": {**said["event"], "ts": "1795650000.000001"}}
    await served.deliver("events_api", late)
    await served.idle()
    assert [call.method for call in served.calls].count("users.info") == 2
    assert [post.text for post in served.posts() if "€" in post.text] == [served.posts()[0].text]
