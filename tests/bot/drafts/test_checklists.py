"""`/checklist` in Slack: boxes that tick items, each once, whoever clicks how often."""

import asyncio

from sqlalchemy import select

from bot.pilote import Pilote
from bot.workspace import Workspace
from bot.workspace.model.messages import Message
from storage.tables import changes, ticks


def ticked(message: Message) -> list[str]:
    boxes = [one for b in message.blocks if b["type"] == "actions" for one in b["elements"]]
    return [option["value"] for box in boxes for option in box.get("initial_options", ())]


async def shown(slack: Workspace, who: str, text: str) -> Message:
    sent = await slack.slash(who, "#sales", "/checklist", text)
    assert sent.acknowledged
    return await slack.wait_for_reply(sent)


async def test_boxes_are_ticked_and_cleared(served: Workspace, bot: Pilote) -> None:
    message = await shown(served, "Alice Lindqvist", "Norrland rollout")
    assert message.ephemeral_to is not None
    assert "Ingrid Holm, CFO (economic buyer)" in message.text
    assert ticked(message) == []
    await served.click("Alice Lindqvist", message, "tick_1", ["meddicc.metrics", "meddicc.pain"])
    await served.until(lambda: ticked(message) == ["meddicc.metrics", "meddicc.pain"] or None)
    await served.click("Alice Lindqvist", message, "tick_1", ["meddicc.pain"])
    await served.until(lambda: ticked(message) == ["meddicc.pain"] or None)
    with bot.database.reading() as connection:
        kinds = connection.scalars(select(changes.c.kind)).all()
    assert sorted(kinds) == ["tick", "tick", "untick"]


async def test_what_others_ticked_meanwhile_stays(served: Workspace) -> None:
    hers = await shown(served, "Alice Lindqvist", "O1")
    fionas = await shown(served, "Fiona Gallagher", "O1")
    await served.click("Fiona Gallagher", fionas, "tick_1", ["meddicc.metrics"])
    await served.until(lambda: ticked(fionas) or None)
    await served.click("Alice Lindqvist", hers, "tick_1", ["meddicc.pain"])
    both = ["meddicc.metrics", "meddicc.pain"]
    await served.until(lambda: ticked(hers) == both or None)


async def test_two_who_tick_the_same_at_once(served: Workspace, bot: Pilote) -> None:
    who = ("Alice Lindqvist", "Fiona Gallagher", "Marcus Oakley")
    messages = [await shown(served, one, "O1") for one in who]
    await asyncio.gather(
        *(
            served.click(one, message, "tick_1", ["meddicc.pain"])
            for one, message in zip(who, messages, strict=True)
            for _ in range(2)
        )
    )
    for message in messages:
        await served.until(lambda message=message: ticked(message) or None)
    with bot.database.reading() as connection:
        assert len(connection.execute(select(ticks)).all()) == 1


async def test_which_deal_which_playbook_and_who(served: Workspace) -> None:
    unclear = await shown(served, "Alice Lindqvist", "Norrland bant")
    await served.click("Alice Lindqvist", unclear, "draft_deal_2")
    await served.until(lambda: "Checklist: Norrland extension" in unclear.text or None)
    assert "\nBANT" in unclear.text
    for text in ("O1", "nothing of the kind"):
        told = await shown(served, "Camille Roux", text)  # another's deal is nobody's
        assert f"aucune ne s'appelle « {text} »" in told.text
    assert "O1" not in (await shown(served, "A Guest", "O1")).text
    assert "Name the deal" in (await shown(served, "Alice Lindqvist", "")).text


async def test_the_answers_of_a_meeting_go_into_the_checklist(
    served: Workspace, bot: Pilote
) -> None:
    question = await served.dm("Alice Lindqvist", "prepare my meeting on Norrland rollout")
    guide = await served.wait_for_reply(question, seconds=30)
    await served.click("Alice Lindqvist", guide, "discovery_answers")
    form = await served.until(lambda: served.modal_of("Alice Lindqvist"), seconds=30)
    assert "meddicc.champion" not in str(form.blocks)  # Per Berg is known
    fionas = await shown(served, "Fiona Gallagher", "O1")
    await served.click("Fiona Gallagher", fionas, "tick_1", ["meddicc.metrics"])
    await served.until(lambda: ticked(fionas) or None, seconds=30)
    entered = {"meddicc.pain": "two days a month", "meddicc.metrics": "9 % fewer routes"}
    sent = await served.submit_view("Alice Lindqvist", entered)
    assert sent.open is not None
    assert "1 answer is in the checklist." in str(sent.open.blocks)
    assert "Fiona Gallagher ticked that item" in str(sent.open.blocks)
    with bot.database.reading() as connection:
        notes = connection.execute(select(ticks.c.item, ticks.c.note)).all()
    assert sorted(notes) == [("meddicc.metrics", None), ("meddicc.pain", "two days a month")]
