"""What the model is for: it chooses tools and words what they found."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.agent.seat import Seat
from bot.ask import Question, ask
from bot.pilote import Pilote
from bot.settings import Settings
from storage.database import Database
from tests.bot.agent.conftest import BRIEF, Ask
from tests.bot.agent.endpoint import Endpoint, Tool, completion
from tests.company import ALICE, CAMILLE, FIONA, MARCUS

ODD = "gimme the zorglub bookings vibe"  # no reader reads this whole


def test_one_tool_that_answers_costs_one_call(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.says(Tool("kpi", {"kpi": "bookings", "where": {"segment": ["SMB"]}}))
    answer = asked(MARCUS, ODD)
    assert (answer.status, answer.read_by, answer.model_calls) == ("answered", "model", 1)
    assert [figure.value for figure in answer.figures] == [36_000]
    assert answer.tools[0].model_dump() == {
        "name": "kpi",
        "arguments": {"kpi": "bookings", "where": {"segment": ["SMB"]}},
    }
    assert "€36,000" in answer.text
    assert len(endpoint.requests) == 1
    reply = len(json.dumps(completion(Tool("kpi", answer.tools[0].arguments))))
    assert answer.model_bytes == endpoint.sizes[0] + reply


def test_two_figures_are_worded_by_the_model(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.says(
        [Tool("kpi", {"kpi": "bookings", "where": {"team": [team]}}) for team in ("North", "West")],
        "North booked €96,000 while West booked €200,000.",
    )
    answer = asked(MARCUS, ODD)
    assert (answer.status, answer.read_by, answer.model_calls) == ("answered", "model", 2)
    assert answer.text.startswith("North booked €96,000 while West booked €200,000.\n\n• Bookings")
    assert [figure.value for figure in answer.figures] == [96_000, 200_000]
    assert "96,000" in endpoint.told[0]


def test_an_invented_number_drops_the_prose(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.says(
        [Tool("kpi", {"kpi": "bookings", "where": {"team": [team]}}) for team in ("North", "West")],
        "North booked €97,000, West €200,000.",
    )
    answer = asked(MARCUS, ODD)
    assert (answer.status, answer.read_by) == ("answered", "model")
    assert "97,000" not in answer.text
    assert "€96,000" in answer.text
    assert "€200,000" in answer.text


def test_what_the_reader_reads_whole_never_reaches_the_model(
    endpoint: Endpoint, asked: Ask
) -> None:
    assert asked(MARCUS, "bookings this quarter").read_by == "reader"
    assert not endpoint.requests


def test_a_colleague_stays_out_of_sight(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.says(Tool("kpi", {"kpi": "pipeline", "where": {"rep": ["Oliver Hartley"]}}))
    answer = asked(ALICE, ODD)
    assert answer.status == "denied"
    assert answer.figures[0].value is None


@pytest.mark.parametrize("prose", ["You booked 5 deals.", "Have a look at https://x.example/q"])
def test_prose_with_numbers_and_no_tool_is_dropped(
    endpoint: Endpoint, asked: Ask, prose: str
) -> None:
    endpoint.says(prose)
    answer = asked(MARCUS, ODD)
    assert (answer.status, answer.read_by, answer.model_calls) == ("clarify", "reader", 1)
    assert answer.text.startswith("The language model gave nothing usable")
    assert prose not in answer.text
    assert "zorglub" in answer.unread


def test_small_talk_may_be_said(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.says("Happy to help with your sales.")
    answer = asked(MARCUS, "zorglub my friend")
    assert (answer.status, answer.read_by) == ("answered", "model")
    assert answer.text == "Happy to help with your sales."


def test_a_follow_up_to_a_model_s_answer_is_read_by_the_reader(
    endpoint: Endpoint, asked: Ask
) -> None:
    endpoint.says(Tool("kpi", {"kpi": "Bookings", "where": ["team=North"]}))
    asked(MARCUS, ODD, "t1")
    answer = asked(MARCUS, "and for SMB?", "t1")
    assert (answer.read_by, answer.figures[0].kpi) == ("reader", "bookings")
    assert answer.figures[0].where == {"team": ["North"], "segment": ["SMB"]}
    assert len(endpoint.requests) == 1


def test_the_model_hears_what_the_asker_put_before_and_nobody_else(
    endpoint: Endpoint, asked: Ask
) -> None:
    asked(FIONA, "bookings by rep", "t1")
    asked(MARCUS, "win rate", "t1")
    endpoint.says(Tool("kpi", {"kpi": "bookings"}))
    asked(FIONA, ODD, "t1")
    told = endpoint.last["messages"][-1]["content"]
    assert '"earlier":[{"question":"bookings by rep"' in told
    assert "win rate" not in told
    assert "96,000" not in told
    # Nothing of before is replayed: there is no call in it that still waits for a result.
    assert [one["role"] for one in endpoint.last["messages"]] == ["system", "user"]


def test_answers_are_in_the_asker_s_language(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.says(Tool("kpi", {"kpi": "bookings"}))
    answer = asked(CAMILLE, "balance-moi le zorglub de mes prises de commande")
    assert answer.locale == "fr"
    assert "200 000" in answer.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert '"language":"French"' in endpoint.last["messages"][-1]["content"]


def test_the_prefix_is_the_same_whoever_asks_what(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.forever = Tool("kpi", {"kpi": "bookings"})
    asked(MARCUS, ODD)
    asked(CAMILLE, "le zorglub")
    first, second = ({**one, "messages": one["messages"][:-1]} for one in endpoint.requests)
    assert first == second
    assert "2026-11-23" not in str(first)
    assert max(endpoint.sizes) < 7_200


def test_an_explanation_is_heard_in_portions_once_it_may_be_said(
    endpoint: Endpoint, bot: Pilote
) -> None:
    calls = [Tool("kpi", {"kpi": "bookings", "where": {"team": [t]}}) for t in ("North", "West")]
    prose = "North booked €96,000. West booked €200,000."
    endpoint.says(calls, prose, calls, "North booked €96,000. West booked €1.")
    heard: list[str] = []
    answer = ask(bot, Question(ODD, MARCUS, hear=heard.append))
    assert heard == ["North booked €96,000. ", "West booked €200,000."]
    assert answer.text.startswith(prose)
    heard.clear()
    ask(bot, Question(ODD, MARCUS, hear=heard.append))
    assert heard == []


def test_a_model_may_call_one_tool_after_the_other_where_two_figures_are_named(
    endpoint: Endpoint, asked: Ask
) -> None:
    prose = "Bookings are €296,000 against a quota of €546,000."
    endpoint.says(Tool("kpi", {"kpi": "bookings"}), Tool("kpi", {"kpi": "quota"}), prose)
    answer = asked(MARCUS, "zorglub the bookings and the quota")
    assert [figure.kpi for figure in answer.figures] == ["bookings", "quota"]
    assert (answer.model_calls, answer.text.partition("\n")[0]) == (3, prose)


def test_what_a_tool_asks_back_can_be_chosen(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.says(Tool("what_if", {"won": ["Norrland"]}))
    answer = asked(ALICE, "zorglub if we get Norrland done", "t1")
    assert (answer.status, answer.read_by, len(answer.choices)) == ("clarify", "model", 2)
    chosen = asked(ALICE, "1", "t1")
    assert (chosen.status, chosen.tools[0].name) == ("answered", "what_if")


def test_a_change_is_explained_in_one_call(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.says(Tool("explain_change", {"kpi": "bookings", "compare": "last_quarter"}))
    answer = asked(MARCUS, "zorglub made our bookings move, but which one?")
    assert (answer.status, answer.model_calls) == ("answered", 1)
    assert answer.explanation is not None


@pytest.mark.parametrize("tool", ["checklist", "discovery", "proposal", "deal_detail"])
def test_the_desk_works_for_the_model(endpoint: Endpoint, asked: Ask, tool: str) -> None:
    endpoint.says(Tool(tool, {"deal": "O1"}))
    answer = asked(ALICE, "zorglub me the rollout thing")
    assert (answer.status, answer.read_by, answer.model_calls) == ("answered", "model", 1)
    assert answer.tools[0].model_dump() == {"name": tool, "arguments": {"deal": "O1"}}
    assert "Norrland rollout" in answer.text
    assert (answer.draft or {"kind": tool})["kind"] == tool


def test_a_deal_out_of_scope_is_none_for_the_model_either(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.says(Tool("deal_detail", {"deal": "Thames routing"}), "There is no such deal.")
    answer = asked(ALICE, "zorglub me the routing thing")
    assert endpoint.told[0].startswith('{"error":"')
    assert "12,000" not in answer.text + endpoint.told[0]


def test_the_week_and_a_deal_are_worded_together(endpoint: Endpoint, asked: Ask) -> None:
    prose = "Norrland rollout is worth €100,000 and your bookings are €60,000."
    calls = [Tool("digest", {}), Tool("deal_detail", {"deal": "O1"})]
    endpoint.says(calls, prose)
    answer = asked(ALICE, "zorglub my week and the rollout thing")
    assert (answer.model_calls, answer.text.partition("\n")[0]) == (2, prose)
    assert answer.digest is not None
    assert all(told.startswith('{"crm_data":{') for told in endpoint.told)


def test_a_correction_goes_on_from_what_was_asked(endpoint: Endpoint, asked: Ask) -> None:
    north = {"kpi": "bookings", "where": {"team": ["North"]}}
    endpoint.says(Tool("kpi", north), Tool("kpi", {**north, "kpi": "quota"}))
    asked(MARCUS, ODD, "t1")
    assert asked(MARCUS, "no zorglub, I meant the quota", "t1").figures[0].value == 400_000
    told = endpoint.last["messages"][-1]["content"]
    assert '"arguments":{"where":{"team":["North"]},"kpi":"bookings"}' in told
    # From here on it is the corrected question that is gone on with.
    answer = asked(MARCUS, "and last quarter?", "t1")
    assert (answer.read_by, answer.figures[0].kpi) == ("reader", "quota")
    assert answer.figures[0].where == {"team": ["North"]}


def test_a_thread_has_one_run_at_a_time_in_all_processes(
    endpoint: Endpoint, bot: Pilote, settings: Settings
) -> None:
    other = Pilote(Database(settings.pilote_database_url), bot.clock, seat=Seat(settings, BRIEF))
    at_once: list[int] = []

    async def reply(*_: Any) -> Any:
        at_once.append(1)
        await asyncio.sleep(0.3)
        at_once.append(-1)
        return Tool("kpi", {"kpi": "bookings"})

    endpoint.forever = reply
    with ThreadPoolExecutor() as threads:
        asking = [
            threads.submit(ask, one, Question(ODD, MARCUS, thread="t")) for one in (bot, other)
        ]
        answers = [one.result(30) for one in asking]
    other.close()
    assert at_once == [1, -1, 1, -1]
    assert {answer.status for answer in answers} == {"answered"}
    # The second, wherever it was asked, is told of the first.
    assert '"earlier":[{"question"' in endpoint.last["messages"][-1]["content"]


def test_two_questions_at_once_are_both_answered(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.says([Tool("at_risk", {}), Tool("objectives", {})])
    answer = asked(MARCUS, "what smells zorglub, and how are the goals doing?")
    assert (answer.status, answer.model_calls) == ("answered", 1)
    assert [tool.name for tool in answer.tools] == ["at_risk", "objectives"]
    assert answer.objectives
    assert answer.deals
