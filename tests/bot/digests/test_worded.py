"""The digest's words where there is little to say: the last day, a still week, one's own deals."""

from datetime import date

from sqlalchemy import insert, select

from bot.answering import message_for
from bot.ask import Question, answer_call, carry_out
from bot.pilote import Pilote
from bot.reader import Call
from bot.saying.weekly import pushed_line
from bot.settings import Clock, Settings
from bot.telling import teller_for
from storage.database import Database
from storage.tables import people
from tests.company import ALICE, FIONA
from tools.engine.bridged import Move
from tools.engine.people import person_by_email
from tools.toolbox import run_tool

DIGEST = Call("digest", {})


def on(store: Database, today: str) -> Pilote:
    day = date.fromisoformat(today)
    return Pilote(store, Clock(Settings(_env_file=None, pilote_today=day)))


def test_on_its_last_day_the_period_lands_at_what_is_signed(store: Database) -> None:
    text = answer_call(on(store, "2026-12-31"), FIONA, DIGEST).text
    assert "\nThe period ends today: what is signed is where it lands" in text
    assert "–" not in text.split("\n\n")[0]
    assert "what can still be signed, and who must know what cannot?" in text


def test_ones_own_deals_name_no_owner_and_a_still_week_takes_one_line(store: Database) -> None:
    text = answer_call(on(store, "2026-12-31"), ALICE, DIGEST).text
    listed = [line for line in text.split("\n") if line.startswith("• ")]
    assert listed
    assert not any("Alice Lindqvist" in line for line in listed)
    assert "nothing has moved since 21 Dec 2026" in text
    assert any("Alice Lindqvist" in line for line in told(store, FIONA))


def told(store: Database, who: str) -> list[str]:
    text = answer_call(on(store, "2026-12-31"), who, DIGEST).text
    return [line for line in text.split("\n") if line.startswith("• ")]


def test_french_amounts_are_not_torn_apart(store: Database) -> None:
    bot, question = on(store, "2026-11-23"), Question("", FIONA, "digest")
    answer = carry_out(bot, question, [DIGEST], "fr")
    landing = message_for(bot, answer, question).blocks[1]["text"]["text"]
    assert "\N{NO-BREAK SPACE}€" in landing
    assert " €" not in landing


def test_deals_that_were_pushed_out_are_named(store: Database) -> None:
    bot = on(store, "2026-11-23")
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        fiona = person_by_email(connection, FIONA)
        assert fiona is not None
        week = run_tool("digest", at, fiona, {}).weekly
        assert week is not None
        assert week.bridge is not None
        teller = teller_for(connection, at.company, "en", FIONA, week.figures)
    gone = [Move(step="pushed_out", id="O1", name="Norrland rollout", value=-100_000)]
    lost = [Move(step="lost", id="O2", name="Thames pilot", value=-5_000)]
    bridge = week.bridge.model_copy(update={"moves": [*gone, *lost]})
    told = pushed_line(week.model_copy(update={"bridge": bridge}), teller)
    assert told == "Pushed out of the period: Norrland rollout (−€100,000)"
    still = week.bridge.model_copy(update={"moves": lost})
    assert pushed_line(week.model_copy(update={"bridge": still}), teller) is None


def test_who_has_nothing_yet_is_told_so(store: Database) -> None:
    with store.writing() as connection:
        fiona = connection.scalar(select(people.c.pk).where(people.c.email == FIONA))
        new = {"email": "nora@veridia.example", "name": "Nora Quist", "role": "manager"}
        connection.execute(insert(people).values(**new, manager_pk=fiona, team="East"))
    text = answer_call(on(store, "2026-11-23"), "nora@veridia.example", DIGEST).text
    assert "Nothing to forecast yet: no deals and no target for this period." in text
    assert "€" not in text
