"""Flags set by hand: in the figures at once, once however often clicked, taken back."""

from datetime import date

import pytest
from sqlalchemy import select

from bot.changing import Done, make_change, prepared, undo_change
from bot.pilote import Pilote
from bot.settings import Clock, Settings
from storage.database import Database
from storage.errors import PiloteError
from storage.tables import changes
from tests.company import ALICE, CAMILLE, FIONA, MARCUS
from tests.tools.conftest import Asked
from tools.changes.meant import Unclear
from tools.engine.people import Person, person_by_email


@pytest.fixture
def bot(company: Database) -> Pilote:
    return Pilote(company, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))


def person(bot: Pilote, email: str) -> Person:
    with bot.database.reading() as connection:
        found = person_by_email(connection, email)
    assert found is not None
    return found


def change(bot: Pilote, who: str, kind: str, key: str = "click", **arguments: str) -> Done:
    maker = person(bot, who)
    return make_change(bot, maker, prepared(bot, maker, kind, arguments), key)


def test_a_flag_puts_the_deal_at_risk_and_clearing_takes_it_off(
    bot: Pilote, figure_of: Asked
) -> None:
    # O1 shows no signal (tests/tools/kpis/test_risk.py)
    before = figure_of(MARCUS, "at_risk").value
    change(bot, FIONA, "flag", deal="O1", reason="champion left")
    assert figure_of(MARCUS, "at_risk").value == before + 1
    assert figure_of(CAMILLE, "at_risk").n == figure_of(CAMILLE, "at_risk").value
    change(bot, ALICE, "clear_flag", "other", deal="O1")
    assert figure_of(MARCUS, "at_risk").value == before


def test_a_click_is_made_once(bot: Pilote) -> None:
    maker = person(bot, FIONA)
    flag = prepared(bot, maker, "flag", {"deal": "O1", "reason": "no budget"})
    first = make_change(bot, maker, flag, "click")
    assert first.number is not None
    assert [make_change(bot, maker, flag, "click").number for _ in range(4)] == [None] * 4
    with bot.database.reading() as connection:
        assert len(connection.scalars(select(changes.c.pk)).all()) == 1


def test_two_who_flag_at_once(bot: Pilote) -> None:
    alice, fiona = person(bot, ALICE), person(bot, FIONA)
    both = [prepared(bot, one, "flag", {"deal": "O1", "reason": "risk"}) for one in (alice, fiona)]
    make_change(bot, alice, both[0], "hers")
    with pytest.raises(PiloteError, match="changed_since"):
        make_change(bot, fiona, both[1], "theirs")


def test_undone_by_its_maker_once(bot: Pilote, figure_of: Asked) -> None:
    before = figure_of(MARCUS, "at_risk").value
    number = change(bot, FIONA, "flag", deal="O1", reason="risk").number
    assert number is not None
    with pytest.raises(PiloteError, match="change_unknown"):
        undo_change(bot, person(bot, ALICE), number)
    undo_change(bot, person(bot, FIONA), number)
    assert figure_of(MARCUS, "at_risk").value == before
    with pytest.raises(PiloteError, match="change_undone"):
        undo_change(bot, person(bot, FIONA), number)


def test_refusals(bot: Pilote) -> None:
    with pytest.raises(PiloteError, match="deal_unknown"):  # another's deal is nobody's
        change(bot, CAMILLE, "flag", deal="O1", reason="risk")
    with pytest.raises(PiloteError, match="flag_reason"):
        change(bot, FIONA, "flag", deal="O1", reason=" ")
    with pytest.raises(PiloteError, match="flag_none"):
        change(bot, FIONA, "clear_flag", deal="O1")
    with pytest.raises(Unclear):
        change(bot, MARCUS, "flag", deal="Norrland", reason="risk")
