"""Actions said in words: what, who, by when, on which deal; shown, and made once."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import func, select

from bot.desk.promised import promised
from bot.pilote import Pilote
from bot.workspace import Workspace
from storage.database import Database
from storage.errors import PiloteError
from storage.tables import actions
from tests.bot.desk.conftest import got
from tests.company import ALICE, CAMILLE, FIONA
from tools.engine.people import Person, person_by_email

FRIDAY, TUESDAY = date(2026, 11, 27), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("said", "what", "owner", "due", "deal"),
    [
        ("remind me to call Per by Friday", "call Per", FIONA, FRIDAY, None),
        ("Remind me to call Per on Norrland rollout tomorrow", "call Per on Norrland rollout",
         FIONA, TUESDAY, "O1"),
        ("remind me on Friday to send the quote", "send the quote", FIONA, FRIDAY, None),
        ("remind Alice to send the quote by 3 December", "send the quote", ALICE,
         date(2026, 12, 3), None),
        ("make this an action for Alice by Friday: call Per", "call Per", ALICE, FRIDAY, None),
        ("action for Camille Roux: call <Ruth> & co", "call <Ruth> & co", CAMILLE, FRIDAY, None),
        ("remind me in three days to call Per", "call Per", FIONA, date(2026, 11, 26), None),
        ("remind me to send the agenda for the end of the month by tomorrow morning",
         "send the agenda for the end of the month", FIONA, TUESDAY, None),
        ("rappelle-moi d'appeler Per d'ici la fin du mois", "appeler Per", FIONA,
         date(2026, 11, 30), None),
        ("rappelle-moi dans deux semaines de relancer Per", "relancer Per", FIONA,
         date(2026, 12, 7), None),
        ("rappelle-moi d'appeler Per vendredi", "appeler Per", FIONA, FRIDAY, None),
        ("rappelle-moi d'appeler Per d'ici vendredi", "appeler Per", FIONA, FRIDAY, None),
        ("rappelle-moi demain de relancer Per sur Norrland rollout",
         "relancer Per sur Norrland rollout", FIONA, TUESDAY, "O1"),
        ("action pour Camille : envoyer le devis avant le 3 décembre", "envoyer le devis", CAMILLE,
         date(2026, 12, 3), None),
    ],
)  # fmt: skip
def test_an_action_is_read(
    bot: Pilote, said: str, what: str, owner: str, due: date, deal: str | None
) -> None:
    found = promised(bot, _fiona(bot), said)
    assert found is not None
    assert (found.what, found.owner, found.due_on) == (what, owner, due)
    assert (found.deal and found.deal[0]) == deal


def _fiona(bot: Pilote) -> Person:
    with bot.database.reading() as connection:
        person = person_by_email(connection, FIONA)
    assert person is not None
    return person


@pytest.mark.parametrize(
    "said",
    ["action plan for the quarter", "my actions", "pipeline by rep", "remind them", "rappel"],
)
def test_anything_else_is_none(bot: Pilote, said: str) -> None:
    assert promised(bot, _fiona(bot), said) is None


def test_without_what_is_to_be_done_it_is_asked_for(bot: Pilote) -> None:
    with pytest.raises(PiloteError, match="action_what"):
        promised(bot, _fiona(bot), "make this an action for Alice by Friday")


async def test_it_is_shown_and_made_once(served: Workspace, store: Database) -> None:
    asked = await served.dm("Fiona Gallagher", "remind Alice to call Per & co by Friday")
    shown = await served.wait_for_reply(asked, seconds=30)
    assert shown.text == "For Alice Lindqvist, by 27 Nov 2026: call Per &amp; co"
    clicks = [served.click("Fiona Gallagher", shown, "action_said") for _ in range(5)]
    await asyncio.gather(*clicks)  # all before the first of them takes the button away
    await served.until(lambda: "Noted for Alice Lindqvist" in shown.text or None, seconds=30)
    await served.until(lambda: got(served, "Alice Lindqvist") or None, seconds=30)
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(actions)) == 1
        assert connection.scalar(select(actions.c.what)) == "call Per & co"


async def test_coaching_is_asked_for_in_words(served: Workspace) -> None:
    for said in ("coaching", "coach Alice", "who should I coach?"):
        asked = await served.dm("Fiona Gallagher", said)
        reply = await served.wait_for_reply(asked, seconds=30)
        assert "Where numbers differ" in reply.text, (said, reply.text)
    hers = await served.dm("Alice Lindqvist", "coaching")
    reply = await served.wait_for_reply(hers, seconds=30)
    assert "This is for managers" in reply.text


async def test_the_report_card_and_boxes_come_in_words_too(served: Workspace) -> None:
    asked = await served.dm("Fiona Gallagher", "report card")
    assert (await served.wait_for_reply(asked, seconds=30)).blocks[0]["type"] == "header"
    listed = await served.wait_for_reply(
        await served.dm("Alice Lindqvist", "checklist for Norrland rollout"), seconds=30
    )
    await served.click("Alice Lindqvist", listed, "draft_deal_1")
    await served.until(lambda: "checkboxes" in str(listed.blocks) or None, seconds=30)
    await served.click("Alice Lindqvist", listed, "tick_1", ["meddicc.pain"])
    await served.until(lambda: "initial_options" in str(listed.blocks) or None, seconds=30)
