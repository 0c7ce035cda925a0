"""What goes wrong at the endpoint: one honest answer, in time, and nothing of it shown."""

import json
import logging
import threading
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.agent.circuit import OPENS_AFTER, REST
from bot.ask import Question, ask
from bot.pilote import Pilote
from storage.tables import circuits
from tests.bot.agent.conftest import KEY, Ask
from tests.bot.agent.endpoint import Endpoint, Tool, body, completion, cut, slow, status
from tests.company import CAMILLE, MARCUS

ODD = "gimme the zorglub bookings vibe"
HTML = body("<html>Bad gateway: secret detail</html>", "text/html")
NO_CHOICE = body('{"id":"c","object":"chat.completion","created":0,"model":"m","choices":[]}')
AWAY = "The language model does not answer at the moment"
NOTHING = "The language model gave nothing usable"


@pytest.mark.parametrize(
    ("reply", "told", "calls"),
    [
        (status(429), AWAY, 2),
        (status(429, **{"retry-after": "60"}), AWAY, 1),
        (status(500), AWAY, 2),
        (status(503), AWAY, 2),
        (status(401), AWAY, 1),
        (status(400), AWAY, 1),
        (slow(3), AWAY, 1),
        (slow(3, dripping=True), AWAY, 1),
        (cut(), AWAY, 2),
        (HTML, AWAY, 2),
        (body("not even close"), AWAY, 2),
        (body("{}"), AWAY, 2),
        (NO_CHOICE, AWAY, 2),
        ("", NOTHING, 1),
        ({"refusal": "I will not."}, NOTHING, 1),
        ("It is 42.", NOTHING, 1),
        (Tool("kpi", "{broken"), NOTHING, 2),
        (Tool("kpi", "[1]"), AWAY, 2),
        (Tool("drop_table", {}), NOTHING, 2),
        (Tool("kpi", {"kpi": "no_such_figure"}), NOTHING, 2),
        (Tool("kpi", {"kpi": "bookings", "scope": "company"}), NOTHING, 2),
        (Tool("kpi", {"kpi": "bookings", "period": "the other day"}), NOTHING, 2),
        (Tool("kpi", {"kpi": ["bookings"], "where": 5}), NOTHING, 2),
    ],
)
def test_one_honest_answer(
    endpoint: Endpoint,
    asked: Ask,
    caplog: pytest.LogCaptureFixture,
    reply: Any,
    told: str,
    calls: int,
) -> None:
    endpoint.forever = reply
    caplog.set_level(logging.DEBUG)
    started = time.monotonic()
    answer = asked(MARCUS, ODD)
    assert time.monotonic() - started < 20  # of the half minute there is
    assert (answer.status, answer.read_by, answer.tools) == ("clarify", "reader", [])
    assert answer.text.startswith(told)
    assert answer.model_calls == len(endpoint.requests) == calls
    assert answer.unread
    assert answer.choices
    ours = " ".join(one.getMessage() for one in caplog.records if one.name.startswith("bot"))
    assert "secret detail" not in answer.text + ours
    assert "vibe" not in ours
    assert KEY not in answer.text + caplog.text


def test_nobody_at_the_address(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.stop()
    endpoint.start = lambda: None  # type: ignore[method-assign]
    answer = asked(MARCUS, ODD)
    assert answer.text.startswith(AWAY)
    endpoint.stop = lambda: None  # type: ignore[method-assign]


def test_in_french(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.forever = status(500)
    answer = asked(CAMILLE, "balance-moi le zorglub de mes prises de commande")
    assert answer.text.startswith("Le modèle de langage ne répond pas pour le moment")


@pytest.mark.parametrize("trouble", [status(500), cut(), HTML, NO_CHOICE])
def test_trouble_that_passes_is_tried_once_more(
    endpoint: Endpoint, asked: Ask, trouble: Any
) -> None:
    endpoint.says(trouble, Tool("kpi", {"kpi": "bookings"}))
    answer = asked(MARCUS, ODD)
    assert (answer.status, answer.read_by, answer.model_calls) == ("answered", "model", 2)


@pytest.mark.parametrize(
    "slip",
    [
        Tool("kpi", "{broken"),
        Tool("kpis", {}),
        Tool("kpi", {"kpi": "bokings"}),
        [Tool("kpi", "{"), Tool("kpi", "}")],
    ],
)
def test_a_slip_is_told_once(endpoint: Endpoint, asked: Ask, slip: Any) -> None:
    endpoint.says(slip, Tool("kpi", {"kpi": "bookings"}))
    answer = asked(MARCUS, ODD)
    assert (answer.status, answer.read_by, answer.model_calls) == ("answered", "model", 2)
    assert all(told.startswith('{"error":"') for told in endpoint.told)
    assert "Traceback" not in str(endpoint.told)


def test_endless_calling_ends(endpoint: Endpoint, asked: Ask) -> None:
    def further(*_: Any) -> Any:
        day = len(endpoint.requests)
        pair = [{"kpi": "bookings", "period": f"2026-0{day}"}, {"kpi": "quota", "period": "all"}]
        return [Tool("kpi", one) for one in pair]

    endpoint.forever = further
    answer = asked(MARCUS, ODD)
    assert answer.model_calls == len(endpoint.requests) == 6
    assert (answer.status, answer.read_by) == ("answered", "model")
    assert "recursion" not in answer.text.lower()


def test_asking_the_same_again_ends_at_once(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.forever = [Tool("kpi", {"kpi": kpi}) for kpi in ("bookings", "quota")]
    assert asked(MARCUS, ODD).model_calls == 2


def test_figures_that_were_found_are_told_when_the_words_fail(
    endpoint: Endpoint, asked: Ask
) -> None:
    endpoint.says([Tool("kpi", {"kpi": kpi}) for kpi in ("bookings", "quota")])
    answer = asked(MARCUS, ODD)
    assert (answer.status, answer.read_by, answer.model_calls) == ("answered", "model", 3)
    assert "€296,000" in answer.text


def test_the_circuit_opens_is_seen_by_all_and_closes_by_itself(
    endpoint: Endpoint, asked: Ask, bot: Pilote
) -> None:
    endpoint.forever = status(401)
    for _ in range(OPENS_AFTER):
        asked(MARCUS, ODD)
    answer = asked(MARCUS, ODD)
    assert len(endpoint.requests) == OPENS_AFTER
    assert (answer.model_calls, answer.text[: len(AWAY)]) == (0, AWAY)

    endpoint.forever = Tool("kpi", {"kpi": "bookings"})
    _age(bot)
    assert asked(MARCUS, ODD).read_by == "model"
    assert asked(MARCUS, ODD).read_by == "model"


def test_after_its_rest_an_endpoint_is_tried_once(
    endpoint: Endpoint, asked: Ask, bot: Pilote
) -> None:
    endpoint.forever = status(401)
    for _ in range(OPENS_AFTER):
        asked(MARCUS, ODD)
    _age(bot)
    asked(MARCUS, ODD)
    asked(MARCUS, ODD)
    assert len(endpoint.requests) == OPENS_AFTER + 1


def _age(bot: Pilote) -> None:
    """As if the rest were over."""
    with bot.database.writing() as connection:
        connection.execute(circuits.update().values(failed_at=datetime.now(UTC) - REST))


def test_whoever_stops_waits_no_longer(endpoint: Endpoint, bot: Pilote) -> None:
    stop = threading.Event()

    async def reply(*_: Any) -> Any:
        stop.set()
        return await slow(1.5)(*_)

    endpoint.forever = reply
    answer = ask(bot, Question(ODD, MARCUS, stopped=stop.is_set))
    assert answer.text.startswith("Stopped. ")
    assert answer.model_calls == 1


def test_a_reply_in_parts_is_read(endpoint: Endpoint, asked: Ask) -> None:
    parts = [{"type": "text", "text": "Happy to help with sales."}]
    message = completion("")
    message["choices"][0]["message"]["content"] = parts
    endpoint.says(body(json.dumps(message)))
    assert asked(MARCUS, "zorglub my friend").text == "Happy to help with sales."


def test_half_a_sentence_is_not_said(endpoint: Endpoint, asked: Ask) -> None:
    message = completion("Happy to help unless")
    message["choices"][0]["finish_reason"] = "length"
    endpoint.says(body(json.dumps(message)))
    assert asked(MARCUS, "zorglub my friend").text.startswith(NOTHING)


def test_a_tool_out_of_order_takes_nothing_down(
    endpoint: Endpoint, asked: Ask, bot: Pilote, caplog: pytest.LogCaptureFixture
) -> None:
    with bot.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE deal_health")
    endpoint.says(
        [Tool("at_risk", {}), Tool("kpi", {"kpi": "bookings"})], "You booked €296,000 in all."
    )
    answer = asked(MARCUS, ODD)
    assert (answer.status, answer.model_calls) == ("answered", 2)
    assert "€296,000" in answer.text
    assert endpoint.told[0] == '{"error":"The tool is out of order. Answer without it."}'
    assert "tool at_risk: OperationalError" in caplog.text
    assert "deal_health" not in str(endpoint.told) + answer.text


def test_one_answer_comes_from_one_model(endpoint: Endpoint, asked: Ask) -> None:
    endpoint.says(status(500), [Tool("kpi", {"kpi": k}) for k in ("bookings", "quota")], "Ok.")
    asked(MARCUS, ODD)
    assert {one["model"] for one in endpoint.requests} == {"test-model"}
