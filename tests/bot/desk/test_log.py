"""What people did about a deal stands with what is known of it, for everybody who sees it."""

import re

from bot.ask import Question, ask
from bot.changing import last_change, make_change, prepared, undo_change
from bot.pilote import Pilote
from storage.database import Database
from tests.company import ALICE, FIONA
from tools.engine.people import Person, person_by_email


def person(store: Database, email: str) -> Person:
    with store.reading() as connection:
        found = person_by_email(connection, email)
    assert found is not None
    return found


def test_who_did_what_and_when(bot: Pilote, store: Database) -> None:
    alice, fiona = person(store, ALICE), person(store, FIONA)
    done = [
        (alice, "flag", {"reason": "champion left"}),
        (fiona, "clear_flag", {}),
        (alice, "mend", {"amount": "90000"}),
        (alice, "tick", {"item": "pain"}),
        (alice, "action", {"what": "call Per", "due_on": "2026-11-27"}),
    ]
    for place, (who, kind, values) in enumerate(done):
        change = prepared(bot, who, kind, {"deal": "O1", **values})
        make_change(bot, who, change, f"click {place}")
    told = ask(bot, Question("history of Norrland rollout", FIONA)).text
    assert re.findall(r"^• \d+ \w+ \d{4}, (.*)$", told, re.MULTILINE) == [
        "Alice Lindqvist: ticked “Identified pain”",
        "Alice Lindqvist: mended Amount: 100,000 → 90,000",
        "Fiona Gallagher: cleared the flag",
        "Alice Lindqvist: flagged as at risk: champion left",
    ]
    last = last_change(bot, fiona, "O1")
    assert last is not None
    undo_change(bot, fiona, last.number)
    french = ask(bot, Question("où en est l'affaire Norrland rollout ?", FIONA)).text
    assert "Alice Lindqvist : signalée à risque : champion left" in french
    assert "signalement retiré" not in french
