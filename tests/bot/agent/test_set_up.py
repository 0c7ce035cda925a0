"""Setting the seat up: what is configured, what is loaded, what the doctor sees."""

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from bot.agent.circuit import OPENS_AFTER, note
from bot.agent.seat import Seat, seat_of
from bot.ask import Question, ask
from bot.doctor import Check, examine
from bot.figures import figure_for
from bot.pilote import Pilote
from bot.settings import Clock, Settings, load_settings
from docs.model_page import PAGE, with_bytes
from storage.database import Database
from storage.errors import SetupError
from tests.bot.agent.conftest import BRIEF
from tests.bot.agent.endpoint import Endpoint, Tool, status
from tests.company import MARCUS
from tools.engine.answer import Answer
from tools.engine.request import parse_request

ROOT = Path(__file__).parents[3]


def changed(settings: Settings, **given: Any) -> Settings:
    return settings.model_copy(update=given)


def model_check(settings: Settings) -> Check:
    return next(check for check in examine(settings, "en") if check.name == "model")


@pytest.mark.parametrize("route", ["reader_first", "reader_only"])
def test_without_a_key_there_is_no_seat(settings: Settings, route: str) -> None:
    assert seat_of(changed(settings, openai_api_key=None, pilote_route=route)) is None


def test_a_model_that_is_to_read_all_must_be_there(settings: Settings) -> None:
    with pytest.raises(SetupError, match="missing_setting"):
        seat_of(changed(settings, openai_api_key=None, pilote_route="model_only"))


def test_a_route_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILOTE_ROUTE", "model_last")
    with pytest.raises(SetupError) as refused:
        load_settings()
    assert refused.value.facts == {"variable": "PILOTE_ROUTE"}


def test_every_setting_also_comes_from_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, text in {
        "OPENAI_API_KEY": "sk-1",
        "OPENAI_BASE_URL": "http://x",
        "PILOTE_MODEL": "m",
    }.items():
        (tmp_path / name).write_text(text + "\n")
        monkeypatch.setenv(f"{name}_FILE", str(tmp_path / name))
    seat = seat_of(load_settings())
    assert seat is not None
    assert (seat.url, seat.model) == ("http://x", "m")


def test_the_model_may_read_first(endpoint: Endpoint, settings: Settings) -> None:
    settings = changed(settings, pilote_route="model_only")
    database = Database(settings.pilote_database_url)
    bot = Pilote(database, Clock(settings), None, None, seat_of(settings))
    endpoint.says(Tool("kpi", {"kpi": "bookings"}), status(401))
    assert ask(bot, Question("bookings this quarter", MARCUS)).read_by == "model"
    # Without it, the reader's answer is still one.
    answer = ask(bot, Question("bookings this quarter", MARCUS))
    bot.close()
    assert (answer.status, answer.read_by, answer.model_calls) == ("answered", "reader", 1)
    assert answer.text.startswith("Bookings: €296,000")
    assert "The language model does not answer" in answer.text


@pytest.mark.parametrize(
    ("models", "state", "told"),
    [
        (("test-model",), "ok", "test-model at"),
        (("other",), "warning", "does not name test-model"),
        (401, "warning", "refused the key"),
        (404, "ok", "reachable"),
        (503, "warning", "does not answer"),
    ],
)
def test_the_doctor_looks_at_the_endpoint(
    endpoint: Endpoint, settings: Settings, models: Any, state: str, told: str
) -> None:
    endpoint.models = models
    found = model_check(settings)
    assert (found.state, told in found.finding) == (state, True), found
    assert not endpoint.requests


def test_the_doctor_sees_an_open_circuit(settings: Settings) -> None:
    database = Database(settings.pilote_database_url)
    with database.writing() as connection:
        for _ in range(OPENS_AFTER):
            note(connection, settings.openai_base_url, failed=True)
    database.close()
    found = model_check(settings)
    assert (found.state, "left alone" in found.finding) == ("warning", True)
    assert model_check(changed(settings, pilote_route="model_only")).state == "failed"


def test_the_doctor_says_when_questions_are_traced(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "LangSmith" not in model_check(settings).finding
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    from langsmith.utils import get_env_var  # noqa: PLC0415

    get_env_var.cache_clear()
    found = model_check(settings).finding
    monkeypatch.undo()
    get_env_var.cache_clear()
    assert "LangSmith" in found


def test_nothing_of_langchain_is_loaded_before_a_model_is_asked(settings: Settings) -> None:
    code = f"""
import sys
from bot.ask import Question, ask
from bot.commands.common import opened
with opened({settings.pilote_database_url!r}, "2026-11-23") as bot:
    assert bot.seat is not None
    assert ask(bot, Question("bookings this quarter", {MARCUS!r})).status == "answered"
loaded = {{"langchain_core", "langchain_openai", "openai", "langsmith"}} & set(sys.modules)
sys.exit(f"loaded {{loaded}}" if loaded else 0)
"""
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": "", "OPENAI_API_KEY": "sk-1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


def test_the_page_tells_the_bytes_of_a_request() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_bytes(page), "run `make docs`"


def test_the_questions_for_a_model_ask_for_what_there_is(settings: Settings) -> None:
    bank = (ROOT / "examples" / "evaluation.jsonl").read_text(encoding="utf-8").splitlines()
    bot = Pilote(Database(settings.pilote_database_url), Clock(settings))
    for line in map(json.loads, bank):
        (call,) = line["calls"]
        figure, _ = figure_for(bot, MARCUS, parse_request(call["arguments"]))
        assert figure is not None
        assert figure.status == "answered", line
    bot.close()


@pytest.mark.parametrize("url", ["nowhere", "http://[", "http://127.0.0.1:1/v1"])
def test_an_address_that_is_none_takes_nothing_down(settings: Settings, url: str) -> None:
    settings = changed(settings, openai_base_url=url)
    assert model_check(settings).state == "warning"
    bot = Pilote(
        Database(settings.pilote_database_url), Clock(settings), None, None, seat_of(settings)
    )
    answer = ask(bot, Question("gimme the zorglub bookings vibe", MARCUS))
    bot.close()
    assert answer.text.startswith("The language model does not answer")


@pytest.fixture
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "no_proxy", "NO_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("_no_proxies")
def test_the_environments_proxy_is_used(
    settings: Settings, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The endpoint stands for the proxy: it is asked for an address that it does not have."""
    asked: list[str] = []

    def reply(request: Any, _: Any) -> Any:
        asked.append(str(request.host))
        return Tool("kpi", {"kpi": "bookings"})

    monkeypatch.setenv("http_proxy", endpoint.url.removesuffix("/v1"))
    endpoint.forever = reply
    answer = _answered(changed(settings, openai_base_url="http://models.example/v1"))
    assert (answer.read_by, asked) == ("model", ["models.example"])


@pytest.mark.usefixtures("_no_proxies")
def test_what_needs_no_proxy_goes_without(
    settings: Settings, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # nobody is there
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    endpoint.forever = Tool("kpi", {"kpi": "bookings"})
    assert _answered(settings).read_by == "model"


class _Service(BaseHTTPRequestHandler):
    """A tracing service that takes everything it is told."""

    told: ClassVar = threading.Event()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.told.set()
        self.do_GET()

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Not onto the screen."""


@pytest.mark.parametrize("traced", [False, True])
def test_a_tracing_service_is_told_where_it_is_wanted_and_nowhere_else(
    settings: Settings, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, *, traced: bool
) -> None:
    from langchain_core.tracers.langchain import wait_for_all_tracers  # noqa: PLC0415
    from langsmith.utils import get_env_var  # noqa: PLC0415

    endpoint.forever = Tool("kpi", {"kpi": "bookings"})
    service = ThreadingHTTPServer(("127.0.0.1", 0), _Service)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    monkeypatch.setenv("LANGSMITH_TRACING", str(traced).lower())
    monkeypatch.setenv("LANGSMITH_API_KEY", "a key")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", f"http://127.0.0.1:{service.server_port}")
    get_env_var.cache_clear()
    _Service.told.clear()
    assert _answered(settings).read_by == "model"
    assert _Service.told.wait(15 if traced else 1.5) is traced
    wait_for_all_tracers()
    monkeypatch.undo()
    get_env_var.cache_clear()
    service.shutdown()
    service.server_close()


def _answered(settings: Settings) -> Answer:
    bot = Pilote(
        Database(settings.pilote_database_url), Clock(settings), seat=Seat(settings, BRIEF)
    )
    try:
        return ask(bot, Question("zorglub the team vibe", MARCUS))
    finally:
        bot.close()
