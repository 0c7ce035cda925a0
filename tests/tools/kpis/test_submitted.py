"""What people submitted, and who speaks for whom (tests/company.py has the submissions)."""

from pathlib import Path

import pytest

from storage.database import Database
from tests.company import (
    ALICE,
    CAMILLE,
    FILES,
    FIONA,
    MARCUS,
    NICOLAS,
    OLIVER,
    PRIYA,
    SOFIE,
    settle,
)
from tests.conftest import TODAY
from tests.tools.conftest import Asked, rows_of
from tools.engine.compute import compute, desk
from tools.engine.figure import Figure
from tools.engine.people import person_by_email
from tools.engine.request import parse_request

LENA = "lena.vogt@veridia.example"


def _asked(database: Database, who: str, **arguments: object) -> Figure:
    with database.reading() as connection:
        person = person_by_email(connection, who)
        assert person is not None
        request = parse_request({"kpi": "submitted_commit", **arguments})
        return compute(desk(connection, TODAY), person, request)


def _missing(figure: Figure) -> list[str]:
    found: list[str] = figure.facts.get("missing", [])
    return found


def test_each_person_speaks_for_themselves(figure: Asked) -> None:
    own = figure(ALICE, "submitted_commit")
    assert (own.value, own.n, _missing(own)) == (150_000, 1, [])
    assert figure(MARCUS, "submitted_commit", [f"rep={ALICE}"]).value == 150_000
    silent = figure(OLIVER, "submitted_commit")
    assert (silent.status, silent.value, silent.reason) == ("answered", None, "not_submitted")
    assert _missing(silent) == [OLIVER]
    both = figure(FIONA, "submitted_commit", [f"rep={ALICE}", f"rep={OLIVER}"])
    assert (both.value, _missing(both)) == (150_000, [OLIVER])


def test_the_manager_speaks_for_the_team(figure: Asked) -> None:
    for who, where in (
        (FIONA, []),
        (FIONA, ["team=North"]),
        (MARCUS, ["team=North"]),
        (MARCUS, [f"manager={FIONA}"]),
        (SOFIE, [f"rep={FIONA}"]),
    ):
        assert figure(who, "submitted_commit", where).value == 352_000
    assert figure(MARCUS, "submitted_commit", ["team=West"]).value == 200_000


def test_the_executive_speaks_for_the_company_else_the_managers(figure: Asked) -> None:
    assert figure(MARCUS, "submitted_commit", period="2026-Q2").value == 20_000
    found = figure(SOFIE, "submitted_commit")
    assert (found.value, found.n, _missing(found)) == (552_000, 2, [])
    assert figure(SOFIE, "submitted_commit", [f"manager={MARCUS}"]).value == 552_000
    early = figure(SOFIE, "submitted_commit", as_of="2026-10-20")
    assert (early.value, _missing(early)) == (300_000, [NICOLAS])


def test_the_last_one_by_the_day_asked_stands(figure: Asked) -> None:
    assert figure(FIONA, "submitted_commit", as_of="2026-11-19").value == 320_000
    assert figure(FIONA, "submitted_commit", as_of="2026-11-13").value == 320_000
    assert figure(FIONA, "submitted_commit", as_of="2026-11-12").value == 300_000
    assert figure(MARCUS, "submitted_commit", period="2026-Q2", as_of="2026-06-01").value == 30_000
    # 23:30 in Paris is still 31 May
    assert figure(FIONA, "submitted_commit", period="2026-Q2", as_of="2026-05-31").value == 22_000


def test_only_a_submission_for_exactly_the_period_counts(figure: Asked) -> None:
    for period in ("2026-11", "2026", "2026-10-01..2026-12-30", "all"):
        assert figure(FIONA, "submitted_commit", period=period).reason == "not_submitted"
    month = figure(MARCUS, "submitted_commit", period="2026-11")
    assert _missing(month) == [FIONA, NICOLAS]
    by_quarter = figure(MARCUS, "submitted_commit", period="2026", by="quarter")
    assert rows_of(by_quarter) == {"2026-Q2": 20_000, "2026-Q4": 552_000}
    before = figure(MARCUS, "submitted_commit", compare="2026-Q2").compared_to
    assert before is not None
    assert before.value == 20_000


def test_breakdowns_by_those_who_speak(figure: Asked) -> None:
    by_rep = figure(MARCUS, "submitted_commit", by="rep")
    assert rows_of(by_rep) == {FIONA: 352_000, NICOLAS: 200_000, ALICE: 150_000}
    assert by_rep.value == 552_000
    by_team = figure(MARCUS, "submitted_commit", by="team")
    assert rows_of(by_team) == {"North": 352_000, "West": 200_000}
    by_manager = figure(MARCUS, "submitted_commit", by="manager")
    assert rows_of(by_manager) == {MARCUS: 552_000, FIONA: 352_000, NICOLAS: 200_000}
    assert rows_of(figure(FIONA, "submitted_commit", by="rep")) == {FIONA: 352_000, ALICE: 150_000}


def test_a_best_case_that_was_not_named_is_missing(figure: Asked) -> None:
    assert figure(FIONA, "submitted_best_case", as_of="2026-11-19").value == 450_000
    unnamed = figure(FIONA, "submitted_best_case")
    assert (unnamed.value, unnamed.reason) == (None, "no_best_case")
    company = figure(MARCUS, "submitted_best_case")
    assert (company.value, _missing(company)) == (250_000, [FIONA])


def test_a_rep_sees_their_own_only(figure: Asked) -> None:
    for where in (["team=North"], [f"manager={FIONA}"], [f"rep={OLIVER}"], ["team=*"]):
        assert figure(ALICE, "submitted_commit", where).status == "denied"
        assert figure(ALICE, "forecast_accuracy", where, period="2026-Q2").status == "denied"
        assert figure(ALICE, "forecast_variance", where).status == "denied"
    for by in ("team", "manager"):
        assert rows_of(figure(ALICE, "submitted_commit", by=by)) == {}
    assert rows_of(figure(ALICE, "submitted_commit", by="rep")) == {ALICE: 150_000}
    assert figure(FIONA, "submitted_commit", [f"rep={CAMILLE}"]).status == "denied"
    assert figure(NICOLAS, "forecast_variance", ["team=*"]).status == "denied"


def test_submissions_are_cut_by_people_and_time_alone(figure: Asked) -> None:
    filtered = figure(MARCUS, "submitted_commit", ["segment=SMB"])
    assert (filtered.status, filtered.reason) == ("declined", "filter_not_honoured")
    assert figure(MARCUS, "submitted_commit", by="product").reason == "breakdown_not_honoured"
    excluded = figure(MARCUS, "submitted_commit", [f"rep!={ALICE}"])
    assert (excluded.status, excluded.reason) == ("declined", "submission_exclusion")
    running = figure(MARCUS, "forecast_accuracy", [f"rep!={ALICE}"])
    assert (running.status, running.reason) == ("declined", "submission_exclusion")


def test_who_led_a_team_before_still_speaks_for_it(database: Database, tmp_path: Path) -> None:
    lena = f"{LENA},Lena Vogt,manager,{MARCUS},West,,en,2026-10-31"
    people = [line for line in FILES["people"].splitlines() if not line.startswith("lena")]
    forecasts = "\n".join(
        [
            "submitted_by,starts_on,ends_on,submitted_at,commit",
            f"{LENA},2026-10-01,2026-12-31,2026-10-10T09:00:00+02:00,100000",
            f"{FIONA},2026-10-01,2026-12-31,2026-10-10T09:00:00+02:00,300000",
        ]
    )
    people_csv = "\n".join([*people, lena]) + "\n"
    settle(database, tmp_path / "veridia", people=people_csv, forecasts=forecasts + "\n")
    company = _asked(database, MARCUS)
    assert (company.value, _missing(company)) == (400_000, [])
    assert _asked(database, MARCUS, where={"team": ["West"]}).value == 100_000
    assert _asked(database, NICOLAS).reason == "not_submitted"  # Lena is none of his people
    forecasts += f"\n{NICOLAS},2026-10-01,2026-12-31,2026-11-09T09:00:00+01:00,150000\n"
    settle(database, tmp_path / "veridia", people=people_csv, forecasts=forecasts)
    assert _asked(database, MARCUS).value == 450_000


def test_a_submission_stays_with_the_team_as_it_was(database: Database, tmp_path: Path) -> None:
    settle(database, tmp_path / "veridia")
    people = FILES["people"].replace(f"manager,{MARCUS},West", f"manager,{MARCUS},South")
    settle(database, tmp_path / "veridia", people=people)
    assert _asked(database, MARCUS, where={"team": ["West"]}).value == 200_000
    moved = _asked(database, MARCUS, where={"team": ["South"]})
    assert (moved.value, _missing(moved)) == (None, [NICOLAS])
    assert _asked(database, NICOLAS).value == 200_000


@pytest.mark.parametrize(
    ("who", "arguments", "value", "reason"),
    [
        (MARCUS, {}, 32_000 / 520_000, None),
        (FIONA, {}, 0.1, None),
        (ALICE, {}, 0.0, None),  # submitted seven days ago
        (ALICE, {"as_of": "2026-11-20"}, None, "not_submitted_a_week_before"),
        (OLIVER, {}, None, "not_submitted"),
        (MARCUS, {"as_of": "2026-11-05"}, 2 / 3, None),
        (MARCUS, {"period": "2026-Q2", "as_of": "2026-06-20"}, -1 / 3, None),
    ],
)
def test_variance_is_against_the_week_before(
    figure: Asked, who: str, arguments: dict[str, str], value: float | None, reason: str | None
) -> None:
    found = figure(who, "forecast_variance", **arguments)
    assert (found.status, found.reason) == ("answered", reason)
    assert found.value == pytest.approx(value)


def test_who_was_missing_a_week_before_is_named(figure: Asked) -> None:
    assert _missing(figure(MARCUS, "forecast_variance", as_of="2026-11-05")) == [NICOLAS]
    by_manager = figure(MARCUS, "forecast_variance", by="manager")
    assert rows_of(by_manager) == pytest.approx({FIONA: 0.1, MARCUS: 32 / 520, NICOLAS: 0})


def test_who_has_not_submitted_is_named_though_the_manager_speaks_for_the_team(
    figure: Asked,
) -> None:
    team = figure(FIONA, "submitted_commit")
    assert (team.value, _missing(team)) == (352_000, [])
    assert team.facts["silent"] == [OLIVER, PRIYA]
    both = figure(FIONA, "submitted_commit", [f"rep={ALICE}", f"rep={FIONA}"])
    assert both.facts == {"all_in": 2}
