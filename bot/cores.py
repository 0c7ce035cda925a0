"""The machine's cores, shared out among the processes of one server.

An interpreter keeps one core busy with all its threads together. Left to the system, they wake up
now on this core and now on another: what one of them had in its caches is not there, and handing
the interpreter over takes longer. Of 500 questions to a model that takes 2 s, each then cost a
fifth more.
"""

import os
import sys
from collections.abc import Collection, Sequence
from contextlib import suppress
from itertools import pairwise


def shares(cores: Collection[int], processes: int) -> Sequence[Collection[int]]:
    """The cores of each of so many processes: all of them, as evenly as they go, those of one
    process beside each other. More processes than cores have one in common with others."""
    all_of_them, many = sorted(cores), len(cores)
    begins = [place * many // processes for place in range(processes + 1)]
    return [all_of_them[begin : max(end, begin + 1)] for begin, end in pairwise(begins)]


def own_cores() -> Collection[int]:
    """Those that this process may use; none where the system does not tell."""
    return os.sched_getaffinity(0) if sys.platform == "linux" else ()


def keep_to(cores: Collection[int]) -> None:
    """This process's threads run on these from now on; on any where there are none."""
    if sys.platform == "linux" and cores:
        with suppress(OSError):  # not every container lets one choose: they run where they are put
            os.sched_setaffinity(0, cores)
