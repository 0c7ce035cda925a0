"""Against a test server that others keep: real clients, through the one door.

What it plays of OpenAI's API is not our idea of it. What it cannot play (a body cut off in the
middle, bytes that trickle, no choices, HTML) is played by `tests/bot/agent/endpoint.py`.
"""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from bot.agent.limits import Limits
from bot.agent.seat import Seat
from bot.ask import Question, ask
from bot.doctor import examine
from bot.pilote import Pilote
from bot.settings import Clock, Settings
from storage.database import Database
from tests.bot.agent.conftest import Ask
from tests.bot.agent.described import faults_of
from tests.bot.agent.played.server import Played, played
from tests.company import CAMILLE, MARCUS
from tools.engine.answer import Answer

KEY = "sk-the-right-one"
AWAY = "The language model does not answer at the moment"
NOTHING = "The language model gave nothing usable"
LIMITS = Limits(seconds=8, one_request=2, pause=0.01, longest_pause=2)


@pytest.fixture(scope="module")
def server() -> Iterator[Played]:
    """One for all of this file; every request must be one that OpenAI's description allows."""
    with played(KEY) as server:
        yield server
        assert server.requests
        for request in server.requests:
            assert not faults_of("CreateChatCompletionRequest", request)


@pytest.fixture
def given(settings: Settings, server: Played) -> Settings:
    there = {"openai_base_url": f"{server.url}/v1", "openai_api_key": SecretStr(KEY)}
    return settings.model_copy(update=there)


@pytest.fixture
def asked(given: Settings) -> Iterator[Ask]:
    database = Database(given.pilote_database_url)
    bot = Pilote(database, Clock(given), seat=Seat(given, LIMITS))

    def put(who: str, text: str, thread: str | None = None) -> Answer:
        return ask(bot, Question(text, who, thread=thread))

    yield put
    bot.close()


def test_one_tool_costs_one_call(asked: Ask) -> None:
    answer = asked(MARCUS, "zorglub our bookings")
    assert (answer.status, answer.read_by, answer.model_calls) == ("answered", "model", 1)
    assert "€296,000" in answer.text


def test_two_figures_are_worded_and_held_to_the_results(asked: Ask) -> None:
    answer = asked(MARCUS, "zorglub North and West")
    assert (answer.read_by, answer.model_calls) == ("model", 2)
    assert answer.text.startswith("North booked €96,000 while West booked €200,000.\n\n• Bookings")

    invented = asked(CAMILLE, "zorglub entre North et West")
    assert invented.model_calls == 2
    assert "97" not in invented.text


def test_a_broken_call_is_told_and_made_again(asked: Ask) -> None:
    answer = asked(MARCUS, "zorglub in two goes")
    assert (answer.read_by, answer.model_calls, len(answer.figures)) == ("model", 2, 1)


@pytest.mark.parametrize(
    ("words", "told", "calls"),
    [
        ("a tool of its own", NOTHING, 2),
        ("a number", NOTHING, 1),
        ("half", NOTHING, 1),
        ("too often", AWAY, 2),  # after the pause that the server asks for
        ("out of order", AWAY, 2),
        ("no reply at all", AWAY, 2),
        ("no JSON", AWAY, 2),
        ("slowly", AWAY, 1),
        ("what nobody told the server of", AWAY, 2),
    ],
)
def test_trouble_ends_in_one_honest_answer(asked: Ask, words: str, told: str, calls: int) -> None:
    answer = asked(MARCUS, f"zorglub {words}")
    assert (answer.status, answer.read_by, answer.model_calls) == ("clarify", "reader", calls)
    assert answer.text.startswith(told)
    assert "secret detail" not in answer.text


def test_the_doctor_sees_a_key_that_is_not_taken(given: Settings) -> None:
    wrong = given.model_copy(update={"openai_api_key": SecretStr("sk-another")})
    seen = {check.name: check for check in examine(wrong, "en")}["model"]
    assert (seen.state, "refused the key" in seen.finding) == ("warning", True)
    seen = {check.name: check for check in examine(given, "en")}["model"]
    assert "does not name test-model" in seen.finding
