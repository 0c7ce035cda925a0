"""Links to deals: shown to all where all may see the deal, else to the poster, never to others."""

from typing import Any

import pytest

from bot.manifest import manifest_for
from bot.markup import with_deals
from bot.pilote import Pilote
from bot.settings import Settings
from bot.workspace import App, Workspace
from bot.workspace.model.messages import Message
from tests.bot.people import FIONA
from tools.engine.deal_address import address_of, deal_at

PATTERN = "https://crm.example/deals/{id}/view"
THAMES, NORRLAND = (f"https://crm.example/deals/{one}/view" for one in ("O2", "O1"))


@pytest.fixture
def bot(bot: Pilote) -> Pilote:
    bot.deal_url = PATTERN
    return bot


@pytest.fixture
def slack(slack: Workspace) -> Workspace:
    given: dict[str, Any] = {"pilote_deal_url": PATTERN}
    slack.core.app = App.from_manifest(manifest_for(Settings(_env_file=None, **given)))
    return slack


async def told(workspace: Workspace, message: Message) -> list[Message]:
    """What somebody was told for their eyes only since they said this, once it is there."""

    def since() -> list[Message]:
        private = _only_for(workspace, message.user)
        return [one for one in private if float(one.ts) > float(message.ts)]

    return await workspace.until(since, seconds=30)


async def told_nothing(workspace: Workspace, message: Message) -> bool:
    """Whether nothing came for somebody's eyes only."""
    await workspace.idle(0.3)
    return not _only_for(workspace, message.user)


def _only_for(workspace: Workspace, user: str) -> list[Message]:
    return [one for one in workspace.posts() if one.ephemeral_to == user]


@pytest.mark.parametrize(
    ("address", "deal"),
    [
        (NORRLAND, "O1"),
        ("HTTPS://CRM.example/deals/O1/view?tab=notes#end", "O1"),
        ("https://crm.example/deals/A%2FB%7C/view", "A/B|"),
        ("https://crm.example/deals/O1", None),
        ("https://crm.example.evil/deals/O1/view", None),
        ("https://crm.example/deals/O1/viewer", None),
    ],
)
def test_an_address_and_its_deal(address: str, deal: str | None) -> None:
    assert deal_at(PATTERN, address) == deal
    if deal:
        assert deal_at(PATTERN, str(address_of(PATTERN, deal))) == deal


@pytest.mark.usefixtures("north")
async def test_all_who_read_along_may_see_it(served: Workspace) -> None:
    """#north: Fiona, and Alice who works for her. Alice's deal is for both, Oliver's is not."""
    own = await served.say("Alice Lindqvist", "#north", f"won: {NORRLAND}")
    await served.until(lambda: own.unfurls or None)
    shown = str(own.unfurls[NORRLAND]["blocks"])
    assert "Norrland &lt;!channel&gt; &amp; co" in shown
    assert "€60,000" in shown
    olivers = await served.say("Fiona Gallagher", "#north", f"and {THAMES}")
    private = await told(served, olivers)
    assert not olivers.unfurls
    assert "Thames renewal" in private[0].text
    assert "Only you see this" in private[0].text
    assert all(call.ok for call in served.calls)


@pytest.mark.usefixtures("north")
async def test_who_may_not_see_it_gets_nothing_at_all(served: Workspace) -> None:
    """Not even that there is such a deal: as for one that there is not."""
    for link in (THAMES, "https://crm.example/deals/O99/view"):
        message = await served.say("Alice Lindqvist", "#north", link)
        assert await told_nothing(served, message)
        assert not message.unfurls


@pytest.mark.usefixtures("north")
async def test_guests_read_along(served: Workspace) -> None:
    guest = served.add_user("Gus Guest", FIONA, is_restricted=True)
    served.channel("#north").members.append(guest.id)
    message = await served.say("Alice Lindqvist", "#north", NORRLAND)
    assert "Only you" in (await told(served, message))[0].text
    assert not message.unfurls
    theirs = await served.say("Gus Guest", "#north", NORRLAND)
    assert await told_nothing(served, theirs)


@pytest.mark.usefixtures("north")
async def test_a_channel_open_for_a_team(served: Workspace) -> None:
    """Operations' word: everybody in it sees what Fiona sees of her team."""
    served.add_channel("open", "Fiona Gallagher", "Alice Lindqvist", "Sofie Vermeulen")
    await served.slash("Sofie Vermeulen", "#open", "/pilote", "open #open for North")
    await served.idle(0.3)
    message = await served.say("Fiona Gallagher", "#open", THAMES)
    await served.until(lambda: message.unfurls or None)
    camille = await served.say("Sofie Vermeulen", "#open", "https://crm.example/deals/O3/view")
    assert "Loire" in (await told(served, camille))[-1].text
    assert not camille.unfurls


async def test_names_of_deals_lead_to_the_crm(served: Workspace) -> None:
    question = await served.dm("Alice Lindqvist", "show the deals I won this quarter")
    answer = await served.wait_for_reply(question, seconds=30)
    assert {"type": "link", "url": NORRLAND, "text": "Norrland <\u2060!channel> & co"} in [
        element
        for block in answer.blocks
        if block["type"] == "data_table"
        for cell in block["rows"][1]
        if cell["type"] == "rich_text"
        for element in cell["elements"][0]["elements"]
    ]
    own = await served.dm("Alice Lindqvist", NORRLAND)  # nobody else reads along there
    await served.until(lambda: own.unfurls or None)
    answer = await served.wait_for_reply(own, seconds=30)
    assert answer.text.startswith("Norrland &lt;!channel&gt; &amp; co, €60,000")
    answer = await served.wait_for_reply(
        await served.dm("Camille Roux", f"<@{served.core.bot.id}> {THAMES} ?"), seconds=30
    )
    assert "Thames" not in answer.text  # Oliver's


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (f"checklist <{NORRLAND}> meddicc", "checklist O1 meddicc"),
        (f"flag {NORRLAND}?a=1 slow", "flag O1 slow"),
        (f"<{NORRLAND}?a=1&amp;b=2|the deal>", "O1"),
        ("see <https://elsewhere.example/deals/O1/view|this>", None),
    ],
)
def test_a_pasted_link_names_its_deal(typed: str, words: str | None) -> None:
    assert with_deals(typed, PATTERN) == (words or typed)
    assert with_deals(typed, None) == typed


async def test_a_command_takes_a_link_for_a_deal(served: Workspace) -> None:
    typed = await served.slash("Alice Lindqvist", "#sales", "/checklist", NORRLAND)
    answer = await served.wait_for_reply(typed, seconds=30)
    assert "Norrland" in answer.text
