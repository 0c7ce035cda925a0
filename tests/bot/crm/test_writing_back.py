"""Changes to the CRM over real HTTP: once, signed, in order, retried, undone, reported."""

import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from pydantic import SecretStr
from sqlalchemy import select, update

from bot.changing import make_change, prepared, undo_change
from bot.crm.address import WriteBack, write_back_of
from bot.crm.outbox import again, counts
from bot.crm.rounds import CrmRounds
from bot.digests.post import Postman
from bot.identity import Callers
from bot.pilote import Pilote
from bot.posting import web_client
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from storage.database import Database
from storage.errors import SetupError
from storage.tables import outbox
from tests.bot.people import MANIFEST
from tests.company import ALICE, settle
from tests.stores import empty_store
from tools.engine.people import Person, person_by_email

SECRET = "a secret of both sides"


class Crm:
    """The other side: what it got, and what it answers next (200 when nothing is said)."""

    def __init__(self) -> None:
        self.got: list[dict[str, object]] = []
        self.keys: list[str] = []
        self.answers: list[int] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        at, signed = (part.split("=")[1] for part in request.headers["Pilote-Signature"].split(","))
        right = hmac.new(SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
        assert hmac.compare_digest(signed, right)
        self.got.append(json.loads(body))
        self.keys.append(request.headers["Idempotency-Key"])
        return web.Response(status=self.answers.pop(0) if self.answers else 200)


@pytest.fixture
async def crm() -> AsyncIterator[Crm]:
    side, app = Crm(), web.Application()
    app.router.add_post("/hook", side.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    side.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield side
    await runner.cleanup()


@pytest.fixture
async def slack() -> AsyncIterator[Workspace]:
    async with Workspace(MANIFEST) as workspace:
        workspace.add_user("Alice Lindqvist", ALICE)
        yield workspace


@pytest.fixture
def store(tmp_path: Path) -> Database:
    return settle(empty_store(tmp_path / "pilote.db"), tmp_path / "veridia")


@pytest.fixture
def bot(store: Database, crm: Crm) -> Pilote:
    now = datetime.fromisoformat("2026-11-23T10:00:00+01:00")
    clock = Clock(Settings(_env_file=None, pilote_now=now))
    return Pilote(store, clock, write_back=WriteBack(crm.url, SecretStr(SECRET)))


@pytest.fixture
def rounds(bot: Pilote, slack: Workspace) -> CrmRounds:
    given = {name.lower(): value for name, value in slack.environment.items()}
    client = web_client(Settings(_env_file=None, **given))
    return CrmRounds(bot, Postman(bot, client, Callers(bot, client, slack.core.team_id)))


def alice(bot: Pilote) -> Person:
    with bot.database.reading() as connection:
        person = person_by_email(connection, ALICE)
    assert person is not None
    return person


def mended(bot: Pilote, **values: str) -> int:
    person = alice(bot)
    change = prepared(bot, person, "mend", {"deal": "O2", **values})
    done = [make_change(bot, person, change, str(values)) for _ in range(2)]  # clicked twice
    assert done[0].number is not None
    return done[0].number


def later(store: Database) -> None:
    """What waits is due."""
    with store.writing() as connection:
        earlier = datetime.now(UTC) - timedelta(seconds=1)
        connection.execute(update(outbox).values(due_at=earlier))


async def test_a_change_and_its_undoing_arrive_once_and_in_order(
    bot: Pilote, crm: Crm, rounds: CrmRounds
) -> None:
    number = mended(bot, amount="65000", next_step="Call Ingrid")
    undo_change(bot, alice(bot), number)
    for _ in range(3):
        await rounds.round()
    assert crm.keys == [f"change-{number}", f"change-{number}-undone"]
    made, undone = crm.got
    assert made["by"] == {"email": ALICE, "name": "Alice Lindqvist"}
    assert (made["event"], undone["event"]) == ("deal.changed", "deal.change_undone")
    assert made["deal"] == {"id": "O2", "name": "Norrland extension (Norrland Timber)"}
    amount = {"field": "amount", "before": "50000", "after": "65000"}
    assert amount in made["changes"]  # type: ignore[operator]
    back = {"field": "amount", "before": "65000", "after": "50000"}
    assert back in undone["changes"]  # type: ignore[operator]


async def test_tried_again_under_the_same_key_and_nothing_overtakes(
    bot: Pilote, crm: Crm, rounds: CrmRounds, store: Database
) -> None:
    crm.answers = [503]
    first = mended(bot, amount="65000")
    second = mended(bot, amount="70000")
    await rounds.round()
    assert crm.keys == [f"change-{first}"]  # the second waits for the first
    later(store)
    await rounds.round()
    assert crm.keys == [f"change-{first}"] * 2 + [f"change-{second}"]


async def test_what_is_refused_is_told_once_and_can_be_sent_again(
    bot: Pilote, crm: Crm, rounds: CrmRounds, store: Database, slack: Workspace
) -> None:
    crm.answers = [422]
    number = mended(bot, amount="65000")
    for _ in range(3):
        await rounds.round()
    (told,) = [message.text for message in slack.posts(slack.im("Alice Lindqvist"))]
    assert told.startswith(
        "Your CRM did not take the change of Norrland extension (Norrland Timber) by Alice"
        " Lindqvist: the other side answered 422."
    )
    with store.reading() as connection:
        assert (counts(connection).waiting, counts(connection).failed) == (0, 1)
    assert again(store) == 1
    await rounds.round()
    assert crm.keys == [f"change-{number}"] * 2
    with store.reading() as connection:
        assert connection.scalars(select(outbox.c.state)).all() == ["sent"]


async def test_what_a_dead_process_was_at_is_sent_again(
    bot: Pilote, crm: Crm, rounds: CrmRounds, store: Database
) -> None:
    mended(bot, amount="65000")
    with store.writing() as connection:
        connection.execute(update(outbox).values(state="sending", attempts=1))
        connection.execute(update(outbox).values(due_at=datetime.now(UTC) + timedelta(minutes=1)))
    await rounds.round()
    assert crm.keys == []
    later(store)
    await rounds.round()
    assert len(crm.keys) == 1


def test_nothing_is_put_down_where_nothing_is_written_back(bot: Pilote, store: Database) -> None:
    bot.write_back = None
    undo_change(bot, alice(bot), mended(bot, amount="65000"))
    with store.reading() as connection:
        assert connection.execute(select(outbox)).all() == []


@pytest.mark.parametrize("url", ["http://crm.example/hook", "ftp://crm.example", "nonsense"])
def test_nobody_reads_along(url: str) -> None:
    given = {"pilote_write_back_url": url, "pilote_write_back_secret": SecretStr("s")}
    with pytest.raises(SetupError, match="write_back_url"):
        write_back_of(Settings(_env_file=None, **given))
    with pytest.raises(SetupError, match="missing_setting"):
        write_back_of(Settings(_env_file=None, pilote_write_back_url="https://crm.example"))
