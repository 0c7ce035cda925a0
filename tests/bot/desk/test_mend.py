"""Mending from the hygiene list: a button, a form filled in, a preview, saved once, undone."""

import asyncio
from pathlib import Path

from sqlalchemy import select

from bot.workspace import Workspace
from bot.workspace.interactions import form as submission
from bot.workspace.model.views import View
from storage.database import Database
from storage.importing import import_source
from storage.tables import changes, contacts, opportunities
from tests.company import write_company

ALICE, CAMILLE = "Alice Lindqvist", "Camille Roux"


async def form_of(served: Workspace, who: str, question: str) -> View:
    """The form behind the first button of a list."""
    listed = await served.wait_for_reply(await served.dm(who, question))
    await served.click(who, listed, "mend_deal")
    return await served.until(lambda: served.modal_of(who))


def amount_of(store: Database, deal: str) -> object:
    with store.reading() as connection:
        o = opportunities.c
        return connection.scalar(select(o.amount).where(o.id == deal))


async def test_filled_in_previewed_saved_and_undone(served: Workspace, store: Database) -> None:
    form = await form_of(served, ALICE, "dirty deals")
    assert form.values["amount"]["value"]["value"] == "50000"
    assert form.values["stage"]["value"]["selected_option"]["value"] == "Discovery"
    seen = await served.submit_view(ALICE, {"amount": "65000", "next_step_on": "2026-12-01"})
    assert seen.open is not None
    assert "Amount: 50,000 → 65,000" in str(seen.open.blocks)
    assert "Next step's day: 20 Nov 2026 → 1 Dec 2026" in str(seen.open.blocks)
    assert amount_of(store, "O2") == 50_000  # nothing before it is confirmed
    saved = await served.submit_view(ALICE)
    assert saved.open is not None
    assert "is mended" in str(saved.open.blocks)
    assert amount_of(store, "O2") == 65_000
    await asyncio.gather(*(served.click(ALICE, saved.open, "undo_change") for _ in range(5)))
    await served.until(lambda: amount_of(store, "O2") == 50_000 or None)
    await served.idle()
    with store.reading() as connection:
        assert len(connection.execute(select(changes)).all()) == 1


async def test_refusals_stand_under_their_field(served: Workspace) -> None:
    await form_of(served, ALICE, "dirty deals")
    sent = await served.submit_view(ALICE, {"close_on": "2026-11-01"})
    assert sent.errors == {"close_on": "An open deal closes today or later."}
    sent = await served.submit_view(ALICE, {"close_on": "2026-11-30"})
    assert sent.errors["amount"].startswith("Nothing is different")


async def test_in_french(served: Workspace) -> None:
    await form_of(served, CAMILLE, "hygiène")
    seen = await served.submit_view(CAMILLE, {"amount": "12000"})
    assert seen.open is not None
    assert "Montant\N{NO-BREAK SPACE}: 15\u202f000 → 12\u202f000" in str(
        seen.open.blocks[0]["text"]["text"]
    )


async def test_a_form_confirmed_again_and_again_writes_once(
    served: Workspace, store: Database
) -> None:
    form = await form_of(served, ALICE, "dirty deals")
    seen = await served.submit_view(ALICE, {"amount": "65000"})
    assert seen.open is form
    view = served.modal_of(ALICE)
    assert view is not None
    user = served.user(ALICE)
    payload = submission(served.core, user, view, submitted=True)
    sent = [served.core.courier.send("interactive", payload) for _ in range(5)]
    await asyncio.gather(*(one.finished.wait() for one in sent))
    with store.reading() as connection:
        assert len(connection.execute(select(changes)).all()) == 1


async def test_a_contact_is_added_and_taken_out(
    served: Workspace, store: Database, tmp_path: Path
) -> None:
    def known() -> list[tuple[str | None, ...]]:
        with store.reading() as connection:
            o, c = opportunities.c, contacts.c
            query = select(c.name, c.title, c.role, c.email, c.origin).join(
                opportunities, o.pk == c.opportunity_pk
            )
            return [tuple(row) for row in connection.execute(query.where(o.id == "O2"))]

    await form_of(served, ALICE, "dirty deals")
    sent = await served.submit_view(ALICE, {"contact_email": "someone"})
    assert sent.errors == {"contact_name": "A new contact needs a name."}
    entered = {"contact_name": "Nils Ek", "contact_role": "champion"}
    sent = await served.submit_view(ALICE, {**entered, "contact_email": "nils"})
    assert sent.errors == {"contact_email": "“nils” is no e-mail address."}
    seen = await served.submit_view(ALICE, {**entered, "contact_email": "nils@norrland.example"})
    assert seen.open is not None
    assert "Contact: (none) → Nils Ek, champion, nils@norrland.example" in str(seen.open.blocks)
    assert known() == []
    saved = await served.submit_view(ALICE)
    assert saved.open is not None
    added = ("Nils Ek", None, "champion", "nils@norrland.example", "pilote")
    assert known() == [added]
    import_source(store, write_company(tmp_path / "veridia"), replace=True)
    assert known() == [added]  # the source does not know it yet
    await served.click(ALICE, saved.open, "undo_change")
    await served.until(lambda: known() == [] or None, seconds=30)
