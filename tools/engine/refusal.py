"""Outcomes that are no figure: declined (cannot be honoured) and denied (outside scope)."""

from storage.errors import PiloteError


class Declined(PiloteError):  # noqa: N818 (an outcome a user reads, not a fault)
    """The figure cannot honour what was asked; `code` is the sentence's under `reasons`."""


class Denied(PiloteError):  # noqa: N818
    """Outside what the asker may see; never says whether the thing exists."""
