"""Which import came in last, and what was changed by hand since: what was learnt of the data holds
until the next one, what was read of deals until one is changed."""

from datetime import datetime
from typing import NamedTuple


class Version(NamedTuple):
    """The store, without its password, and the import that brought its data: its key, and when
    it was through (UTC)."""

    store: str
    latest: int
    finished_at: datetime


class Mended(NamedTuple):
    """How often deals were changed by hand since that import, and the key of the last change:
    together they tell what was read of deals before from what is there now."""

    times: int
    latest: int


UNMENDED = Mended(0, 0)
