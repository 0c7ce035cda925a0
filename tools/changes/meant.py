"""The one deal that a change is about."""

from collections.abc import Sequence

from tools.engine.compute import Desk
from tools.engine.deal_named import Named, named
from tools.engine.people import Person
from tools.engine.scope import scope_of


class Unclear(Exception):  # noqa: N818 (an outcome a user reads)
    """More than one deal may be meant."""

    def __init__(self, text: str, found: Sequence[Named]) -> None:
        super().__init__(text)
        self.text = text
        self.found = found


def one_deal(at: Desk, asker: Person, text: str, *, closed: bool = False) -> Named:
    """The open deal called so, in the asker's scope; with `closed`, a closed one too.

    Raises Unclear, and PiloteError `deal_unknown`.
    """
    found = named(at.connection, scope_of(asker, at.company.name), text, closed=closed)
    if len(found) > 1:
        raise Unclear(text, found)
    return found[0]
