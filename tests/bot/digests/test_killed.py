"""The real process, killed with -9 while it sends; `python -m bench.exactly_once` kills more."""

from pathlib import Path

from bench.exactly_once import run


async def test_digests_and_rituals_come_once_however_often_it_is_killed(tmp_path: Path) -> None:
    tally = await run(tmp_path, kills=4, processes=2, reps=30, weeks=1)
    assert (set(tally.digests), set(tally.rituals)) == ({1}, {1}), str(tally)
    assert tally.digests[1] >= 3
    assert tally.rituals[1] >= 5
