"""`/pilote schedule`: previewed, set once however often it is clicked, listed and removed."""

import asyncio

import pytest

from bot.audience import open_for
from bot.pilote import Pilote
from bot.schedules.store import standing
from bot.workspace import Workspace
from tests.bot.people import ALICE, FIONA, SOFIE

REVIEW = "schedule every Tuesday 9:00 in #sales, pipeline review"


@pytest.fixture
def with_fiona(served: Workspace) -> Workspace:
    served.add_user("Fiona Gallagher", FIONA)
    served.join("Fiona Gallagher", "#sales")
    return served


def opened(slack: Workspace, bot: Pilote) -> None:
    channel = slack.channel("#sales")
    open_for(bot, slack.core.team_id, channel.id, "North", SOFIE, bot.clock.now())


async def test_previewed_set_once_listed_and_removed(with_fiona: Workspace, bot: Pilote) -> None:
    slack = with_fiona
    opened(slack, bot)
    sent = await slack.slash("Fiona Gallagher", "#sales", "/pilote", REVIEW)
    preview = await slack.wait_for_reply(sent)
    assert "Pipeline review, every Tuesday at 09:00 (Europe/Paris), in #sales" in preview.text
    assert standing(bot.database) == []
    await asyncio.gather(
        *(slack.click("Fiona Gallagher", preview, "schedule_add") for _ in range(2))
    )
    (one,) = await slack.until(lambda: standing(bot.database) or None)
    await slack.idle()
    assert len(standing(bot.database)) == 1
    assert (one.made_by, one.plan.ritual) == (FIONA, "pipeline_review")
    listed = await slack.slash("Fiona Gallagher", "#sales", "/pilote", "schedules")
    shown = await slack.wait_for_reply(listed)
    assert "1 schedule:" in shown.text
    await slack.click("Fiona Gallagher", shown, "schedule_remove")
    await slack.until(lambda: standing(bot.database) == [] or None)


async def test_set_in_the_form(with_fiona: Workspace, bot: Pilote) -> None:
    slack = with_fiona
    opened(slack, bot)
    listed = await slack.slash("Fiona Gallagher", "#sales", "/pilote", "schedule")
    await slack.click("Fiona Gallagher", await slack.wait_for_reply(listed), "schedule_new")
    await slack.until(lambda: slack.modal_of("Fiona Gallagher"))
    sales = slack.channel("#sales").id
    sent = await slack.submit_view("Fiona Gallagher", {"ritual": "one_to_one", "channel": sales})
    assert "not to a channel" in sent.errors["channel"]
    chosen = {"ritual": "forecast_call", "how_often": "first_of_quarter", "weekday": "TU"}
    sent = await slack.submit_view("Fiona Gallagher", {**chosen, "at": "08:30"})
    assert sent.open is not None
    first = "Forecast call, on the first Tuesday of each quarter at 08:30"
    assert first in str(sent.open.blocks)
    assert standing(bot.database) == []
    await slack.submit_view("Fiona Gallagher")
    (one,) = standing(bot.database)
    assert (one.plan.ritual, one.plan.channel_name) == ("forecast_call", "sales")


async def test_a_one_to_one_in_the_form(with_fiona: Workspace, bot: Pilote) -> None:
    slack = with_fiona
    listed = await slack.slash("Fiona Gallagher", "#sales", "/pilote", "schedule")
    await slack.click("Fiona Gallagher", await slack.wait_for_reply(listed), "schedule_new")
    await slack.until(lambda: slack.modal_of("Fiona Gallagher"))
    sent = await slack.submit_view("Fiona Gallagher", {"ritual": "one_to_one"})
    assert "Say with whom" in sent.errors["with"]
    alice = slack.user("Alice Lindqvist").id
    await slack.submit_view("Fiona Gallagher", {"with": alice, "how_often": "workday"})
    await slack.submit_view("Fiona Gallagher")
    (one,) = standing(bot.database)
    assert (one.plan.about, one.plan.rule.at) == (ALICE, "09:00")
    assert one.plan.rule.days == "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"


async def test_only_where_operations_opened_the_channel(with_fiona: Workspace) -> None:
    sent = await with_fiona.slash("Fiona Gallagher", "#sales", "/pilote", REVIEW)
    assert "#sales is not open for a team of yours" in (await with_fiona.wait_for_reply(sent)).text


async def test_reps_set_none(served: Workspace) -> None:
    sent = await served.slash("Alice Lindqvist", "#sales", "/pilote", REVIEW)
    assert "set by managers and operations" in (await served.wait_for_reply(sent)).text


async def test_coaching_is_for_the_managers_eyes_only(with_fiona: Workspace) -> None:
    sent = await with_fiona.slash("Fiona Gallagher", "#sales", "/pilote", "coach Alice")
    told = await with_fiona.wait_for_reply(sent)
    assert "Too little to compare: Alice Lindqvist" in told.text
    assert told.ephemeral_to == with_fiona.user("Fiona Gallagher").id
    sent = await with_fiona.slash("Alice Lindqvist", "#sales", "/pilote", "coach Oliver")
    assert "This is for managers" in (await with_fiona.wait_for_reply(sent)).text
