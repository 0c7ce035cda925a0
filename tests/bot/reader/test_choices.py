"""Asking back: choices, the words they are offered in, and bare replies to them."""

import pytest

from bot.reader import Reader
from prompts import available
from storage.database import Database
from tests.bot.reader.bank import asked, lines
from tests.bot.reader.conftest import Ask
from tests.bot.reader.helvia import PEOPLE


def test_two_people_of_one_first_name(ask: Ask) -> None:
    reading = ask("alice's pipeline")
    assert (reading.status, reading.reason) == ("clarify", "two_readings")
    assert sorted(choice.label for choice in reading.choices) == [
        "Pipeline for Alice Keller",
        "Pipeline for Alice Martin",
    ]


@pytest.mark.parametrize("question", ["sales this month", "les ventes de ce mois"])
def test_sales_are_an_amount_or_a_number_or_people(ask: Ask, question: str) -> None:
    figures = [choice.calls[0].arguments for choice in ask(question).choices]
    assert figures == [
        {"kpi": "bookings", "period": "this_month"},
        {"kpi": "deals_won", "period": "this_month"},
        {"kpi": "bookings", "period": "this_month", "by": "rep"},
    ]


def test_a_person_named_like_a_month(ask: Ask) -> None:
    asked_for = [choice.calls[0].arguments for choice in ask("bookings in April").choices]
    assert {"kpi": "bookings", "period": "2026-04"} in asked_for
    assert {"kpi": "bookings", "where": {"rep": ["april.jones@helvia.eu"]}} in asked_for


def test_a_place_that_is_a_territory_and_a_country(ask: Ask) -> None:
    labels = {choice.label for choice in ask("pipeline in France").choices}
    assert labels == {"Pipeline for territory France", "Pipeline for country France"} or (
        ask("pipeline in France").status == "read"
    )


def test_what_the_figure_cannot_honour_is_no_reading(ask: Ask) -> None:
    # a quota has no country: France can only be the territory
    assert ask("quota France").calls[0].arguments["where"] == {"territory": ["France"]}


@pytest.mark.parametrize(
    "reply", ["1", "the first", "first one", "la première", "Keller", "2", "le 2"]
)
def test_a_bare_reply_continues_the_question(ask: Ask, reply: str) -> None:
    offered = ask("alice's pipeline").choices
    place = {"2": 1, "le 2": 1}.get(reply, 0)
    wanted = offered[place]
    if reply == "Keller":
        wanted = next(choice for choice in offered if "Keller" in choice.label)
    reading = ask(reply, offered=offered)
    assert (reading.status, reading.calls) == ("read", wanted.calls)


def test_a_reply_beyond_the_choices_is_none(ask: Ask) -> None:
    offered = ask("alice's pipeline").choices
    assert ask("7", offered=offered).status == "clarify"


def test_a_new_question_is_no_reply(ask: Ask) -> None:
    offered = ask("alice's pipeline").choices
    reading = ask("win rate this year", offered=offered)
    assert reading.calls[0].arguments == {"kpi": "win_rate", "period": "this_year"}


@pytest.mark.parametrize("language", available())
def test_every_choice_is_worded_so_that_the_reader_reads_it(
    reader: Reader, helvia: Database, language: str
) -> None:
    misread = []
    for line in lines(language):
        for choice in asked(reader, helvia, line).choices:
            again = reader.read(choice.label, asker=PEOPLE[line.asker])
            if again.calls != choice.calls:
                misread.append((choice.label, again.reason, again.unread))
    assert misread == []


def test_never_more_than_three_choices(reader: Reader, helvia: Database) -> None:
    for language in available():
        for line in lines(language):
            assert len(asked(reader, helvia, line).choices) <= 3


def test_open_deals_of_a_time_that_is_over(ask: Ask) -> None:
    reading = ask("pipeline last quarter")
    assert reading.reason == "past_open_figure"
    assert [choice.calls[0].arguments for choice in reading.choices] == [
        {"kpi": "pipeline", "period": "last_quarter", "as_of": "2026-06-30"},
        {"kpi": "pipeline", "period": "last_quarter", "as_of": "2026-09-30"},
        {"kpi": "pipeline", "period": "last_quarter"},
    ]


def test_names_of_accounts_are_not_completed_in_what_is_offered(ask: Ask) -> None:
    reading = ask("zorglub coverage at acme")
    told = " ".join(
        [*(choice.label for choice in reading.choices)]
        + [str(span.read_as) for span in reading.understood]
    )
    assert reading.status == "clarify"
    assert "Industries" not in told
