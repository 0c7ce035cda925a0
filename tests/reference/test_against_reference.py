"""Every figure beside an independent computation over the CSV files, on both databases.

The reference is plain Python written from the definitions; a difference means that one of the
two is wrong. Each run compares the same few hundred requests of some millions.
"""

from datetime import date
from pathlib import Path

import pytest

from storage.database import Database
from storage.importing import import_source
from tests.reference.asks import some_asks
from tests.reference.company import read_company
from tests.reference.comparing import Bench
from tests.reference.varied import Variant, write_varied

VARIANTS = {
    "april": Variant(seed=11, reps=9, opportunities=600, fiscal_year_starts=4),
    "january": Variant(seed=5, reps=14, opportunities=700, fiscal_year_starts=1),
}
EACH = {"sqlite": 5, "postgresql": 2}  # requests for each figure


@pytest.mark.parametrize("name", VARIANTS)
def test_figures_are_those_of_the_reference(
    name: str, database: Database, tmp_path: Path, today: date
) -> None:
    folder = write_varied(tmp_path / name, VARIANTS[name], today)
    assert not import_source(database, folder).refused
    company, each = read_company(folder), EACH[database.engine.dialect.name]
    with database.reading() as connection:
        bench = Bench(company, connection, today)
        asks = some_asks(company, VARIANTS[name].seed, each)
        found = {str(ask): differences for ask in asks if (differences := bench.differences(ask))}
    assert not found
