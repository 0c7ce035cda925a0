"""Ids: people and places keep theirs from run to run, events never do."""

from bot.workspace import Workspace


async def once() -> tuple[str, str, str]:
    """One run of a workspace: a person's id, a channel's, an event's."""
    async with Workspace(name="Veridia") as workspace:
        camille = workspace.add_user("Camille Roux")
        sales = workspace.add_channel("sales", camille)
        said = await workspace.say(camille, sales, "hello")
        return camille.id, sales.id, str(said.deliveries[0].event_id)


async def test_a_second_run_has_the_same_people_and_other_events() -> None:
    first, second = await once(), await once()
    assert first[:2] == second[:2]
    assert first[2] != second[2]
