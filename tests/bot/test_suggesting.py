"""What is suggested to begin with: what is due first, and each of it is answered when pressed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, insert

from bot.ask import Question, ask
from bot.pilote import Pilote
from bot.preferences import keep_preferences
from bot.settings import Clock, Settings
from bot.submitting.form import asks_for_form
from bot.suggesting import suggestions
from prompts import available
from storage.tables import actions, forecasts
from tests.company import ALICE, FIONA, MARCUS, SOFIE, settle
from tests.stores import empty_store
from tools.engine.people import Person, person_by_email

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def bot(tmp_path: Path) -> Pilote:
    store = settle(empty_store(tmp_path / "pilote.db"), tmp_path / "veridia")
    return Pilote(store, Clock(Settings(_env_file=None, pilote_today=MONDAY)))


def person(bot: Pilote, email: str) -> Person:
    with bot.sales.reading() as connection:
        found = person_by_email(connection, email)
    assert found is not None
    return found


def titles(bot: Pilote, email: str) -> list[str]:
    return [one.title for one in suggestions(bot, person(bot, email), "en")]


def due_action(bot: Pilote, owner: str, due_on: date) -> None:
    row = {"what": "Send the quote", "owner": owner, "made_by": FIONA, "due_on": due_on}
    with bot.database.writing() as connection:
        made = {"made_at": datetime(2026, 11, 20, tzinfo=UTC)}
        connection.execute(insert(actions).values({**row, **made}))


def test_what_is_due_comes_first_and_one_is_simply_a_question(bot: Pilote) -> None:
    """Fiona submitted last Friday, and it is Monday. Her own action was due last Friday; Alice's
    is Alice's, and Fiona's next one is for later."""
    due_action(bot, FIONA, date(2026, 11, 20))
    due_action(bot, FIONA, date(2026, 11, 27))
    due_action(bot, ALICE, MONDAY)
    assert titles(bot, FIONA) == [
        "Submit my forecast",
        "1 action is due",
        "This week's digest",
        "What's our coverage this quarter?",
    ]
    assert titles(bot, ALICE)[1] == "1 action is due"


def test_nothing_is_due_any_more(bot: Pilote) -> None:
    """On Tuesday, submitted this week, no digest wanted: the role's own questions, and risks."""
    bot.clock = Clock(Settings(_env_file=None, pilote_today=TUESDAY))
    keep_preferences(bot.database, FIONA, bot.clock.now(), digest=False)
    with bot.database.writing() as connection:
        submitted = connection.execute(forecasts.select()).mappings().first()
        assert submitted is not None
        again = {"submitted_by_pk": person(bot, FIONA).pk, "submitted_on": MONDAY}
        quarter = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 12, 31)}
        at = {"submitted_at": datetime(2026, 11, 23, 9, tzinfo=UTC)}
        row = {k: v for k, v in submitted.items() if k != "pk"} | again | quarter | at
        connection.execute(insert(forecasts).values(row))
    found = titles(bot, FIONA)
    assert "Submit my forecast" not in found
    assert "This week's digest" not in found
    assert len(found) == 4


def test_who_takes_no_part_is_asked_for_no_forecast(bot: Pilote) -> None:
    with bot.database.writing() as connection:
        connection.execute(delete(forecasts))
    assert "Submit my forecast" not in titles(bot, FIONA)


@pytest.mark.parametrize("locale", available())
@pytest.mark.parametrize("email", [ALICE, FIONA, MARCUS, SOFIE])
def test_all_that_is_suggested_is_answered(bot: Pilote, email: str, locale: str) -> None:
    due_action(bot, email, MONDAY)
    keep_preferences(bot.database, email, bot.clock.now(), digest=True)
    who = person(bot, email)
    for one in suggestions(bot, who, locale):
        if asks_for_form(one.message) is None:
            answer = ask(bot, Question(one.message, email))
            assert answer.status == "answered", (one.message, answer.text)
            assert answer.locale == locale
