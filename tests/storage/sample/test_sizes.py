"""Any size, any day, the same bytes for the same wishes, in memory that does not grow."""

import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from storage.sample import write_sample
from tests.storage.sample.conftest import TODAY, Sample


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_arguments_give_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("one", 3), ("two", 3), ("three", 4)):
        write_sample(tmp_path / name, seed=seed, reps=5, opportunities=150, today=TODAY)
    one, two, three = (_bytes(tmp_path / name) for name in ("one", "two", "three"))
    assert one == two
    assert one["opportunities.csv"] != three["opportunities.csv"]


def test_no_opportunities_still_make_a_company_with_quotas(sample: Sample) -> None:
    tables = sample(reps=3, opportunities=0)
    for name in ("opportunities", "stage_changes", "activities", "contacts", "notes"):
        assert tables[name] == []
    assert len({quota["of"] for quota in tables["quotas"] if quota["kind"] == "person"}) == 3
    assert tables["accounts"]
    assert tables["forecasts"]


@pytest.mark.parametrize(("reps", "opportunities"), [(1, 1), (1, 400), (7, 30), (40, 3)])
def test_small_companies(sample: Sample, reps: int, opportunities: int) -> None:
    tables = sample(reps=reps, opportunities=opportunities)
    assert len(tables["opportunities"]) == opportunities
    assert len([p for p in tables["people"] if p["role"] == "rep"]) == reps


@pytest.mark.parametrize(
    "today",
    [date(2024, 2, 29), date(2025, 1, 1), date(2026, 12, 31), date(2027, 8, 15), date(2030, 4, 1)],
)
def test_any_day_can_be_today(sample: Sample, today: date) -> None:
    tables = sample(today=today, reps=8, opportunities=300)
    text = today.isoformat()
    assert max(deal["created_on"] for deal in tables["opportunities"]) <= text
    assert max(change["changed_at"][:10] for change in tables["stage_changes"]) <= text
    assert any(q["starts_on"] <= text <= q["ends_on"] for q in tables["quotas"])
    assert any(
        deal["close_on"] > text and not deal["closed_on"] for deal in tables["opportunities"]
    )
    weekdays = {
        date.fromisoformat(deal["created_on"]).weekday() for deal in tables["opportunities"]
    }
    assert weekdays <= set(range(5))


def test_progress_rises_to_the_number_asked_for(tmp_path: Path) -> None:
    told: list[int] = []
    write_sample(tmp_path, reps=4, opportunities=1_700, today=TODAY, on_progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1_700
    assert len(told) > 3


def test_a_second_sample_takes_the_place_of_the_first(tmp_path: Path) -> None:
    write_sample(tmp_path, reps=4, opportunities=50, today=TODAY)
    write_sample(tmp_path, reps=2, opportunities=10, today=TODAY)
    assert (tmp_path / "opportunities.csv").read_text(encoding="utf-8").count("\n") == 11


def test_a_broken_run_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    write_sample(tmp_path, reps=4, opportunities=50, today=TODAY)
    before = _bytes(tmp_path)

    def pull_the_plug(done: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sample(tmp_path, reps=2, opportunities=900, today=TODAY, on_progress=pull_the_plug)
    assert _bytes(tmp_path) == before


def _peak(folder: Path, opportunities: int) -> int:
    """Bytes; so many reps that both sizes have the same number of accounts."""
    tracemalloc.start()
    write_sample(folder, reps=180, opportunities=opportunities, today=TODAY)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_number_of_deals(tmp_path: Path) -> None:
    _peak(tmp_path, 10)  # caches and modules
    assert _peak(tmp_path, 1_000) < 1.05 * _peak(tmp_path, 100)
