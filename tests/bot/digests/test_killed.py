"""The real process, killed with -9 while it sends; `python -m bench.exactly_once` kills more."""

from pathlib import Path

from bench.exactly_once import run


async def test_everybody_has_one_digest_however_often_it_is_killed(tmp_path: Path) -> None:
    tally = await run(tmp_path, kills=4, processes=2, reps=30)
    assert set(tally.digests) == {1}, str(tally)
    assert sum(tally.digests.values()) >= 3
