"""`pilote actions`."""

from datetime import date, datetime

import pytest

from storage.database import Database
from storage.tables import actions
from tests.bot.commands.conftest import Command
from tests.company import ALICE, CAMILLE, FIONA


def test_own_ones_and_those_of_ones_people(pilote: Command, store: str) -> None:
    made_at = datetime.fromisoformat("2026-11-16T10:00:00+01:00")
    row = {"what": "Call Ingrid", "owner": ALICE, "made_by": ALICE, "made_at": made_at}
    database = Database(store)
    with database.writing() as connection:
        connection.execute(actions.insert().values(**row, deal="O1", due_on=date(2026, 11, 27)))
    database.close()
    assert pilote("actions", "--as", ALICE).out == (
        "1 action to be done:\n• Call Ingrid · by 27 Nov 2026 · Norrland rollout\n"
    )
    (listed,) = pilote("actions", "--as", FIONA, "--json").json["actions"]
    assert (listed["owner"], listed["due_on"]) == (ALICE, "2026-11-27")
    assert pilote("actions", "--as", CAMILLE).out == "Rien à faire.\n"


@pytest.mark.usefixtures("store")
def test_nobody(pilote: Command) -> None:
    assert pilote("actions", "--as", "nobody@veridia.example").status == 1
