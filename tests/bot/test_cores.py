"""How the cores of a machine are shared out among processes."""

from bot.cores import keep_to, own_cores, shares


def test_each_process_has_its_own_and_none_is_left_out() -> None:
    assert shares({0, 1}, 2) == [[0], [1]]
    assert shares(range(8), 3) == [[0, 1], [2, 3, 4], [5, 6, 7]]
    assert shares({7, 3, 5}, 2) == [[3], [5, 7]]  # as many as the system gives us, whichever


def test_more_processes_than_cores_have_some_in_common() -> None:
    assert shares({0, 1}, 5) == [[0], [0], [0], [1], [1]]
    assert shares((), 2) == [[], []]  # a system that does not tell


def test_where_one_may_not_choose_nothing_changes() -> None:
    before = own_cores()
    keep_to({4_000})  # no machine of ours has it
    assert own_cores() == before
