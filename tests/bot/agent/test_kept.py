"""What the seat keeps in the store, on both databases."""

from datetime import UTC, date, datetime, timedelta

from bot.agent.circuit import OPENS_AFTER, REST, failed_lately, is_open, note
from bot.agent.circuit import may_ask as may_ask_after
from bot.agent.history import TURNS, earlier
from bot.journal import log_answer
from storage.database import Database
from storage.tables import circuits
from tests.company import ALICE, FIONA
from tools.engine.answer import Answer, ToolCall

HERE = "http://model.example/v1"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def fail(database: Database, times: int) -> None:
    with database.writing() as connection:
        for _ in range(times):
            note(connection, HERE, failed=True)


def may_ask(database: Database, endpoint: str) -> bool:
    with database.reading() as connection:
        failed = failed_lately(connection, endpoint)
    return may_ask_after(database, endpoint, failed)


def test_a_circuit_opens_rests_and_closes(database: Database) -> None:
    fail(database, OPENS_AFTER - 1)
    assert may_ask(database, HERE)
    fail(database, 1)
    assert not may_ask(database, HERE)
    assert may_ask(database, "http://another.example/v1")
    with database.writing() as connection:
        assert is_open(connection, HERE)
        connection.execute(circuits.update().values(failed_at=datetime.now(UTC) - REST))
    assert [may_ask(database, HERE) for _ in range(3)] == [True, False, False]
    with database.writing() as connection:
        note(connection, HERE, failed=False)
    assert may_ask(database, HERE)


def test_failures_far_apart_are_not_in_a_row(database: Database) -> None:
    fail(database, OPENS_AFTER - 1)
    with database.writing() as connection:
        long_ago = datetime.now(UTC) - timedelta(hours=1)
        connection.execute(circuits.update().values(failed_at=long_ago))
    fail(database, 1)
    assert may_ask(database, HERE)


def test_history_is_short_recent_and_the_asker_s_own(database: Database) -> None:
    def log(who: str, text: str, thread: str, hours: int) -> None:
        answer = Answer(
            question=text, locale="en", asked_by=who, as_of=date(2026, 11, 23),
            status="answered", text="", tools=[ToolCall(name="kpi", arguments={"kpi": text})],
        )  # fmt: skip
        when = NOW - timedelta(hours=hours)
        with database.writing() as connection:
            log_answer(connection, answer, place="dm", thread=thread, now=when)

    log(FIONA, "yesterday", "t", 30)
    for place in range(TURNS + 1):
        log(FIONA, f"q{place}", "t", 10 - place)
    log(ALICE, "hers", "t", 1)
    log(FIONA, "elsewhere", "u", 1)
    with database.reading() as connection:
        found = earlier(connection, "t", FIONA, NOW)
        assert [one.question for one in found] == ["q1", "q2", "q3"]
        assert found[0].calls == [{"name": "kpi", "arguments": {"kpi": "q1"}}]
        assert earlier(connection, None, FIONA, NOW) == []
