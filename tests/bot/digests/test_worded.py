"""The digest's words where there is little to say: the last day, a still week, one's own deals."""

from datetime import date

from bot.answering import message_for
from bot.ask import Question, answer_call, carry_out
from bot.pilote import Pilote
from bot.reader import Call
from bot.settings import Clock, Settings
from storage.database import Database
from tests.company import ALICE, FIONA

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
