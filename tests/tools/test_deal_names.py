"""Deals by name, on both databases: in scope, with any accents, the one called exactly so first."""

from pathlib import Path

from sqlalchemy import update

from storage.database import Database
from storage.tables import opportunities
from tests.company import ALICE, FIONA, MARCUS, OLIVER, settle
from tools.engine.people import person_by_email
from tools.names.deals import deals_called


def test_open_deals_are_found_by_name_account_or_id_in_scope(
    database_url: str, tmp_path: Path
) -> None:
    database = Database(database_url)
    settle(database, tmp_path / "veridia")
    with database.writing() as connection:
        renamed = update(opportunities).where(opportunities.c.id == "O3")
        connection.execute(renamed.values(name="Évolution du réseau"))
    with database.reading() as connection:

        def found(email: str, *words: str) -> list[str]:
            person = person_by_email(connection, email)
            assert person is not None
            return [deal.id for deal in deals_called(connection, person, words)]

        assert found(ALICE, "norrland") == ["O2", "O1"]  # the one due first comes first
        assert found(FIONA, "norrland", "rollout") == ["O1"]
        assert found(FIONA, "thames", "freight") == ["O3"]  # its account; won ones are not open
        assert found(OLIVER, "evolution", "reseau") == ["O3"]
        assert found(MARCUS, "o3") == ["O3"]
        assert found(OLIVER, "norrland") == []  # Alice's
        assert found(MARCUS, "norrland", "zorglub") == []
    database.close()
