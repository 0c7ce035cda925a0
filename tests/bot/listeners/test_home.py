"""Opening the app: questions to begin with, and a Home tab."""

from bot.workspace import Workspace


async def test_the_messages_tab_suggests_questions_in_the_persons_language(
    served: Workspace,
) -> None:
    await served.open_home("Camille Roux", "messages")
    prompts = await served.until(lambda: served.prompts_of("Camille Roux") or None)
    assert "couverture" in prompts[0]["message"]


async def test_the_home_tab_says_what_can_be_asked(served: Workspace) -> None:
    await served.open_home("Alice Lindqvist")
    home = await served.until(lambda: served.home_of("Alice Lindqvist"))
    assert "Ask me" in home.blocks[0]["text"]["text"]


async def test_strangers_are_told_whom_to_ask_and_get_no_questions(served: Workspace) -> None:
    served.add_user(
        "Guest", "oliver.hartley@veridia.example", user_id="U0GUEST", is_restricted=True
    )
    await served.open_home("U0GUEST", "messages")
    await served.open_home("U0GUEST")
    home = await served.until(lambda: served.home_of("U0GUEST"))
    assert "Sofie Vermeulen" in home.blocks[0]["text"]["text"]
    assert not served.prompts_of("U0GUEST")
