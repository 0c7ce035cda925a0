"""A checklist answers from facts, says what is missing, and keeps what people ticked."""

from datetime import date

import pytest

from bot.changing import make_change, prepared, undo_change
from bot.pilote import Pilote
from bot.settings import Clock, Settings
from storage.database import Database
from storage.errors import PiloteError
from tests.company import ALICE, CAMILLE, FIONA, MARCUS
from tests.tools.drafts.conftest import Drafted
from tools.drafts.checklist import Checklist, Line
from tools.drafts.outline import Outline
from tools.engine.answer import Outcome
from tools.engine.people import Person, person_by_email


def checklist(outcome: Outcome) -> Checklist:
    assert isinstance(outcome.draft, Checklist)
    return outcome.draft


def states(listed: Checklist) -> dict[str, str]:
    return {line.key.split(".", 1)[1]: line.state for line in listed.lines}


def test_items_are_answered_from_facts(draft: Drafted) -> None:
    listed = checklist(draft(ALICE, "checklist", "O1"))
    assert states(listed) == {
        "proposal.proposal_sent": "answered",  # R4
        "metrics": "unknown",
        "economic_buyer": "answered",  # Ingrid Holm
        "decision_criteria": "unknown",
        "decision_process": "unknown",
        "paper_process": "unknown",
        "pain": "unknown",
        "champion": "answered",  # Per Berg
        "competition": "unknown",
    }
    [sent, *_] = listed.lines
    assert sent.fact is not None
    assert (sent.fact.values["id"], sent.fact.on) == ("R4", date(2026, 11, 5))
    assert listed.deal.stage.next == "Closed Won"


def test_what_the_next_stage_needs(draft: Drafted) -> None:
    # O3 is in the first of three stages: what is due early, and its stage's own criterion
    listed = checklist(draft(ALICE, "checklist", "O2", playbook="bant"))
    assert [line.key.split(".")[-1] for line in listed.missing] == [
        *("pain_agreed", "champion_named"),
        "authority",  # need is what « Pain agreed » asks already
    ]
    early = checklist(draft(MARCUS, "checklist", "O3", playbook="bant"))
    assert [line.key.split(".")[-1] for line in early.missing] == ["budget_named", "need"]
    won = checklist(draft(CAMILLE, "checklist", "O6", playbook="bant"))
    assert not won.missing


def test_what_is_ticked_in_one_playbook_answers_the_others(
    company: Database, draft: Drafted, today: date
) -> None:
    bot = Pilote(company, Clock(Settings(_env_file=None, pilote_today=today)))
    with company.reading() as connection:
        fiona = person_by_email(connection, FIONA)
    assert fiona is not None
    for item in ("timing", "authority"):
        given = {"deal": "O2", "playbook": "bant", "item": item, "note": "Nils signs"}
        made = make_change(bot, fiona, prepared(bot, fiona, "tick", given), item)
    meddicc = {line.key: line for line in checklist(draft(ALICE, "checklist", "O2")).lines}
    told = meddicc["meddicc.economic_buyer"]
    assert (told.state, told.tick and told.tick.note) == ("answered", "Nils signs")
    assert told.elsewhere is not None
    assert (told.elsewhere.playbook["en"], told.elsewhere.label["en"]) == ("BANT", "Authority")
    spiced = checklist(draft(ALICE, "checklist", "O2", playbook="spiced"))
    assert states(spiced)["critical_event"] == "unknown"  # a date is no event
    assert made.number is not None
    undo_change(bot, fiona, made.number)
    again = {line.key: line for line in checklist(draft(ALICE, "checklist", "O2")).lines}
    assert again["meddicc.economic_buyer"].state == "open"


def test_an_exit_criterion_and_an_item_that_ask_the_same_are_ticked_as_one(
    company: Database, draft: Drafted
) -> None:
    bot = Pilote(company, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))
    alice = _person(bot, ALICE)

    def lines() -> dict[str, Line]:
        return {line.key: line for line in checklist(draft(ALICE, "checklist", "O2")).lines}

    given = {"deal": "O2", "item": "exit_criteria.discovery.pain_agreed", "note": "two days lost"}
    make_change(bot, alice, prepared(bot, alice, "tick", given), "one")
    pain = lines()["meddicc.pain"]
    assert (pain.state, pain.tick and pain.tick.note) == ("answered", "two days lost")
    assert pain.elsewhere is not None
    assert (pain.elsewhere.playbook, pain.elsewhere.label) == ("Discovery", "Pain agreed")
    outline = draft(ALICE, "proposal", "O2").draft
    assert isinstance(outline, Outline)
    assert [need.key for need in outline.needs] == ["exit_criteria.discovery.pain_agreed"]  # once
    with pytest.raises(PiloteError, match="item_ticked"):
        prepared(bot, alice, "tick", {"deal": "O2", "item": "meddicc.pain"})
    make_change(
        bot, alice, prepared(bot, alice, "untick", {"deal": "O2", "item": "meddicc.pain"}), "off"
    )
    assert {lines()["meddicc.pain"].state, lines()[given["item"]].state} == {"unknown"}
    # and the other way round
    made = {"deal": "O2", "item": "meddicc.pain"}
    make_change(bot, alice, prepared(bot, alice, "tick", made), "two")
    assert lines()[given["item"]].state == "answered"


def test_which_deal(draft: Drafted) -> None:
    asked = draft(ALICE, "checklist", "Norrland", playbook="bant")
    assert [offer.arguments for offer in asked.offers] == [
        {"deal": "O1", "playbook": "bant"},
        {"deal": "O2", "playbook": "bant"},
    ]
    for deal in ("O3", "Thames routing", "nothing of the kind"):  # Oliver's is nobody's
        with pytest.raises(PiloteError, match="deal_unknown"):
            draft(ALICE, "checklist", deal)
    with pytest.raises(PiloteError, match="playbook_unknown"):
        draft(ALICE, "checklist", "O1", playbook="spin")


def test_ticks_are_made_once_seen_by_all_and_undone(company: Database, draft: Drafted) -> None:
    bot = Pilote(company, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))
    alice, fiona = _person(bot, ALICE), _person(bot, FIONA)
    given = {"deal": "O1", "item": "Problème identifié", "note": "two days a month"}
    hers = prepared(bot, alice, "tick", given)
    theirs = prepared(bot, fiona, "tick", given)
    done = [make_change(bot, alice, hers, "click").number for _ in range(5)]
    assert [number is not None for number in done] == [True, *[False] * 4]
    with pytest.raises(PiloteError, match="changed_since"):
        make_change(bot, fiona, theirs, "other click")
    with pytest.raises(PiloteError, match="item_ticked"):
        prepared(bot, fiona, "tick", given)
    [line] = [line for line in _lines(draft) if line.key == "meddicc.pain"]
    assert line.state == "answered"
    assert line.tick is not None
    assert (line.tick.by, line.tick.note) == ("Alice Lindqvist", "two days a month")
    off = make_change(bot, fiona, prepared(bot, fiona, "untick", given), "off")
    assert states(checklist(draft(ALICE, "checklist", "O1")))["pain"] == "unknown"
    assert off.number is not None
    undo_change(bot, fiona, off.number)
    assert states(checklist(draft(ALICE, "checklist", "O1")))["pain"] == "answered"
    assert done[0] is not None
    undo_change(bot, alice, done[0])
    assert states(checklist(draft(ALICE, "checklist", "O1")))["pain"] == "unknown"
    with pytest.raises(PiloteError, match="deal_unknown"):
        prepared(bot, _person(bot, CAMILLE), "tick", given)
    with pytest.raises(PiloteError, match="item_unknown"):
        prepared(bot, alice, "tick", {"deal": "O1", "item": "weather"})


def _lines(draft: Drafted) -> list[Line]:
    return list(checklist(draft(ALICE, "checklist", "O1")).lines)


def _person(bot: Pilote, email: str) -> Person:
    with bot.database.reading() as connection:
        found = person_by_email(connection, email)
    assert found is not None
    return found
