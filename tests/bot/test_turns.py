"""Few compute at a time; whoever waits for somebody else gives the turn up for as long."""

import threading
import time

from bot.turns import AT_ONCE, InTurn, turns

PATIENCE = 10.0


def test_many_wait_while_one_after_the_other_computes() -> None:
    """Forty wait at once in an executor that computes few at a time."""
    everybody, order = threading.Barrier(41), list[str]()

    def asks(number: int) -> int:
        with turns.waiting():
            everybody.wait(PATIENCE)
        order.append("asked")
        return number

    with InTurn(64) as executor:
        waiting = [executor.submit(asks, number) for number in range(40)]
        everybody.wait(PATIENCE)  # all forty are inside
        assert [one.result(PATIENCE) for one in waiting] == list(range(40))
        assert executor.submit(order.count, "asked").result(PATIENCE) == 40


def test_who_comes_back_goes_after_those_who_came_before_and_before_later_ones() -> None:
    go, away, others = threading.Event(), threading.Event(), threading.Event()
    full, order = threading.Barrier(AT_ONCE + 1), list[str]()

    def asks() -> None:
        with turns.waiting():
            away.set()
            go.wait(PATIENCE)
            full.wait(PATIENCE)  # by now the others keep all turns
        order.append("back")

    def computes(ends: threading.Event) -> None:
        full.wait(PATIENCE)
        ends.wait(PATIENCE)

    with InTurn(8) as executor:
        first, soon = executor.submit(asks), threading.Event()
        assert away.wait(PATIENCE)
        busy = [executor.submit(computes, ends) for ends in (soon, *[others] * (AT_ONCE - 1))]
        new = [executor.submit(order.append, "new") for _ in range(3)]
        go.set()
        time.sleep(0.3)  # it is back by now
        later = executor.submit(order.append, "later")
        soon.set()
        first.result(PATIENCE)
        others.set()
        for one in (*busy, *new, later):
            one.result(PATIENCE)
    assert order == ["new", "new", "new", "back", "later"]


def test_what_fails_or_is_given_up_keeps_no_turn() -> None:
    with InTurn(8) as executor:
        failing = [executor.submit(int, "soon") for _ in range(5)]
        assert all(isinstance(one.exception(PATIENCE), ValueError) for one in failing)
        held = threading.Event()
        busy = [executor.submit(held.wait, PATIENCE) for _ in range(AT_ONCE)]
        given_up = executor.submit(int, "1")
        assert given_up.cancel()
        held.set()
        assert all(one.result(PATIENCE) for one in busy)
        assert executor.submit(int, "2").result(PATIENCE) == 2
