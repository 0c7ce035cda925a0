"""Operations open a channel for a team: everybody there sees that team's scope, whoever asks."""

import pytest

from bot.pilote import Pilote
from bot.workspace import Workspace
from bot.workspace.model.messages import Message
from bot.workspace.model.people import User


async def command(workspace: Workspace, who: str, text: str) -> str:
    workspace.join(who, "#sales")
    sent = await workspace.slash(who, "#sales", "/pilote", text)
    return (await workspace.wait_for_reply(sent)).text


async def opened(workspace: Workspace, channel: str = "#north") -> None:
    given = f"open <#{workspace.channel(channel).id}|{channel[1:]}> for north"
    assert "North" in await command(workspace, "Sofie Vermeulen", given)


async def asked(workspace: Workspace, who: User | str, text: str) -> Message:
    question = await workspace.say(who, "#north", f"@Pilote {text}")
    return await workspace.wait_for_reply(question)


async def test_everybody_there_sees_the_team(north: Workspace, served: Workspace) -> None:
    await opened(served)
    for who in ("Alice Lindqvist", "Fiona Gallagher"):
        answer = await asked(served, who, "bookings this quarter")
        assert answer.ephemeral_to is None
        assert answer.thread_ts is not None
        assert "€96,000" in answer.text
        assert "team Fiona Gallagher" in answer.text
    north.join("Sofie Vermeulen", "#north")
    company = await asked(served, "Sofie Vermeulen", "Camille Roux's bookings this quarter")
    assert "outside" in company.text
    assert "200" not in company.text


@pytest.mark.usefixtures("north")
async def test_a_question_back_is_the_askers_and_its_answer_the_teams(served: Workspace) -> None:
    await opened(served)
    back = await asked(served, "Alice Lindqvist", "sales")
    assert back.ephemeral_to == "U0ALICE"
    await served.click("Alice Lindqvist", back, "choose_1")
    await served.until(lambda: "€96,000" in back.text or None)


@pytest.mark.usefixtures("north")
async def test_who_presses_there_gets_the_teams_answer_alone(served: Workspace) -> None:
    await opened(served)
    answer = await asked(served, "Fiona Gallagher", "bookings this quarter")
    pressed = await served.click("Alice Lindqvist", answer, "Show deals")
    own = await served.wait_for_reply(pressed)
    assert own.ephemeral_to == "U0ALICE"
    assert "Thames renewal" in own.text
    await command(served, "Sofie Vermeulen", "close #north")
    pressed = await served.click("Alice Lindqvist", answer, "Show deals")
    closed = await served.wait_for_reply(pressed)
    assert "Thames renewal" not in closed.text
    assert "€60,000" in closed.text


@pytest.mark.usefixtures("north")
async def test_what_is_ones_own_business_stays_so(served: Workspace) -> None:
    await opened(served)
    actions = await asked(served, "Alice Lindqvist", "my actions")
    assert (actions.ephemeral_to, actions.text) == ("U0ALICE", "Nothing is to be done.")
    accounts = await asked(served, "Alice Lindqvist", "which accounts should I work next?")
    assert accounts.ephemeral_to == "U0ALICE"
    assert accounts.text.startswith("This is for managers")


async def test_a_guest_there_makes_answers_private(north: Workspace, served: Workspace) -> None:
    await opened(served)
    guest = north.add_user("Guest", "guest@veridia.example", is_restricted=True)
    north.join(guest, "#north")
    assert (await asked(served, "Alice Lindqvist", "bookings")).ephemeral_to == "U0ALICE"
    turned_away = await asked(served, guest, "bookings")
    assert turned_away.ephemeral_to == guest.id
    assert "€" not in turned_away.text


@pytest.mark.usefixtures("north")
async def test_only_operations_open_and_close(served: Workspace) -> None:
    for who in ("Alice Lindqvist", "Fiona Gallagher"):
        assert "Only sales operations" in await command(served, who, "open #north for North")
    assert (await asked(served, "Alice Lindqvist", "bookings")).ephemeral_to == "U0ALICE"
    assert "no team" in await command(served, "Sofie Vermeulen", "open #sales for Nowhere")
    assert "do not see" in await command(served, "Sofie Vermeulen", "open #nowhere for North")
    assert "not open" in await command(served, "Sofie Vermeulen", "close #sales")
    await opened(served, "#sales")
    assert "Done" in await command(served, "Sofie Vermeulen", "close #sales")
    assert (await asked(served, "Alice Lindqvist", "bookings")).ephemeral_to == "U0ALICE"


async def test_who_has_left_opens_nothing(north: Workspace, served: Workspace, bot: Pilote) -> None:
    with bot.database.writing() as connection:
        connection.exec_driver_sql("UPDATE people SET active_to = '2026-11-01' WHERE pk = 1")
    told = await command(served, "Sofie Vermeulen", "open #north for North")
    assert "access has ended" in told
    assert (await asked(north, "Alice Lindqvist", "bookings")).ephemeral_to == "U0ALICE"


async def test_questions_that_begin_like_a_command_are_questions(served: Workspace) -> None:
    sent = await served.slash("Alice Lindqvist", "#sales", "/pilote", "open opportunities")
    assert "Only sales operations" not in (await served.wait_for_reply(sent)).text


@pytest.mark.usefixtures("north")
async def test_where_slack_does_not_say_who_reads_along_answers_are_private(
    served: Workspace,
) -> None:
    await opened(served)
    served.fail_next("conversations.members", error="missing_scope")
    answer = await asked(served, "Alice Lindqvist", "bookings this quarter")
    assert answer.ephemeral_to == "U0ALICE"
