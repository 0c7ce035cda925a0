"""What holds of every figure that adds up, whatever the company: parts and whole, scope, filters,
and the store written out and read again."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from math import isclose
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.database import Database
from storage.exporting import export_folder
from storage.importing import import_source
from tests.reference.asks import BY, KPIS, PERIODS
from tests.reference.company import read_company
from tests.reference.comparing import Bench
from tests.reference.figures import Ask
from tests.reference.selection import GRAINS
from tests.reference.varied import Variant, write_varied
from tools.engine.compute import desk
from tools.engine.people import person_by_email
from tools.toolbox import run_tool

TODAY = date(2026, 11, 23)
BOSS = "helene.marchetti@veridia.example"  # an executive
ADDING_UP = (
    "pipeline", "pipeline_count", "weighted_pipeline", "calibrated_pipeline", "bookings",
    "deals_won", "deals_lost", "pipeline_created", "deals_created", "lost_value", "new_mrr",
    "activities", "meetings", "qualified_meetings", "proposals_sent", "proposals_value",
    "pushes", "commit", "best_case", "at_risk", "at_risk_value", "mrr", "arr",
)  # fmt: skip
LEVELS = {"mrr", "arr"}  # of a moment: months of them do not add up
RATIOS = (
    "win_rate", "win_rate_by_value", "coverage", "quota_attainment", "average_deal",
    "cycle_time_mean", "average_discount", "no_show_rate", "remaining_coverage", "gap_to_quota",
)  # fmt: skip
MOMENTS = ["2026-Q2", "2026-09", "2025", "this_quarter@2026-10-15", "2026-H2@2026-08-31"]
NOT_OF_OPEN = {"at_risk", "at_risk_value"}  # what is open was not lost for any reason
CUTS = [by for by in BY if by]
VARIANTS = [Variant(seed, 4 + seed % 4, 40 + 10 * seed, 1 + 3 * (seed % 4)) for seed in range(4)]

often = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
asked = st.fixed_dictionaries(
    {
        "number": st.integers(0, len(VARIANTS) - 1),
        "kpi": st.sampled_from(ADDING_UP),
        "period": st.sampled_from([period for period in PERIODS if period != "all"]),
        "day": st.sampled_from([None, date(2026, 9, 30)]),
    }
)


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[Bench, Bench]]]:
    """Each company as it came in, and as it came back from an export."""
    with ExitStack() as stack:

        def opened(folder: Path, source: Path) -> Bench:
            store = Database(f"sqlite:///{folder}.db")
            stack.callback(store.close)
            assert not import_source(store, source).refused
            export_folder(store, folder)
            connection = stack.enter_context(store.reading())
            return Bench(read_company(source), connection, TODAY)

        found = []
        for variant in VARIANTS:
            base = tmp_path_factory.mktemp(f"company{variant.seed}")
            source = write_varied(base / "source", variant, TODAY)
            first = opened(base / "first", source)
            found.append((first, opened(base / "second", base / "first")))
        yield found


def _ask(who: str, given_: dict[str, object], **more: object) -> Ask:
    kpi, period, day = given_["kpi"], given_["period"], given_["day"]
    if kpi in NOT_OF_OPEN:
        day = None
    return Ask(who, str(kpi), period, as_of=day, **more)  # type: ignore[arg-type]


def _same(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-4)


@often
@given(what=asked, by=st.sampled_from(CUTS))
def test_the_parts_add_up_to_the_whole(
    benches: list[tuple[Bench, Bench]], what: dict[str, object], by: str
) -> None:
    kpi = what["kpi"]
    if (kpi in LEVELS and by in GRAINS) or (kpi in NOT_OF_OPEN and by == "lost_reason"):
        return
    figure = benches[int(str(what["number"]))][0].figure(_ask(BOSS, what, by=by))
    assert figure.status == "answered"
    assert _same(sum(row.value or 0 for row in figure.rows or []), figure.value or 0)
    assert sum(row.n for row in figure.rows or []) == figure.n


@often
@given(what=asked)
def test_each_sees_a_part_of_the_company_and_all_of_them_see_all(
    benches: list[tuple[Bench, Bench]], what: dict[str, object]
) -> None:
    bench = benches[int(str(what["number"]))][0]
    rows = bench.figure(_ask(BOSS, what, by="rep")).rows or []
    shares = {row.by["rep"]: (row.value or 0.0, row.n) for row in rows}
    for person in bench.company.people.values():
        if person.role not in ("rep", "manager"):
            continue
        own = bench.figure(_ask(person.email, what))
        below = bench.company.below(person.email) if person.role == "manager" else set()
        parts = [shares.get(email, (0.0, 0)) for email in {person.email, *below}]
        assert _same(own.value or 0, sum(value for value, _ in parts)), person
        assert own.n == sum(n for _, n in parts)
        seen = {
            row.by["rep"] for row in bench.figure(_ask(person.email, what, by="rep")).rows or []
        }
        assert seen <= {person.email, *below}


@often
@given(what=asked, name=st.sampled_from(["segment", "country", "lead_source", "team", "stage"]))
def test_a_value_and_all_but_it_are_everything(
    benches: list[tuple[Bench, Bench]], what: dict[str, object], name: str
) -> None:
    bench = benches[int(str(what["number"]))][0]
    whole = bench.figure(_ask(BOSS, what, by=name))
    value = next((row.by[name] for row in whole.rows or [] if row.by[name]), None)
    if value is None:
        return
    only = bench.figure(_ask(BOSS, what, where={name: [value]}))
    rest = bench.figure(_ask(BOSS, what, where={name: [f"!{value}"]}))
    assert _same((only.value or 0) + (rest.value or 0), whole.value or 0)
    assert only.n + rest.n == whole.n


@often
@given(what=asked, kpi=st.sampled_from(KPIS), by=st.sampled_from([None, *CUTS]))
def test_a_store_that_was_written_out_and_read_again_tells_the_same(
    benches: list[tuple[Bench, Bench]], what: dict[str, object], kpi: str, by: str | None
) -> None:
    first, second = benches[int(str(what["number"]))]
    ask = _ask(BOSS, {**what, "kpi": kpi}, by=by)
    told, again = first.figure(ask), second.figure(ask)
    assert (told.status, told.reason, told.n) == (again.status, again.reason, again.n)
    assert _same(told.value or 0, again.value or 0)
    rows = {row.by[ask.by]: row for row in told.rows or []} if ask.by else {}
    for row in again.rows or [] if ask.by else []:
        assert (row.n, row.reason) == (rows[row.by[ask.by]].n, rows[row.by[ask.by]].reason)
        assert _same(row.value or 0, rows[row.by[ask.by]].value or 0)


@often
@given(
    number=st.integers(0, len(VARIANTS) - 1),
    kpi=st.sampled_from([kpi for kpi in ADDING_UP if kpi not in NOT_OF_OPEN] + list(RATIOS)),
    period=st.sampled_from([period for period in PERIODS if period != "all"]),
    compare=st.sampled_from(MOMENTS),
    who=st.integers(0, 8),
)
def test_the_parts_of_a_change_add_up_to_it(
    benches: list[tuple[Bench, Bench]], number: int, kpi: str, period: str, compare: str, who: int
) -> None:
    """Every way of telling a change, in everybody's scope, to a hundredth of a cent."""
    bench = benches[number][0]
    everybody = [BOSS, *bench.company.people]
    asker = person_by_email(bench.connection, everybody[who % len(everybody)])
    assert asker is not None
    asked = {"kpi": kpi, "period": period, "compare": compare}
    told = run_tool("explain_change", desk(bench.connection, TODAY), asker, asked).explanation
    if told is None or told.change is None:
        return
    assert told.by is not None or told.change == 0 or told.beside is not None
    for parts in filter(None, [told.parts, *(way.parts for way in told.also)]):
        assert _same(sum(part.value for part in parts), told.change)
    if kpi in ADDING_UP and told.deals and not told.other_deals:
        assert _same(sum(deal.value for deal in told.deals), told.change)
