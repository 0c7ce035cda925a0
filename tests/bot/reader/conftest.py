"""A reader over Helvia, the invented company."""

from collections.abc import Callable, Iterator

import pytest

from bot.reader import Call, Choice, Reader, Reading
from storage.database import Database
from tests.bot.reader.helvia import PEOPLE, TODAY, store
from tools.engine.calendar import Calendar
from tools.engine.registry import kpis
from tools.names import NameIndex

Ask = Callable[..., Reading]


@pytest.fixture(scope="session")
def helvia(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = store(tmp_path_factory.mktemp("helvia"))
    yield database
    database.close()


@pytest.fixture(scope="session")
def names(helvia: Database) -> NameIndex:
    with helvia.reading() as connection:
        return NameIndex.build(connection)


@pytest.fixture(scope="session")
def reader(names: NameIndex) -> Reader:
    return Reader(names, Calendar(1), TODAY, kpis())


@pytest.fixture(scope="session")
def ask(reader: Reader) -> Ask:
    """Asks one question: `ask("coverage", "marc")`."""

    def asking(
        question: str,
        asker: str = "sophie",
        previous: tuple[Call, ...] = (),
        offered: tuple[Choice, ...] = (),
    ) -> Reading:
        return reader.read(question, asker=PEOPLE[asker], previous=previous, offered=offered)

    return asking
