"""Whoever comes while somebody works is served next, with everybody else who did."""

import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.one_go import MOST, InOneGo
from storage.errors import PiloteError

PATIENCE = 10.0
BAD = 1_000


class Desk:
    """Work that can be held up; what it was given, batch by batch."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.trouble: PiloteError | None = None
        self.begun, self.go_on = threading.Event(), threading.Event()

    def doubled(self, numbers: Sequence[int]) -> list[int]:
        self.batches.append(list(numbers))
        self.begun.set()
        assert self.go_on.wait(PATIENCE)
        if self.trouble:
            raise self.trouble
        if BAD in numbers:
            raise ValueError(f"{len(numbers)} at once")
        return [2 * number for number in numbers]


def _asked_while_one_is_served(desk: Desk, many: Sequence[int]) -> list[int | str]:
    """What comes of 1, and of those who come while it is being served."""
    work = InOneGo(desk.doubled)

    def one(number: int) -> int | str:
        try:
            return work.one(number)
        except ValueError as error:
            return str(error)
        except PiloteError as error:
            return error.code

    with ThreadPoolExecutor(len(many) + 1) as threads:
        first = threads.submit(one, 1)
        assert desk.begun.wait(PATIENCE)
        others = [threads.submit(one, number) for number in many]
        ends = time.monotonic() + PATIENCE
        while len(work._waiting) < len(many) and time.monotonic() < ends:
            time.sleep(0.01)
        desk.go_on.set()
        return [done.result(PATIENCE) for done in (first, *others)]


def test_who_comes_meanwhile_is_served_in_one_go() -> None:
    desk = Desk()
    assert _asked_while_one_is_served(desk, range(2, 32)) == [2 * n for n in range(1, 32)]
    assert [len(batch) for batch in desk.batches] == [1, 30]


def test_of_too_many_for_one_go_the_others_come_next() -> None:
    desk = Desk()
    many = range(2, MOST + 12)
    assert _asked_while_one_is_served(desk, many) == [2 * n for n in (1, *many)]
    assert [len(batch) for batch in desk.batches] == [1, MOST, 10]


def test_what_fails_for_one_does_not_fail_for_the_others() -> None:
    told = _asked_while_one_is_served(Desk(), [2, BAD, 4])
    assert told == [2, 4, "1 at once", 8]


def test_a_store_that_takes_nothing_is_tried_once_for_all() -> None:
    desk = Desk()
    desk.trouble = PiloteError("database_locked")
    told = _asked_while_one_is_served(desk, range(2, 12))
    assert told == ["database_locked"] * 11
    assert [len(batch) for batch in desk.batches] == [1, 10]


def test_after_a_failure_it_goes_on() -> None:
    desk = Desk()
    desk.go_on.set()
    work = InOneGo(desk.doubled)
    with pytest.raises(ValueError, match="1 at once"):
        work.one(BAD)
    assert work.one(3) == 6
