"""A deal and the rest, said in one breath."""

import pytest
from sqlalchemy import update

from storage.database import Database
from storage.errors import PiloteError
from storage.tables import opportunities
from tests.company import ALICE, FIONA
from tests.tools.health import TODAY
from tools.changes.spoken import deal_and_rest
from tools.engine.compute import desk
from tools.engine.people import person_by_email


@pytest.mark.parametrize(
    ("said", "deals", "rest"),
    [
        ("O1 no budget", ["O1"], "no budget"),
        ("Norrland rollout champion has left", ["O1"], "champion has left"),
        ("rollout - Norrland: they went quiet", ["O1"], "they went quiet"),
        ("norrland no budget", ["O1", "O2"], "no budget"),
        ("“Norrland rollout” rollout is late", ["O1"], "rollout is late"),
        ("« Thames routing »", ["O3"], ""),
        ("Thames routing", ["O3"], ""),
    ],
)
def test_the_longest_beginning_is_the_deal(
    company: Database, said: str, deals: list[str], rest: str
) -> None:
    with company.reading() as connection:
        person = person_by_email(connection, FIONA)
        assert person is not None
        found, left = deal_and_rest(desk(connection, TODAY), person, said)
    assert ([one.id for one in found], left) == (deals, rest)


@pytest.mark.parametrize("said", ["", "Thames routing late", '"Thames routing" late', "why"])
def test_what_is_not_theirs_is_nothing(company: Database, said: str) -> None:
    with company.reading() as connection:
        person = person_by_email(connection, ALICE)
        assert person is not None
        with pytest.raises(PiloteError, match="deal_unknown"):
            deal_and_rest(desk(connection, TODAY), person, said)


def test_letters_that_a_database_does_not_fold(company: Database) -> None:
    with company.writing() as connection:
        renamed = update(opportunities).where(opportunities.c.id == "O1")
        connection.execute(renamed.values(name="Œuvre große Москва"))
    with company.reading() as connection:
        person = person_by_email(connection, FIONA)
        assert person is not None
        at = desk(connection, TODAY)
        for said in ("oeuvre no budget", "grosse no budget", "москва no budget"):
            found, rest = deal_and_rest(at, person, said)
            assert ([one.id for one in found], rest) == (["O1"], "no budget")
