"""An answer is shared under the sharer's name with those who may see it anyway, or not at all."""

from bot.workspace import Workspace
from bot.workspace.model.messages import Message


async def asked(
    workspace: Workspace, who: str = "Alice Lindqvist", text: str = "bookings this quarter"
) -> Message:
    question = await workspace.say(who, "#north", f"@Pilote {text}")
    return await workspace.wait_for_reply(question)


async def told(workspace: Workspace, who: str, answer: Message) -> str:
    pressed = await workspace.click(who, answer, "Share")
    return (await workspace.wait_for_reply(pressed)).text


def shared(workspace: Workspace) -> list[Message]:
    return [one for one in workspace.posts("#north") if one.ephemeral_to is None]


async def test_what_everybody_may_see_is_posted_under_a_name(
    north: Workspace, served: Workspace
) -> None:
    answer = await asked(served)
    pressed = await served.click("Alice Lindqvist", answer, "Share")
    post = await served.until(lambda: next(iter(shared(north)), None))
    assert post.text.startswith("Shared by Alice Lindqvist\nBookings: €60,000")
    assert "deals of Alice Lindqvist" in post.text
    assert post.thread_ts is None
    assert "answer_share" not in str(post.blocks)
    assert "Shared here" in (await served.wait_for_reply(pressed, nth=2)).text
    again = await served.click("Alice Lindqvist", answer, "Share")
    assert "already" in (await served.wait_for_reply(again)).text
    assert len(shared(north)) == 1


async def test_who_presses_on_a_shared_answer_gets_one_of_their_own(
    north: Workspace, served: Workspace
) -> None:
    await served.click("Alice Lindqvist", await asked(served), "Share")
    post = await served.until(lambda: next(iter(shared(north)), None))
    before = post.text
    pressed = await served.click("Fiona Gallagher", post, "Show deals")
    own = await served.wait_for_reply(pressed)
    assert own.ephemeral_to == served.user("Fiona Gallagher").id
    assert "your team" in own.text
    assert "€96,000" in own.text
    await served.click("Alice Lindqvist", post, "Compare")
    await served.idle(0.3)
    assert post.text == before


async def test_what_somebody_there_may_not_see_is_not_shared(
    north: Workspace, served: Workspace
) -> None:
    team = await asked(served, "Fiona Gallagher")
    assert "Alice Lindqvist may not" in await told(served, "Fiona Gallagher", team)
    one = await asked(served, "Fiona Gallagher", "Alice's bookings this quarter")
    assert "Shared here" in await told(served, "Fiona Gallagher", one) or shared(north)
    north.join("Oliver Hartley", "#north")
    assert len(shared(north)) == 1


async def test_with_guests_or_strangers_there_nothing_is_shared(
    north: Workspace, served: Workspace
) -> None:
    north.join(north.add_user("Guest", "guest@veridia.example", is_restricted=True), "#north")
    answer = await asked(served)
    assert "Guests" in await told(served, "Alice Lindqvist", answer)
    assert shared(north) == []


async def test_where_nobody_can_say_who_reads_along_nothing_is_shared(
    north: Workspace, served: Workspace
) -> None:
    answer = await asked(served)
    north.fail_next("conversations.members", error="unknown_method", times=9)
    assert "I cannot tell who reads along" in await told(served, "Alice Lindqvist", answer)
    assert shared(north) == []


async def test_somebody_the_store_does_not_know_keeps_it_private(
    north: Workspace, served: Workspace
) -> None:
    north.join(north.add_user("New Hire", "new.hire@veridia.example"), "#north")
    assert "not known" in await told(served, "Alice Lindqvist", await asked(served))


async def test_where_the_bot_is_no_member_it_says_so(north: Workspace, served: Workspace) -> None:
    north.add_channel("plans", "Alice Lindqvist", "Fiona Gallagher", with_bot=False)
    sent = await served.slash("Alice Lindqvist", "#plans", "/pilote", "bookings this quarter")
    answer = await served.wait_for_reply(sent)
    assert "Invite me" in await told(served, "Alice Lindqvist", answer)


async def test_a_direct_answer_is_shared_in_a_channel_that_is_chosen(
    north: Workspace, served: Workspace
) -> None:
    answer = await served.wait_for_reply(
        await served.dm("Alice Lindqvist", "bookings this quarter")
    )
    await served.click("Alice Lindqvist", answer, "Share")
    await served.until(lambda: served.modal_of("Alice Lindqvist"))
    refused = await served.submit_view("Alice Lindqvist", {"channel": served.channel("#sales").id})
    assert "Camille Roux" in refused.errors["channel"]
    taken = await served.submit_view("Alice Lindqvist", {"channel": served.channel("#north").id})
    assert taken.open is None
    assert [post.text.split("\n")[0] for post in shared(north)] == ["Shared by Alice Lindqvist"]
