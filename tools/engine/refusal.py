"""Outcomes that are no figure: nothing to compute, declined, or denied (outside scope)."""

from storage.errors import PiloteError


class Declined(PiloteError):  # noqa: N818 (an outcome a user reads, not a fault)
    """The figure cannot honour what was asked; `code` is the sentence's under `reasons`."""


class Denied(PiloteError):  # noqa: N818
    """Outside what the asker may see; never says whether the thing exists."""


class NoValue(Exception):  # noqa: N818
    """There is nothing to divide by; `reason` is the code of the sentence that says so."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
