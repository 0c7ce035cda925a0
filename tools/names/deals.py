"""Deals by what people call them: looked up in the asker's scope when asked for, not indexed.

There may be a million of them, and a name that the asker may not see is no name to them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, func, or_, select

from storage.tables import accounts, opportunities
from tools.engine.people import Person
from tools.engine.scope import scope_of
from tools.names.words import fold, key

_MOST = 200  # candidates looked at: more are no name of one deal
_PREFIX = 4  # letters of a word that may stand for the whole of it
_MAY_BE_ACCENTED = frozenset("aceinosuyzl")
_PARTS = re.compile("ae|oe|ss|th|.")


@dataclass(frozen=True)
class DealName:
    """A deal: its id and its name."""

    id: str
    name: str


def deals_called(connection: Connection, asker: Person, words: Sequence[str]) -> list[DealName]:
    """Open deals in the asker's scope with all these folded words in their name, their account's
    or their id, those due first coming first; where none is, closed ones, the latest first. The one
    called exactly so alone.

    No words: whatever is open.
    """
    for is_open in (True, False) if words else (True,):
        found = _candidates(connection, asker, words, is_open=is_open)
        named = [row for row in found if _fits(row, words)]
        if named:
            break
    whole = " ".join(words)
    exact = [row for row in named if whole in {key(row["name"]), key(row["id"])}]
    return [DealName(row["id"], row["name"]) for row in (exact or named)]


def _candidates(
    connection: Connection, asker: Person, words: Sequence[str], *, is_open: bool
) -> list[RowMapping]:
    o, called = opportunities.c, (opportunities.c.name, accounts.c.name, opportunities.c.id)
    # Said in full: the index of open deals is taken for nothing else.
    kinds = o.kind == "open" if is_open else o.kind.in_(("won", "lost"))
    order = o.close_on if is_open else o.closed_on.desc()
    query = (
        select(o.id, o.name, accounts.c.name.label("account"))
        .select_from(opportunities.outerjoin(accounts, accounts.c.pk == o.account_pk))
        .where(kinds, scope_of(asker, "").condition(o.owner_pk))
        .order_by(order, o.pk)
        .limit(_MOST)
    )
    for word in words:
        like = f"%{loosely(word)}%"
        query = query.where(or_(*(func.lower(column).like(like) for column in called)))
    return list(connection.execute(query).mappings())


def loosely(word: str) -> str:
    """A pattern of LIKE that finds the folded word with any accents, in any alphabet and with
    letters that were two in one (œ, ß): a database may not fold them."""
    return "".join(map(_pattern, _PARTS.findall(word)))


def _pattern(part: str) -> str:
    if len(part) > 1:
        return "%"
    plain = part.isascii() and part.isalnum() and part not in _MAY_BE_ACCENTED
    return part if plain else "_"


def _fits(row: RowMapping, words: Sequence[str]) -> bool:
    said = key(fold(f"{row['name']} {row['account'] or ''} {row['id']}")).split()
    return all(
        any(one == word or (len(word) >= _PREFIX and one.startswith(word)) for one in said)
        for word in words
    )
