"""The form of channels on the Home tab: seen by everybody, changed by operations alone."""

from bot.audience import opened_channels
from bot.pilote import Pilote
from bot.workspace import Workspace
from bot.workspace.model.views import View

OPERATIONS, LEADER = "Sofie Vermeulen", "Fiona Gallagher"


async def form(workspace: Workspace, who: str) -> View:
    await workspace.open_home(who)
    home = await workspace.until(lambda: workspace.home_of(who), seconds=20)
    await workspace.click(who, home, "open_channels")
    return await workspace.until(lambda: workspace.modal_of(who), seconds=20)


async def test_operations_open_and_close_a_channel(
    north: Workspace, served: Workspace, bot: Pilote
) -> None:
    shown = await form(served, OPERATIONS)
    assert "None is open." in str(shown.blocks)
    channel = served.channel("north").id
    opening = {"channel": channel, "team": "The figures of North"}
    sent = await served.submit_view(OPERATIONS, opening)
    assert sent.errors == {}
    assert opened_channels(bot, north.core.team_id) == [(channel, "North")]
    now = served.modal_of(OPERATIONS)
    assert now is not None
    assert f"<#{channel}> for North" in str(now.blocks)
    closing = {"channel": channel, "team": "Nothing: close it"}
    await served.submit_view(OPERATIONS, closing)
    assert opened_channels(bot, north.core.team_id) == []
    again = await served.submit_view(OPERATIONS, closing)
    assert "not open" in again.errors["channel"]


async def test_others_see_what_is_open_and_have_nothing_to_submit(
    north: Workspace, served: Workspace
) -> None:
    assert served is north
    shown = await form(served, LEADER)
    assert "None is open." in str(shown.blocks)
    assert "submit" not in shown.given
    assert all(block["type"] == "section" for block in shown.blocks)
