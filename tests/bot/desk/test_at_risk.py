"""`/at-risk`: listed with facts, flagged, cleared and put off, undone, and managers told."""

import asyncio

from sqlalchemy import func, select

from bot.workspace import Workspace
from storage.database import Database
from storage.tables import changes, flags
from tests.bot.desk.conftest import at_risk, got


async def test_the_list_has_the_facts_and_is_the_askers_own(served: Workspace) -> None:
    mine = await at_risk(served, "Alice Lindqvist")
    assert mine.ephemeral_to == served.user("Alice Lindqvist").id
    assert "Norrland extension" in mine.text
    assert "Thames routing" not in mine.text
    theirs = await at_risk(served, "Marcus Oakley")
    assert "Thames routing" in theirs.text
    later = await at_risk(served, "Alice Lindqvist", "next quarter")
    assert "next quarter" in later.text.lower() or "Q1 2027" in later.text


async def test_a_flag_is_set_undone_and_the_manager_told_once(
    served: Workspace, store: Database
) -> None:
    done = await at_risk(served, "Alice Lindqvist", "flag Norrland rollout champion has left")
    assert (
        done.text == "Norrland rollout (Norrland Timber) is flagged as at risk: champion has left"
    )
    await served.until(lambda: got(served, "Fiona Gallagher") or None)
    listed = await at_risk(served, "Fiona Gallagher")
    assert "by Alice Lindqvist: champion has left" in listed.text
    await asyncio.gather(*(served.click("Alice Lindqvist", done, "undo_change") for _ in range(5)))
    await served.until(lambda: done.text.startswith("Undone") or None)
    await served.until(lambda: got(served, "Fiona Gallagher")[1:] or None)
    await served.idle()
    assert done.text.startswith("Undone")
    assert got(served, "Fiona Gallagher") == [
        "Alice Lindqvist flagged Norrland rollout as at risk: champion has left",
        "Alice Lindqvist took back the flag on Norrland rollout: it is not flagged as at risk any"
        " more.",
    ]
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).where(flags.c.cleared_at.is_(None))) == 0
        assert connection.scalars(select(changes.c.undone_by)).all() == [
            served.user("Alice Lindqvist").email
        ]


async def test_several_deals_fit_and_five_clicks_make_one_change(
    served: Workspace, store: Database
) -> None:
    back = await at_risk(served, "Fiona Gallagher", "flag Norrland no budget")
    assert back.text.startswith("Which deal do you mean?")
    await asyncio.gather(
        *(served.click("Fiona Gallagher", back, f"deal_meant_{1 + n % 2}") for n in range(5))
    )
    await served.until(lambda: "no budget" in back.text or None)
    await served.idle()
    with store.reading() as connection:
        assert len(connection.execute(select(changes)).all()) == 1


async def test_two_managers_flag_the_same_deal(served: Workspace, store: Database) -> None:
    both = await asyncio.gather(
        at_risk(served, "Fiona Gallagher", "flag O1 one reason"),
        at_risk(served, "Marcus Oakley", "flag O1 another"),
    )
    texts = sorted(message.text for message in both)
    assert len([text for text in texts if "is flagged as at risk" in text]) == 1
    with store.reading() as connection:
        assert len(connection.execute(select(flags)).all()) == 1


async def test_what_cannot_be(served: Workspace) -> None:
    unknown = await at_risk(served, "Camille Roux", 'flag "Norrland rollout" because')
    assert unknown.text.startswith("Parmi les affaires que vous pouvez voir")
    assert (await at_risk(served, "Alice Lindqvist", "flag")).text.startswith("Say which deal")
    silent = await at_risk(served, "Alice Lindqvist", "flag O1")
    assert "Say why" in silent.text
    nothing = await at_risk(served, "Alice Lindqvist", "clear O1")
    assert nothing.text.startswith("No flag stands on Norrland rollout")
    served.add_user("Gus Guest", "gus@elsewhere.example")
    served.join("Gus Guest", "#sales")
    assert "do not know you" in (await at_risk(served, "Gus Guest", "flag O1 mine")).text


async def test_the_menu_of_a_deal(served: Workspace) -> None:
    listed = await at_risk(served, "Alice Lindqvist")
    await served.click("Alice Lindqvist", listed, "deal_menu", "snooze:O2")
    put_off = await served.until(lambda: _last(served, listed))
    assert (
        put_off
        == "You get no alerts about Norrland extension (Norrland Timber) before 30 Nov 2026."
    )
    again = await at_risk(served, "Fiona Gallagher")
    assert "alerts put off until 30 Nov 2026 by Alice Lindqvist" in str(again.blocks)
    await served.click("Alice Lindqvist", listed, "deal_menu", "flag:O2")
    await served.until(lambda: served.modal_of("Alice Lindqvist"))
    sent = await served.submit_view("Alice Lindqvist", {"reason": "<!channel> they went quiet"})
    assert sent.open is not None
    assert "they went quiet" in str(sent.open.blocks)
    assert "<!channel>" not in str(sent.open.blocks)
    await served.click("Alice Lindqvist", sent.open, "undo_change")
    await served.until(lambda: "Undone" in str(sent.open.blocks) or None)


def _last(served: Workspace, listed: object) -> str | None:
    last = served.posts("#sales")[-1]
    return None if last is listed else last.text


async def test_in_french_and_put_off_by_words(served: Workspace) -> None:
    done = await at_risk(served, "Camille Roux", "reporter Bresse tills 2 semaines")
    assert done.text.startswith("Aucune alerte pour vous sur Bresse tills")
    assert "7 déc. 2026" in done.text
    wrong = await at_risk(served, "Camille Roux", "reporter Bresse tills 2020-01-01")
    assert wrong.text.startswith("Jusqu'à quand ?")


async def test_what_is_unforeseen_is_said_with_a_reference(served: Workspace) -> None:
    listed = await at_risk(served, "Alice Lindqvist")
    served.fail_next("views.open", error="expired_trigger_id")
    await served.click("Alice Lindqvist", listed, "deal_menu", "mend:O2")
    told = await served.until(lambda: _last(served, listed))
    assert told.startswith("Something went wrong on our side (reference ")
