"""A kind of change, and one change that is ready to be made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from tools.engine.compute import Desk
from tools.engine.people import Person

Values = Mapping[str, Any]  # what JSON can hold


@dataclass(frozen=True)
class Prepared:
    """One change: the deal (the source's id and its name) and its values before and after."""

    kind: str
    deal: str
    name: str
    before: Values
    after: Values


@dataclass(frozen=True)
class Made:
    """The connection that writes, who made the change, and when."""

    connection: Connection
    by: str  # an email
    at: datetime


@dataclass(frozen=True)
class Kind:
    """A kind of change.

    `prepare` only reads; it raises PiloteError for what cannot be, and `Unclear` where more than
    one deal may be meant. `make` writes the values after, `undo` those before; `undo` raises
    PiloteError `changed_since` where something else was written in between. `crm`: it changes what
    the CRM holds, which is to be told.
    """

    name: str
    prepare: Callable[[Desk, Person, Values], Prepared]
    make: Callable[[Made, Prepared], None]
    undo: Callable[[Made, Prepared], None]
    crm: bool = False
