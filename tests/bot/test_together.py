"""Who comes at once is served together."""

import asyncio
import threading
from collections.abc import Sequence

import pytest

from bot.together import Together


async def test_who_comes_meanwhile_is_served_in_one_go() -> None:
    go, served = threading.Event(), list[Sequence[int]]()

    def double(numbers: Sequence[int]) -> list[int]:
        served.append(numbers)
        go.wait(10)
        return [2 * number for number in numbers]

    together = Together[int, int]("double", double)
    first = asyncio.create_task(together.one(1))
    while not served:
        await asyncio.sleep(0.01)
    others = [asyncio.create_task(together.one(number)) for number in (2, 3, 4)]
    await asyncio.sleep(0)
    others[1].cancel()  # waits no more: nobody else has to
    go.set()
    assert [await first, await others[0], await others[2]] == [2, 4, 8]
    assert served == [[1], [2, 3, 4]]


async def test_what_goes_wrong_all_are_told_and_the_next_are_served() -> None:
    def halve(numbers: Sequence[int]) -> list[int]:
        if 1 in numbers:
            raise ValueError("odd")
        return [number // 2 for number in numbers]

    together = Together[int, int]("halve", halve)
    failed = await asyncio.gather(together.one(1), together.one(2), return_exceptions=True)
    assert any(isinstance(one, ValueError) for one in failed)
    with pytest.raises(ValueError, match="odd"):
        await together.one(1)
    assert await together.one(8) == 4


async def test_what_is_in_no_hurry_gathers_between_two_goes() -> None:
    served = list[Sequence[int]]()

    def noted(numbers: Sequence[int]) -> Sequence[int]:
        served.append(numbers)
        return numbers

    together = Together[int, int]("noted", noted, every=0.3)
    assert await together.one(1) == 1  # the first waits for nobody
    waiting = []
    for number in (2, 3, 4):
        waiting.append(asyncio.create_task(together.one(number)))
        await asyncio.sleep(0.01)
    assert await asyncio.gather(*waiting) == [2, 3, 4]
    assert served == [[1], [2, 3, 4]]
