"""What is derived about open deals after an import follows every import, and a migration."""

import pytest
from alembic import command

from storage.database import Database
from storage.migrations import configuration
from tests.company import ALICE, COMPANY
from tests.storage.importing.store import Store


def health(store: Store, *columns: str) -> dict[str, tuple[object, ...]]:
    names = dict(store.rows("opportunities", "pk", "id"))
    rows = store.rows("deal_health", "opportunity_pk", *columns)
    return {names[row[0]]: tuple(row[1:]) for row in rows}


def test_open_deals_have_a_row_each(filled: Store) -> None:
    assert set(health(filled)) == {"O1", "O2", "O3", "O8", "O9", "O10"}
    columns = ("has_next_step", "contacts", "stage_since", "last_held_on", "first_proposal_on")
    assert health(filled, *columns)["O1"] == (True, 2, "2026-11-02", "2026-11-16", "2026-11-05")
    assert health(filled, *columns)["O8"] == (False, 0, "2026-10-10", None, None)
    columns = ("pushes", "last_push_on", "last_cut_on", "last_downgrade_on")
    assert health(filled, *columns)["O1"] == (1, "2026-11-01", "2026-10-15", None)
    assert health(filled, *columns)["O2"] == (0, None, None, "2026-11-20")
    assert health(filled, *columns)["O9"] == (0, None, None, None), "a first date is no push"


def test_a_later_import_reaches_it(filled: Store) -> None:
    filled.write("contacts.csv", "opportunity_id,name", "O8,Ruth Calder")
    deals = (filled.folder / "opportunities.csv").read_text(encoding="utf-8")
    won = deals.replace(
        "EUR,Proposal,commit,,2026-08-01,2026-12-15,",
        "EUR,Closed Won,closed,,2026-08-01,2026-12-15,2026-11-22",
    )
    assert won != deals
    filled.write("opportunities.csv", *won.splitlines())
    filled.bring_in()
    found = health(filled, "contacts")
    assert found["O8"] == (1,)
    assert "O1" not in found, "it is won"


def test_deals_that_were_removed_leave_it(filled: Store) -> None:
    filled.write(
        "opportunities.csv",
        "id,name,owner_email,stage,created_on",
        f"O1,Norrland rollout,{ALICE},Proposal,2026-08-01",
    )
    filled.bring_in(replace=True)
    assert set(health(filled)) == {"O1"}


def test_stages_that_changed_their_kind_reach_it(filled: Store) -> None:
    stages = (filled.folder / "stages.csv").read_text(encoding="utf-8")
    filled.write("stages.csv", *stages.replace("Proposal,3,open", "Proposal,3,lost").splitlines())
    filled.bring_in()
    assert set(health(filled)) == {"O2", "O3", "O8", "O9"}


def test_its_days_are_those_of_the_company(filled: Store) -> None:
    filled.write("company.toml", *COMPANY.replace("Europe/Paris", "Pacific/Auckland").splitlines())
    filled.bring_in()
    assert health(filled, "stage_since")["O1"] == ("2026-11-02",)
    assert health(filled, "last_push_on")["O1"] == ("2026-11-01",)
    filled.write(
        "activities.csv",
        "id,opportunity_id,owner_email,kind,occurred_at,outcome",
        f"T9,O1,{ALICE},call,2026-11-18T23:30:00+01:00,held",
    )
    filled.bring_in()
    assert health(filled, "last_held_on")["O1"] == ("2026-11-19",)


def test_medians_of_the_visits_of_won_deals(filled: Store) -> None:
    stages = dict(filled.rows("stages", "pk", "name"))
    rows = filled.rows("stage_medians", "stage_pk", "days", "visits")
    discovery = (10 + 21 + 15.5 / 24) / 2  # the clocks went back an hour in between
    assert {stages[pk]: (pytest.approx(days), visits) for pk, days, visits in rows} == {
        "Qualification": ((51 + 180) / 2, 2),
        "Discovery": (discovery, 2),
        "Proposal": (18, 1),
    }


def test_a_store_of_before_is_filled_when_it_is_brought_up_to_date(filled: Store) -> None:
    derived = [filled.rows("deal_health"), filled.rows("stage_medians")]
    assert all(derived)
    engine = filled.database.engine
    config = configuration()
    with filled.database.writing() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    filled.database.close()
    filled.database = Database(str(engine.url.render_as_string(hide_password=False)))
    assert [filled.rows("deal_health"), filled.rows("stage_medians")] == derived
    filled.database.close()
