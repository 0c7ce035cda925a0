"""The hand-sized company with a model behind it: a real endpoint on loopback, real clients."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.agent.limits import Limits
from bot.agent.seat import Seat
from bot.ask import Question, ask
from bot.pilote import Pilote
from bot.settings import Clock, Settings
from storage.database import Database
from tests.bot.agent.endpoint import Endpoint
from tests.company import settle
from tests.stores import empty_store
from tools.engine.answer import Answer

Ask = Callable[..., Answer]
# More impatient than in real life, so that tests are quick.
BRIEF = Limits(seconds=8, one_request=2, pause=0.01, longest_pause=0.5)
KEY = "sk-never-in-a-log"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """The endpoint; every request of a test must be one that OpenAI's description allows."""
    server = Endpoint()
    server.start()
    yield server
    server.stop()
    assert not server.faults


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the company in it, to copy."""
    folder = tmp_path_factory.mktemp("veridia")
    database = empty_store(folder / "store.db")
    settle(database, folder / "files")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return folder / "store.db"


@pytest.fixture
def settings(endpoint: Endpoint, filled: Path, tmp_path: Path) -> Settings:
    store = tmp_path / "pilote.db"
    store.write_bytes(filled.read_bytes())
    return Settings(
        _env_file=None,
        pilote_database_url=f"sqlite:///{store}",
        pilote_today="2026-11-23",
        openai_api_key=KEY,
        openai_base_url=endpoint.url,
        pilote_model="test-model",
    )


@pytest.fixture
def bot(settings: Settings) -> Iterator[Pilote]:
    database = Database(settings.pilote_database_url)
    made = Pilote(database, Clock(settings), None, None, Seat(settings, BRIEF))
    yield made
    made.close()


@pytest.fixture
def asked(bot: Pilote) -> Ask:
    """`asked(FIONA, "…")`, in a thread where one is named."""

    def put(who: str, text: str, thread: str | None = None) -> Answer:
        return ask(bot, Question(text, who, thread=thread))

    return put
