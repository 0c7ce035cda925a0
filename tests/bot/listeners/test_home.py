"""The Home tab is the dashboard: own figures, filters that stay, what needs something today."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from bot.ask import Question, ask
from bot.pilote import Pilote
from bot.serve import serving
from bot.settings import Clock, Settings
from bot.workspace import Workspace
from bot.workspace.model.views import View
from prompts import available, language
from tests.bot.people import MANIFEST
from tests.company import ALICE, FIONA, MARCUS, SOFIE, settle
from tests.stores import empty_store


@pytest.fixture
def bot(tmp_path: Path) -> Pilote:
    """The bot on the hand-sized company with its open deals and quotas."""
    database = empty_store(tmp_path / "home.db")
    settle(database, tmp_path / "veridia")
    return Pilote(database, Clock(Settings(_env_file=None, pilote_today=date(2026, 11, 23))))


@pytest.fixture
def people(slack: Workspace) -> Workspace:
    slack.user("U0ALICE").email = "alice.lindqvist@veridia.example"
    for name in ("Fiona Gallagher", "Marcus Oakley"):
        slack.add_user(name, f"{name.lower().replace(' ', '.')}@veridia.example")
    return slack


async def home(workspace: Workspace, who: str) -> View:
    await workspace.open_home(who)
    return await workspace.until(lambda: workspace.home_of(who))


def shown(view: View) -> str:
    return json.dumps(view.blocks, ensure_ascii=False)


async def test_the_dashboard_is_the_askers_own(people: Workspace, served: Workspace) -> None:
    alice = shown(await home(served, "Alice Lindqvist"))
    # 60,000 of 150,000 won; 100,000 + 50,000 open in the quarter.
    assert "▰▰▰▰▰▱▱▱▱▱▱▱  40% of €150,000" in alice
    assert "€90,000 to go · 59% of the time gone" in alice
    assert "*Pipeline*\\n€150,000" in alice
    assert "*Coverage*\\n1.00×" in alice
    assert "Norrland extension" in alice
    assert "home_filter_rep" not in alice
    fiona = shown(await home(people, "Fiona Gallagher"))
    assert "your team" in fiona
    assert "home_filter_rep" in fiona
    assert "Camille" not in fiona


async def test_it_speaks_french_and_explains_itself_once(served: Workspace) -> None:
    first = await home(served, "Camille Roux")
    assert "Bienvenue" in shown(first)
    assert "Taux d'atteinte" in shown(first)
    assert "109 % de 184 000 €".replace(" ", "\N{NARROW NO-BREAK SPACE}") in shown(first).replace(
        "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
    ).replace(" ", "\N{NARROW NO-BREAK SPACE}")
    assert "Objectif atteint" in shown(first)
    await served.open_home("Camille Roux")
    await served.until(lambda: "Bienvenue" not in shown(first) or None)


async def test_filters_stay_as_they_are_set(
    people: Workspace, settings: Settings, bot: Pilote
) -> None:
    async with serving(settings, bot, http=False):
        view = await home(people, "Marcus Oakley")
        await people.click("Marcus Oakley", view, "home_filter_segment", "SMB")
        await people.until(lambda: "segment SMB" in shown(view).replace("Segment", "segment"))
        await people.click("Marcus Oakley", view, "home_filter_period", "Last quarter")
        await people.until(lambda: "Q3 2026" in shown(view) or None)
        assert "*Pipeline*" not in shown(view)  # of a quarter that is over: what is overdue
    async with serving(settings, Pilote(bot.database, bot.clock), http=False):
        await people.open_home("Marcus Oakley")
        await people.idle()
        assert "Q3 2026" in shown(view)
        await people.click("Marcus Oakley", view, "home_filter_segment", "All segments")
        await people.until(lambda: "SMB," not in shown(view) and "Segment SMB" not in shown(view))


async def test_a_figure_that_cannot_be_filtered_says_so(
    people: Workspace, served: Workspace
) -> None:
    view = await home(people, "Marcus Oakley")
    for filtered, value in (("segment", "SMB"), ("product", "Veridia Flow")):
        await served.click("Marcus Oakley", view, f"home_filter_{filtered}", value)
    await served.until(lambda: "No quota answers this" in shown(view) or None)
    assert "*Bookings*\\n€36,000" in shown(view)


async def test_what_takes_long_is_filled_in_unless_something_else_is_shown_by_then(
    people: Workspace, served: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.listeners.homes.PATIENCE", 0.0)
    view = await home(people, "Marcus Oakley")
    await served.until(lambda: "being worked out" not in shown(view) or None)
    await served.idle()
    published = [call.arguments for call in served.calls if call.method == "views.publish"]
    first, second = (json.dumps(one["view"], ensure_ascii=False) for one in published)
    assert "*Forecast*\\nbeing worked out" in first
    assert "*Bookings*\\n€" in first
    assert "*Forecast*\\n€" in second
    served.calls.clear()
    await served.click("Marcus Oakley", view, "home_filter_segment", "SMB")
    await served.until(
        lambda: "being worked out" in json.dumps([c.arguments for c in served.calls])
    )
    served.fail_next("views.publish", delay=0.5)
    await served.click("Marcus Oakley", view, "home_filter_period", "This month")
    await served.until(lambda: "Nov" in shown(view) and "being worked out" not in shown(view))
    await served.idle(0.7)
    assert "Nov" in shown(view)
    assert "being worked out" not in shown(view)


async def test_a_list_comes_as_a_message(people: Workspace, served: Workspace) -> None:
    view = await home(people, "Fiona Gallagher")
    await served.click("Fiona Gallagher", view, "home_list_hygiene")
    listed = await served.until(lambda: next(iter(served.posts()), None))
    assert listed.channel == served.im("Fiona Gallagher").id
    assert "no contact" in str(listed.blocks)


async def test_how_much_of_the_target_it_is_stands_beside_an_answer(
    people: Workspace, served: Workspace
) -> None:
    answer = await served.wait_for_reply(await served.dm("Alice Lindqvist", "bookings"))
    assert people.user("U0ALICE")
    assert answer.blocks[1]["text"]["text"] == "*40% of the target of €150,000, €90,000 to go*"
    without = await served.dm("Alice Lindqvist", "bookings in 2025")
    assert "target" not in str((await served.wait_for_reply(without)).blocks)


async def test_strangers_are_told_whom_to_ask_and_get_no_questions(served: Workspace) -> None:
    served.add_user(
        "Guest", "oliver.hartley@veridia.example", user_id="U0GUEST", is_restricted=True
    )
    await served.open_home("U0GUEST", "messages")
    view = await home(served, "U0GUEST")
    assert "Sofie Vermeulen" in view.blocks[0]["text"]["text"]
    assert "€" not in shown(view)
    assert not served.prompts_of("U0GUEST")


async def test_who_leaves_sees_nothing_more(served: Workspace, bot: Pilote) -> None:
    view = await home(served, "Oliver Hartley")
    assert "€" in shown(view)
    with bot.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE people SET active_to = '2026-11-01' WHERE name = 'Oliver Hartley'"
        )
    await served.open_home("Oliver Hartley")
    await served.until(lambda: "€" not in shown(view) or None)
    assert "ended" in shown(view)


@pytest.mark.parametrize(
    ("who", "about"), [("Camille Roux", "couverture"), ("Fiona Gallagher", "coverage")]
)
async def test_the_messages_tab_suggests_what_the_role_asks_and_can_answer_it(
    people: Workspace, served: Workspace, who: str, about: str
) -> None:
    await served.open_home(who, "messages")
    prompts = await served.until(lambda: people.prompts_of(who) or None)
    assert any(about in prompt["message"] for prompt in prompts)
    for prompt in prompts:
        answer = await served.wait_for_reply(await served.dm(who, prompt["message"]))
        assert {"answer_feedback", "open_forecast"} & set(re.findall(r"\w+", str(answer.blocks)))


@pytest.mark.parametrize("locale", available())
@pytest.mark.parametrize("role", ["rep", "manager", "executive", "operations"])
def test_every_suggested_question_can_be_answered(bot: Pilote, locale: str, role: str) -> None:
    asker = {"rep": ALICE, "manager": FIONA, "executive": MARCUS, "operations": SOFIE}[role]
    for question in language(locale)["slack"]["prompts"][role]:
        answer = ask(bot, Question(question, asker))
        assert answer.status == "answered", (question, answer.text)
        assert answer.locale == locale


async def test_more_reps_than_a_menu_holds_are_found_by_typing(
    people: Workspace, served: Workspace, bot: Pilote
) -> None:
    with bot.database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO people (email, name, role) WITH RECURSIVE n(i) AS "
            "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120) "
            "SELECT 'rep' || i || '@veridia.example', 'Rep Number ' || i, 'rep' FROM n"
        )
    view = await home(people, "Marcus Oakley")
    found = await served.suggest("Marcus Oakley", view, "home_filter_rep", "camille")
    assert [one["text"]["text"] for one in found] == ["All reps", "Camille Roux"]
    await served.click("Marcus Oakley", view, "home_filter_rep", found[1])
    await served.until(lambda: "*Bookings*\\n€200,000" in shown(view) or None)


def test_the_manifest_lists_every_command_of_the_contract() -> None:
    commands = {one["command"] for one in MANIFEST["features"]["slash_commands"]}
    wanted = {"/pilote", "/at-risk", "/forecast", "/digest", "/checklist", "/proposal"}
    assert commands >= wanted
