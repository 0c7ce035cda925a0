"""Requests about one deal: found by name in the asker's scope, or asked back about."""

from collections.abc import Callable

import pytest

from bot.reader import Call, Reader, Reading
from storage.database import Database
from tests.bot.reader.helvia import PEOPLE, TODAY
from tools.deal_finder import DealFinder
from tools.engine.calendar import Calendar
from tools.engine.compute import desk as desk_at
from tools.engine.people import person_by_email
from tools.engine.registry import kpis
from tools.names import NameIndex

Desk = Callable[..., Reading]


@pytest.fixture
def desk(helvia: Database, reader: Reader) -> Desk:
    """Asks one question with the deals at hand: `desk("checklist for Acme", "marc")`."""

    def asking(question: str, asker: str, previous: tuple[Call, ...] = ()) -> Reading:
        with helvia.reading() as connection:
            person = person_by_email(connection, PEOPLE[asker].email)
            assert person is not None
            return reader.read(
                question,
                asker=PEOPLE[asker],
                previous=previous,
                deals=DealFinder(desk_at(connection, TODAY), person),
            )

    return asking


@pytest.mark.parametrize(
    ("question", "call"),
    [
        ("checklist for the Globex renewal", Call("checklist", {"deal": "D4"})),
        ("checklist D4 please", Call("checklist", {"deal": "D4"})),
        ("rédige une propale pour Acme stp", Call("proposal", {"deal": "D7"})),
        ("prepare my next call with GLOBEX", Call("discovery", {"deal": "D4"})),
        ("guide de découverte pour l'affaire Acme Expansion", Call("discovery", {"deal": "D7"})),
    ],
)
def test_a_deal_is_found_by_its_id_its_name_or_its_account(
    desk: Desk, question: str, call: Call
) -> None:
    assert desk(question, "marc").calls == (call,)


def test_a_name_that_fits_two_deals_is_asked_back_about(desk: Desk) -> None:
    reading = desk("checklist for nordwind", "claire")
    assert (reading.status, reading.reason) == ("clarify", "which_deal")
    assert [choice.label for choice in reading.choices] == [
        "checklist for Nordwind rollout",
        "checklist for Nordwind support contract",
    ]
    for choice in reading.choices:
        assert desk(choice.label, "claire").calls == choice.calls


def test_of_equally_large_deals_it_is_asked_which(desk: Desk) -> None:
    reading = desk("checklist for my biggest deal", "marc")
    assert (reading.reason, len(reading.choices)) == ("which_deal", 2)


def test_no_name_is_asked_back_about_with_what_is_due_first(desk: Desk) -> None:
    reading = desk("draft a proposal", "claire")
    assert (reading.reason, len(reading.choices)) == ("which_deal", 3)


def test_deals_beyond_the_scope_are_as_if_they_were_not(desk: Desk) -> None:
    theirs = desk("checklist for nordwind rollout", "marc")
    nobodys = desk("checklist for zorglub rollout", "marc")
    assert theirs.reason == nobodys.reason == "no_such_deal"
    assert theirs.choices == nobodys.choices == ()


def test_every_word_must_belong_to_the_deal(desk: Desk) -> None:
    for question in ("why no checklist for the Globex renewal", "checklist for Globex in 2019"):
        assert desk(question, "marc").status == "clarify"


def test_a_follow_up_asks_the_same_of_another_deal(desk: Desk) -> None:
    before = (Call("checklist", {"deal": "D4"}),)
    assert desk("and for Acme?", "marc", before).calls == (Call("checklist", {"deal": "D7"}),)


def test_without_the_tool_it_is_an_honest_miss(names: NameIndex) -> None:
    reader = Reader(names, Calendar(1), TODAY, kpis(), tools={"kpi", "deals"})
    for question in ("checklist for the Globex renewal", "my digest"):
        reading = reader.read(question, asker=PEOPLE["marc"], deals=lambda _: [])
        assert (reading.status, reading.reason) == ("clarify", "not_available")
