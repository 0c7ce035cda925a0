"""Who is who: people by Slack id or email; everybody else gets no data, whatever their email."""

import pytest

from bot.pilote import Pilote
from bot.workspace import Workspace
from storage.tables import questions
from tests.bot.people import ALICE, LENA, OLIVER


@pytest.mark.parametrize(
    "sign",
    [
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"team_id": "T0PARTNER"},
    ],
    ids=lambda sign: next(iter(sign)),
)
async def test_outsiders_with_a_known_email_get_nothing(
    served: Workspace, bot: Pilote, sign: dict[str, object]
) -> None:
    outsider = served.add_user("Oliver Hartley (2)", OLIVER, user_id="U0OUT", **sign)  # type: ignore[arg-type]
    served.add_channel("partners", outsider, "Alice Lindqvist")
    question = await served.say(outsider, "#partners", "@Pilote bookings this quarter")
    answer = await served.wait_for_reply(question)
    assert "guests and people of other organisations get none" in answer.text
    assert "Sofie Vermeulen" in answer.text  # whom to ask
    assert "36,000" not in answer.text + str(answer.blocks)
    with bot.database.reading() as connection:
        [row] = connection.execute(questions.select())
    assert (row.asked_by, row.status, row.place) == ("U0OUT", "denied", "channel")


async def test_a_bot_with_a_known_email_gets_nothing(served: Workspace) -> None:
    served.add_user("Oliver's robot", OLIVER, user_id="U0BOT", is_bot=True)
    answer = await served.wait_for_reply(await served.dm("U0BOT", "bookings this quarter"))
    assert "36,000" not in answer.text + str(answer.blocks)


async def test_a_guest_with_a_known_slack_id_gets_nothing(served: Workspace) -> None:
    served.user("Alice Lindqvist").is_restricted = True
    question = await served.dm("Alice Lindqvist", "bookings this quarter")
    assert "60,000" not in (await served.wait_for_reply(question)).text


async def test_a_stranger_is_told_in_their_language(served: Workspace) -> None:
    served.add_user("Inès Moreau", "ines@elsewhere.example", locale="fr-FR")
    question = await served.dm("Inès Moreau", "prises de commande")
    answer = await served.wait_for_reply(question)
    assert "Je ne vous connais pas" in answer.text
    command = await served.slash("Inès Moreau", served.im("Inès Moreau"), "/pilote", "bookings")
    assert "Sofie Vermeulen" in (await served.wait_for_reply(command)).text


async def test_the_slack_id_goes_before_the_email(served: Workspace) -> None:
    served.user("Alice Lindqvist").email = OLIVER
    question = await served.dm("Alice Lindqvist", "bookings this quarter")
    assert "€60,000" in (await served.wait_for_reply(question)).text


async def test_an_email_counts_in_any_capitals(served: Workspace) -> None:
    served.user("Oliver Hartley").email = OLIVER.title()
    question = await served.dm("Oliver Hartley", "bookings this quarter")
    assert "€36,000" in (await served.wait_for_reply(question)).text


async def test_who_has_left_the_team_sees_nothing(served: Workspace) -> None:
    served.add_user("Lena Vogt", LENA)
    question = await served.dm("Lena Vogt", "bookings this quarter")
    assert "Bookings" not in (await served.wait_for_reply(question)).text


async def test_who_cannot_be_looked_up_gets_no_data(served: Workspace) -> None:
    served.fail_next("users.info", error="missing_scope")
    question = await served.dm("Alice Lindqvist", "bookings this quarter")
    assert "reference" in (await served.wait_for_reply(question)).text
    served.fail_next("users.info", error="user_not_found")
    question = await served.dm("Oliver Hartley", "bookings this quarter")
    assert "36,000" not in (await served.wait_for_reply(question)).text


async def test_a_user_is_looked_up_once_a_minute_at_most(served: Workspace) -> None:
    for _ in range(3):
        question = await served.dm("Alice Lindqvist", "bookings this quarter")
        await served.wait_for_reply(question)
    assert [call.method for call in served.calls].count("users.info") == 1


async def test_a_colleague_can_be_called_by_mention(served: Workspace, bot: Pilote) -> None:
    oliver = served.user("Oliver Hartley")
    question = await served.dm("Alice Lindqvist", f"bookings of <@{oliver.id}> and <@U0NOBODY>")
    await served.wait_for_reply(question)
    with bot.database.reading() as connection:
        [row] = connection.execute(questions.select())
    assert (row.question, row.asked_by) == ("bookings of Oliver Hartley and", ALICE)
