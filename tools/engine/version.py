"""Which import came in last: what was learnt of the data holds until the next one."""

from datetime import datetime
from typing import NamedTuple


class Version(NamedTuple):
    """The store, without its password, and the import that brought its data: its key, and when
    it was through (UTC)."""

    store: str
    latest: int
    finished_at: datetime
