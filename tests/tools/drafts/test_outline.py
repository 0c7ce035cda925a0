"""What a proposal is made of: the price within its rules, proof and traps in scope, approvals."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.changing import make_change, prepared, undo_change
from bot.discounts import rules_as_set, set_rules
from bot.pilote import Pilote
from bot.settings import Clock, Settings
from storage.database import Database
from storage.errors import PiloteError
from storage.tables import people
from tests.company import ALICE, CAMILLE, FILES, FIONA, MARCUS, NICOLAS, OLIVER, SOFIE, settle
from tests.tools.drafts.conftest import Drafted
from tools.discounts.rules import Limit
from tools.drafts.guide import Guide
from tools.drafts.outline import Outline
from tools.drafts.questions import bank, chosen, size_of
from tools.engine.answer import Outcome
from tools.engine.people import Person, person_by_email
from tools.toolbox import run_tool


def outline(outcome: Outcome) -> Outline:
    assert isinstance(outcome.draft, Outline)
    return outcome.draft


def test_what_a_discount_costs(draft: Drafted) -> None:
    # O5: 30,000 after 25 % off 40,000, where P1 allows 20 %; O6: just 20 %
    over = outline(draft(MARCUS, "proposal", "O5")).price
    assert (over.full, over.cost, over.limit) == (Decimal(40_000), Decimal(10_000), Limit(0.2))
    assert over.needs_approval
    within = outline(draft(MARCUS, "proposal", "O6")).price
    assert (within.full, within.cost) == (Decimal(250_000), Decimal(50_000))
    assert not within.needs_approval
    nothing = outline(draft(MARCUS, "proposal", "O1")).price
    assert (nothing.discount, nothing.full, nothing.needs_approval) == (None, None, False)


def test_proof_and_traps_stay_in_scope(draft: Drafted) -> None:
    # closed like O1 (Veridia Flow, Enterprise): O6 won alone; Alice has none, but of the segment
    company = outline(draft(MARCUS, "proposal", "O1")).alike
    assert company is not None
    assert (company.basis, company.won, company.lost) == ("both", 1, 0)
    assert [one.id for one in company.references] == ["O6"]
    hers = outline(draft(ALICE, "proposal", "O1")).alike
    assert hers is not None
    assert (hers.basis, hers.won, hers.lost, hers.references) == ("segment", 1, 0, [])  # O12
    # closed like O9 (SMB, no product): O4 and O5, both Oliver's
    assert outline(draft(CAMILLE, "proposal", "O9")).alike is None
    # like O2 (Veridia Insight, Enterprise): O12 won, O7 lost by price
    guide = draft(MARCUS, "discovery", "O2").draft
    assert isinstance(guide, Guide)
    assert guide.alike is not None
    assert (guide.alike.won, guide.alike.lost, guide.alike.reasons) == (1, 1, [("Price", 1)])


def test_ten_questions_that_fit(draft: Drafted) -> None:
    for number in range(1, 13):
        guide = draft(MARCUS, "discovery", f"O{number}").draft
        assert isinstance(guide, Guide)
        assert len({question.ask["en"] for question in guide.questions}) == 10
        size = size_of(guide.deal.account.segment if guide.deal.account else None)
        assert {question.size for question in guide.questions} <= {None, size}
    for segment, size in (("Enterprise", "large"), ("PME", "small"), ("Grands comptes", "large")):
        assert size_of(segment) == size
    assert size_of("Mid-Market") is None
    assert all(set(question.ask) == {"en", "fr"} for question in bank())


def test_what_is_known_is_asked_last(draft: Drafted) -> None:
    guide = draft(ALICE, "discovery", "O1").draft
    assert isinstance(guide, Guide)
    assert chosen(guide.deal, guide.gaps)[0].topic in {line.topic for line in guide.gaps}
    assert "champion" not in [question.topic for question in guide.questions[:9]]


@pytest.fixture
def too_cheap(database: Database, tmp_path: Path) -> Pilote:
    cheap = FILES["opportunities"].replace(
        "Partner,,,,Send the quote", "Partner,,,0.375,Send the quote"
    )
    settle(database, tmp_path / "cheap", opportunities=cheap)
    return Pilote(database, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))


def test_approval_once_by_the_right_person(too_cheap: Pilote) -> None:
    bot = too_cheap
    alice, fiona, marcus = (_person(bot, one) for one in (ALICE, FIONA, MARCUS))
    deal = {"deal": "O2"}
    for person in (alice, fiona):
        with pytest.raises(PiloteError, match="approval_not" if person is alice else "al_none"):
            prepared(bot, person, "approve", deal)
    ask = prepared(bot, alice, "ask_approval", deal)
    assert ask.after["approver"] == FIONA
    asked = make_change(bot, alice, ask, "ask")
    assert make_change(bot, alice, ask, "ask").number is None
    with pytest.raises(PiloteError, match="approval_waits"):
        prepared(bot, alice, "ask_approval", deal)
    for outsider in (OLIVER, NICOLAS):  # beside the owner, and above somebody else
        with pytest.raises(PiloteError, match="deal_unknown"):
            prepared(bot, _person(bot, outsider), "approve", deal)
    hers, his = (prepared(bot, one, "approve", deal) for one in (fiona, marcus))
    given = make_change(bot, fiona, hers, "hers")
    with pytest.raises(PiloteError, match="changed_since"):
        make_change(bot, marcus, his, "his")
    with pytest.raises(PiloteError, match="approval_given"):
        prepared(bot, alice, "ask_approval", deal)
    assert given.number is not None
    undo_change(bot, fiona, given.number)
    assert asked.number is not None
    undo_change(bot, alice, asked.number)
    with pytest.raises(PiloteError, match="approval_none"):
        prepared(bot, fiona, "approve", deal)
    with pytest.raises(PiloteError, match="approval_not_needed"):
        prepared(bot, alice, "ask_approval", {"deal": "O1"})


RULES = """\
- product: P2
  limit: 12%
- product: P2
  from: 50000
  limit: 15%
- role: manager
  limit: 30%
- role: executive
  limit: 40%
"""


def test_the_companys_rules_say_who_approves(too_cheap: Pilote, tmp_path: Path) -> None:
    bot, deal = too_cheap, {"deal": "O2"}  # 50,000 after 37.5 % off
    file = tmp_path / "discounts.yaml"
    file.write_text(RULES, encoding="utf-8")
    with pytest.raises(PiloteError, match="operations_only"):
        set_rules(bot, ALICE, file)
    assert set_rules(bot, SOFIE, file) == 4
    alice, fiona, marcus = (_person(bot, one) for one in (ALICE, FIONA, MARCUS))
    ask = prepared(bot, alice, "ask_approval", deal)
    assert ask.after["approver"] == MARCUS  # beyond what a manager may approve
    make_change(bot, alice, ask, "ask")
    with pytest.raises(PiloteError, match="approval_not_yours") as refused:
        prepared(bot, fiona, "approve", deal)
    assert refused.value.facts["names"] == "Marcus Oakley"
    make_change(bot, marcus, prepared(bot, marcus, "approve", deal), "his")
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        price = outline(run_tool("proposal", at, alice, deal)).price
    assert (price.limit, price.approvers_of(0.425)) == (Limit(0.15, 3), [])
    assert price.costs(0.05) == Decimal(4_000)  # of 80,000
    file.write_text(RULES.replace("P2", "Nothing", 1), encoding="utf-8")
    with pytest.raises(PiloteError, match="rules_name"):
        set_rules(bot, SOFIE, file)
    set_rules(bot, SOFIE, None)
    assert rules_as_set(bot) is None


def test_nobody_approves_who_has_left(too_cheap: Pilote) -> None:
    with too_cheap.database.writing() as connection:
        gone = update(people).where(people.c.email == FIONA).values(active_to=date(2026, 11, 1))
        connection.execute(gone)
    ask = prepared(too_cheap, _person(too_cheap, ALICE), "ask_approval", {"deal": "O2"})
    assert ask.after["approver"] == MARCUS


def _person(bot: Pilote, email: str) -> Person:
    with bot.database.reading() as connection:
        found = person_by_email(connection, email)
    assert found is not None
    return found
