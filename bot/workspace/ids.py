"""Identifiers in Slack's shapes, different in each workspace.

People and places have the same in each run. Events never have: an app remembers whose it has
answered, and would take the events of a second run for repeats.
"""

import itertools
import secrets
import string
import zlib

_ALPHABET = string.digits + string.ascii_uppercase


class Ids:
    """A counter that starts where the workspace's name says."""

    def __init__(self, seed: str) -> None:
        self._next = itertools.count(zlib.crc32(seed.encode()) * 36**3)

    def new(self, prefix: str) -> str:
        """An id such as `U04QX1Z0001`, with the prefix Slack uses for its kind."""
        number, digits = next(self._next), ""
        for _ in range(10):
            number, digit = divmod(number, 36)
            digits = _ALPHABET[digit] + digits
        return prefix + digits

    def number(self) -> int:
        """A plain number, as in trigger ids and response URLs."""
        return next(self._next)


def secret() -> str:
    """Something that nobody can guess."""
    return secrets.token_hex(16)
