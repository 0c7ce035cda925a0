"""`/forecast` opens a modal with the bot's figures; submitted, it is kept once and confirmed."""

from decimal import Decimal

from sqlalchemy import select

from bot.pilote import Pilote
from bot.workspace import Workspace
from bot.workspace.interactions import form
from storage.tables import forecasts
from tools.forecast_lock import lock_of


def _kept(bot: Pilote) -> list[tuple[object, ...]]:
    f = forecasts.c
    columns = (f.submitted_by_pk, f.commit, f.best_case, f.comment, f.team, f.origin)
    with bot.database.reading() as connection:
        return [tuple(row) for row in connection.execute(select(*columns).order_by(f.pk))]


def _words(blocks: list[dict[str, object]]) -> str:
    return str(blocks)


async def test_a_forecast_is_submitted_and_confirmed(anyhow: Workspace, bot: Pilote) -> None:
    sent = await anyhow.slash("Alice Lindqvist", "#sales", "/forecast")
    assert sent.acknowledged
    await anyhow.until(lambda: anyhow.modal_of("Alice Lindqvist"))
    filled = {"commit": "90k", "best case": "120,000", "comment": "Two <!here> signed"}
    done = await anyhow.submit_view("Alice Lindqvist", filled)
    assert (done.errors, done.open) == ({}, None)
    assert _kept(bot) == [
        (3, Decimal(90_000), Decimal(120_000), "Two <!here> signed", "North", "pilote")
    ]
    told = await anyhow.until(anyhow.posts)
    assert "commit €90,000, best case €120,000" in told[0].text
    assert "<!here>" not in told[0].text
    assert anyhow.seen_by("Oliver Hartley", "#sales") == []


async def test_the_figures_stand_beside_the_fields(served: Workspace) -> None:
    await served.slash("Camille Roux", "#sales", "/forecast", "2026-Q4")

    def whole() -> str | None:
        view = served.modal_of("Camille Roux")
        shown = _words(view.blocks) if view else ""
        return shown if "· ma fourchette" in shown else None

    shown = await served.until(whole, seconds=20)
    assert r"*Prises de commande*\n200\u202f000" in shown
    view = served.modal_of("Camille Roux")
    assert view is not None
    inputs = [block for block in view.blocks if block["type"] == "input"]
    assert [one["label"]["text"] for one in inputs] == ["commit", "best case", "Raison"]
    commit, best_case, _ = (one["hint"]["text"] for one in inputs)
    assert "signés ou en commit · ma fourchette" in commit
    assert best_case.endswith("avec le meilleur cas")


async def test_against_the_bot_without_a_reason_a_button_asks_for_it(
    served: Workspace, bot: Pilote
) -> None:
    await served.slash("Alice Lindqvist", "#sales", "/forecast")
    await served.until(lambda: served.modal_of("Alice Lindqvist"))
    await served.submit_view("Alice Lindqvist", {"commit": "9M"})
    (told,) = await served.until(served.posts, seconds=20)
    assert "above my range" in told.text
    await served.click("Alice Lindqvist", told, "submission_change")
    await served.until(lambda: served.modal_of("Alice Lindqvist"))
    await served.submit_view("Alice Lindqvist", {"comment": "Two tenders came in"})
    await served.until(lambda: len(served.posts()) == 2 or None, seconds=20)
    assert "submission_change" not in str(served.posts()[1].blocks)
    assert [row[1:4] for row in _kept(bot)] == [
        (Decimal(9_000_000), None, None),
        (Decimal(9_000_000), None, "Two tenders came in"),
    ]


async def test_what_is_no_amount_stays_in_the_modal(served: Workspace, bot: Pilote) -> None:
    await served.slash("Alice Lindqvist", "#sales", "/forecast")
    await served.until(lambda: served.modal_of("Alice Lindqvist"))
    done = await served.submit_view("Alice Lindqvist", {"commit": "a lot", "best case": "£5"})
    assert done.errors.keys() == {"commit", "best_case"}
    assert done.open is not None
    done = await served.submit_view("Alice Lindqvist", {"commit": "1.2M", "best case": ""})
    assert done.open is None
    assert [row[1:3] for row in _kept(bot)] == [(Decimal(1_200_000), None)]


async def test_who_has_nothing_to_forecast_is_told(served: Workspace) -> None:
    sent = await served.slash("Alice Lindqvist", "#sales", "/forecast", "last_quarter")
    assert "No forecast can be submitted" in (await served.wait_for_reply(sent)).text
    served.add_user("Nobody Known", "nobody@else.example")
    served.join("Nobody Known", "#sales")
    sent = await served.slash("Nobody Known", "#sales", "/forecast")
    assert "I do not know you" in (await served.wait_for_reply(sent)).text
    assert served.modal_of("Nobody Known") is None


async def test_a_modal_sent_twice_is_kept_once(served: Workspace, bot: Pilote) -> None:
    await served.slash("Alice Lindqvist", "#sales", "/forecast")
    await served.until(lambda: served.modal_of("Alice Lindqvist"))
    view = served.fill("Alice Lindqvist", {"commit": "90k"})
    payload = form(served.core, served.user("Alice Lindqvist"), view, submitted=True)
    for _ in range(2):
        served.core.courier.send("interactive", payload)
    await served.until(served.posts)
    await served.idle()
    assert len(_kept(bot)) == 1
    assert len(served.posts()) == 1


async def test_after_the_lock_it_is_kept_and_marked_as_late(served: Workspace, bot: Pilote) -> None:
    bot.lock = lock_of("monday 00:00")
    await served.slash("Alice Lindqvist", "#sales", "/forecast")
    await served.until(lambda: served.modal_of("Alice Lindqvist"))
    await served.submit_view("Alice Lindqvist", {"commit": "90k"})
    told = await served.until(served.posts, seconds=20)
    assert "yours is kept" in told[0].text
    assert " · after the lock" in told[0].text
    with bot.database.reading() as connection:
        assert list(connection.scalars(select(forecasts.c.late))) == [True]
