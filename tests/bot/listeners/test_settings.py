"""Settings are chosen in a form, kept once, and honoured."""

from datetime import date

import pytest

from bot.pilote import Pilote
from bot.preferences import Preferences, preferences_for
from bot.workspace import Workspace
from bot.workspace.model.views import View
from tests.bot.people import ALICE, CAMILLE

NONE = Preferences()


async def opened(workspace: Workspace, who: str = "Alice Lindqvist") -> View:
    await workspace.open_home(who)
    home = await workspace.until(lambda: workspace.home_of(who))
    await workspace.click(who, home, "open_settings")
    return await workspace.until(lambda: workspace.modal_of(who))


async def test_the_form_shows_what_holds_and_keeps_what_is_chosen(
    served: Workspace, bot: Pilote
) -> None:
    form = await opened(served)
    assert form.given["title"]["text"] == "Settings"
    values = {
        "locale": "Français",
        "digest": "on",
        "digest_day": "Tuesday",
        "digest_time": "07:30",
        "quiet_from": "19:00",
        "quiet_to": "08:00",
    }
    sent = await served.submit_view("Alice Lindqvist", values)
    assert (sent.errors, sent.open) == ({}, None)
    kept = preferences_for(bot.database, ALICE)
    assert (kept.locale, kept.digest, kept.digest_day) == ("fr", True, 1)
    assert (kept.digest_time, kept.quiet_from, kept.quiet_to) == ("07:30", "19:00", "08:00")
    home = served.home_of("Alice Lindqvist")
    assert home is not None
    await served.until(lambda: "Tableau de bord" in str(home.blocks) or None)
    again = await opened(served)
    assert again.given["title"]["text"] == "Réglages"
    assert again.values["quiet_from"]["value"]["selected_time"] == "19:00"


async def test_what_is_wrong_stays_in_the_form_and_can_be_put_right(
    served: Workspace, bot: Pilote
) -> None:
    await opened(served)
    sent = await served.submit_view("Alice Lindqvist", {"quiet_from": "19:00"})
    assert "beginning and an end" in sent.errors["quiet_to"]
    assert preferences_for(bot.database, ALICE).quiet_from is None
    sent = await served.submit_view("Alice Lindqvist", {"quiet_to": "08:00"})
    assert sent.open is None
    assert preferences_for(bot.database, ALICE).quiet_to == "08:00"


async def test_a_form_is_taken_once(served: Workspace, bot: Pilote) -> None:
    await opened(served)
    sent = await served.submit_view("Alice Lindqvist", {"quiet_from": "19:00", "quiet_to": "20:00"})
    assert sent.delivery is not None
    payload = sent.delivery.payload
    payload["view"]["state"]["values"]["quiet_to"]["value"]["selected_time"] = "21:00"
    assert (await served.deliver("interactive", payload)).acknowledged
    assert preferences_for(bot.database, ALICE).quiet_to == "20:00"


async def test_slow_lookups_do_not_lose_the_trigger(served: Workspace) -> None:
    await served.open_home("Camille Roux")
    home = await served.until(lambda: served.home_of("Camille Roux"))
    served.core.users[home.user].locale = "fr-FR"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.identity.REMEMBERED", 0.0)
        served.fail_next("users.info", delay=2.2)
        await served.click("Camille Roux", home, "open_settings")
        form = await served.until(lambda: served.modal_of("Camille Roux"))
        await served.until(lambda: form.given["title"]["text"] == "Réglages" or None)


async def test_the_language_chosen_is_the_language_answered_in(
    served: Workspace, bot: Pilote
) -> None:
    await opened(served)
    await served.submit_view("Alice Lindqvist", {"locale": "Français"})
    question = await served.dm("Alice Lindqvist", "pipeline")
    assert "affaires" in (await served.wait_for_reply(question)).text
    english = await served.dm("Alice Lindqvist", "what are my bookings this quarter?")
    assert "deal" in (await served.wait_for_reply(english)).text
    assert bot.clock.today() == date(2026, 11, 23)


async def test_the_digest_is_wished_for_by_a_word(served: Workspace, bot: Pilote) -> None:
    assert preferences_for(bot.database, CAMILLE) == NONE
    for wish, wanted in (("on", True), ("off", False)):
        sent = await served.slash("Camille Roux", "#sales", "/pilote", f"digest {wish}")
        assert "point hebdo" in (await served.wait_for_reply(sent)).text
        assert preferences_for(bot.database, CAMILLE).digest is wanted


async def test_strangers_get_no_form(served: Workspace) -> None:
    served.add_user("New Hire", "new.hire@veridia.example")
    payload = await served.open_home("Alice Lindqvist")
    assert payload is not None
    home = await served.until(lambda: served.home_of("Alice Lindqvist"))
    clicked = await served.click("Alice Lindqvist", home, "open_settings")
    stranger = served.user("New Hire")
    forged = {**clicked.payload, "user": {"id": stranger.id, "team_id": stranger.team_id}}
    forged["trigger_id"] = served.core.triggers.issue(stranger.id)
    await served.deliver("interactive", forged)
    form = await served.until(lambda: served.modal_of("New Hire"))
    assert "Sofie Vermeulen" in str(form.blocks)
    assert "submit" not in form.given
