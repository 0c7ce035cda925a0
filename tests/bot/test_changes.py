"""Whatever a button offers under an answer can be answered."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.changes import (
    Change,
    broken_down,
    can_compare,
    compared,
    explained,
    kpi_of,
    pinned,
    to_deals,
    ways_to_cut,
)
from bot.journal import Kept
from bot.reader import Call
from tests.company import MARCUS, settle
from tests.stores import empty_store
from tools.engine.calendar import Calendar
from tools.engine.compute import Desk, desk
from tools.engine.people import Person, person_by_email
from tools.engine.registry import kpis
from tools.toolbox import run_tool

TODAY = date(2026, 11, 23)
CALENDAR = Calendar(1)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Person]]:
    folder = tmp_path_factory.mktemp("changes")
    store = settle(empty_store(folder / "pilote.db"), folder / "veridia")
    with store.reading() as connection:
        marcus = person_by_email(connection, MARCUS)
        assert marcus is not None
        yield desk(connection, TODAY), marcus
    store.close()


@pytest.mark.parametrize("name", kpis())
def test_every_button_of_every_figure_is_answered(name: str, asked: tuple[Desk, Person]) -> None:
    at, marcus = asked
    call = Call("kpi", {"kpi": name})
    offered: list[Change] = [broken_down(way) for way in ways_to_cut(call)]
    offered += [explained, *([to_deals] if kpis()[name].deals else [])]
    offered += [compared] if can_compare(call) else []
    for change in offered:
        changed = change(call, TODAY, CALENDAR)
        for figure in run_tool(changed.tool, at, marcus, changed.arguments).figures:
            assert figure.status == "answered", (changed, figure.reason)


def test_no_way_to_cut_is_offered_that_says_nothing_of_the_figure() -> None:
    offered = {name: set(ways_to_cut(Call("kpi", {"kpi": name}))) for name in kpis()}
    assert "lost_reason" in offered["deals_lost"]
    assert "stage" in offered["pipeline"]
    assert not {"lost_reason", "stage"} & offered["bookings"]
    assert "lost_reason" not in offered["pipeline"] | offered["win_rate"] | offered["at_risk"]


def after(presses: int, call: Call) -> object:
    for _ in range(presses):
        call = compared(call, TODAY, CALENDAR)
    return call.arguments.get("compare")


def test_what_closed_compares_with_periods_and_what_is_open_with_days() -> None:
    closed = Call("kpi", {"kpi": "bookings", "period": "this_quarter"})
    assert [after(n, closed) for n in range(1, 4)] == ["2026-Q3", "2025-Q4", None]
    still_open = Call("kpi", {"kpi": "pipeline", "period": "2026-Q4"})
    weeks = ["2026-Q4@2026-11-16", "2026-Q4@2026-10-26", None]
    assert [after(n, still_open) for n in range(1, 4)] == weeks


def test_lists_turn_into_figures_and_back() -> None:
    risks = Call("at_risk", {"period": "2026-Q4", "rank": "top_3"})
    figure = broken_down("rep")(risks, TODAY, CALENDAR)
    assert figure == Call("kpi", {"kpi": "at_risk", "period": "2026-Q4", "by": "rep"})
    back = to_deals(figure, TODAY, CALENDAR)
    assert back == Call("at_risk", {"period": "2026-Q4"})
    assert kpi_of(Call("objectives", {})) is None


def test_calls_keep_the_days_they_were_answered_for(asked: tuple[Desk, Person]) -> None:
    at, marcus = asked
    call = Call("kpi", {"kpi": "bookings", "compare": "last_quarter"})
    figures = run_tool(call.tool, at, marcus, call.arguments).figures
    kept = Kept(1, MARCUS, "dm", "t", "?", "en", [call], list(figures))
    later = pinned(kept, date(2027, 2, 1), CALENDAR)
    assert later[0].arguments == {"kpi": "bookings", "period": "2026-Q4", "compare": "2026-Q3"}
