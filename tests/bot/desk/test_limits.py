"""Limits of a team in Slack: shown, set in a form, told with the facts."""

from bot.workspace import Workspace
from tests.bot.desk.conftest import at_risk

FIONA, ALICE, NICOLAS = "Fiona Gallagher", "Alice Lindqvist", "Nicolas Perrin"


async def test_set_in_a_form_told_with_the_fact_and_undone(served: Workspace) -> None:
    shown = await at_risk(served, FIONA, "limits")
    assert "North" in shown.text
    assert "Silent: days without a held activity: 14 days" in shown.text
    await served.click(FIONA, shown, "limits_of_team", "North")
    await served.until(lambda: served.modal_of(FIONA))
    wrong = await served.submit_view(FIONA, {"silent_days": "400"})
    assert wrong.errors == {"silent_days": "“400” cannot be: from 1 to 365, please."}
    done = await served.submit_view(FIONA, {"silent_days": "10"})
    assert done.open is not None
    assert "days without a held activity: as everybody's → 10 days" in str(done.open.blocks)
    listed = await at_risk(served, ALICE)
    assert ", limit of North: 10 days" in listed.text
    seen = await at_risk(served, ALICE, "limits")
    assert "10 days (everybody else: 14 days)" in seen.text
    assert len(seen.blocks) == 1  # a rep may see, and not set
    await served.click(FIONA, done.open, "undo_change")
    await served.until(lambda: "Undone" in str(done.open.blocks) or None)
    assert "limit of North" not in (await at_risk(served, ALICE)).text


async def test_nobody_elses(served: Workspace) -> None:
    told = await at_risk(served, NICOLAS, "limits North")
    assert told.text.startswith("Vous ne pouvez pas fixer de seuils pour « North »")
