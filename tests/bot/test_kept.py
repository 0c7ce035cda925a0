"""What is kept of people and answers: settings, answers for their buttons, thumbs."""

from datetime import UTC, date, datetime

from bot.journal import keep_feedback, kept_answer, log_answer
from bot.preferences import Preferences, keep_preferences, preferences_for
from bot.reader import Call
from storage.database import Database
from storage.tables import feedback
from tests.bot.blocks.test_answer import figure
from tools.engine.answer import Answer, ToolCall

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ALICE = "alice@veridia.example"


def test_settings_change_one_by_one(database: Database) -> None:
    assert preferences_for(database, ALICE) == Preferences()
    keep_preferences(database, ALICE, NOW, digest=True)
    keep_preferences(database, ALICE, NOW, locale="fr", home={"segment": "SMB"})
    expected = Preferences("fr", digest=True, digest_since=NOW, home={"segment": "SMB"})
    assert preferences_for(database, ALICE) == expected
    assert preferences_for(database, "oliver@veridia.example") == Preferences()


def test_an_answer_comes_back_as_it_was(database: Database) -> None:
    call = ToolCall(name="kpi", arguments={"kpi": "bookings", "where": {"segment": ["SMB"]}})
    answer = Answer(
        question="bookings?",
        locale="en",
        asked_by=ALICE,
        as_of=date(2026, 11, 23),
        status="answered",
        text="",
        tools=[call],
        figures=[figure()],
    )
    with database.writing() as connection:
        pk = log_answer(connection, answer, place="dm", thread="t", now=NOW)
        for good in (True, False):
            keep_feedback(connection, pk, ALICE, good=good, now=NOW)
        keep_feedback(connection, pk + 1, ALICE, good=True, now=NOW)
    with database.reading() as connection:
        kept = kept_answer(connection, pk)
        assert kept is not None
        assert list(kept.calls) == [Call("kpi", call.arguments)]
        assert list(kept.figures) == [figure()]
        assert kept_answer(connection, pk + 1) is None
        thumbs = connection.execute(feedback.select()).all()
    assert [(row.question_pk, row.good) for row in thumbs] == [(pk, False)]
