"""The deal that somebody means by a name, among those that they may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, or_, select

from storage.errors import PiloteError
from storage.tables import accounts, opportunities
from tools.engine.scope import Scope
from tools.names.words import words

MOST = 3  # choices
_SHORTEST = 3  # letters of a word by which names are looked up


@dataclass(frozen=True)
class Named:
    """A deal: its row, and what it is called in a choice."""

    row: RowMapping

    @property
    def label(self) -> str:
        """Its name and, where that does not tell it, its account."""
        name, account = str(self.row["name"]), self.row["account"]
        return f"{name} ({account})" if account and account not in name else name

    @property
    def amount(self) -> Decimal | None:
        """What it is worth, in its own currency."""
        amount: Decimal | None = self.row["amount"]
        return amount

    @property
    def id(self) -> str:
        """The source's own id."""
        return str(self.row["id"])


def named(
    connection: Connection, scope: Scope, text: str, *, closed: bool = False
) -> Sequence[Named]:
    """The one open deal meant, or up to three that may be meant, the largest first; with `closed`
    won and lost ones too, where no open one fits.

    An id, a whole name, an account, or words of both. Raises PiloteError `deal_unknown` where
    nothing the asker may see is called so: it does not tell whether there is such a deal.
    """
    wanted = words(text)
    for kinds in (("open",), ("won", "lost")) if closed else (("open",),):
        rows = _looked_up(connection, _deals(scope, kinds), wanted) if wanted else []
        for fits in (_by_id, _by_name, _by_account, _by_words):
            found = [Named(row) for row in rows if fits(row, text, wanted)]
            if found:
                return found[:MOST]
    raise PiloteError("deal_unknown", deal=text)


def _looked_up(
    connection: Connection, query: Select[Any], wanted: Sequence[str]
) -> Sequence[RowMapping]:
    """Deals with the longest of the words in a name; where accents hide it, all of them."""
    longest = max(wanted, key=len)
    if len(longest) >= _SHORTEST:
        like = f"%{longest.replace('%', '').replace('_', '')}%"
        called = or_(
            func.lower(opportunities.c.name).like(like),
            func.lower(accounts.c.name).like(like),
            func.lower(opportunities.c.id).like(like),
        )
        found = connection.execute(query.where(called)).mappings().all()
        if found:
            return found
    return connection.execute(query).mappings().all()


def _deals(scope: Scope, kinds: Sequence[str]) -> Select[Any]:
    o = opportunities.c
    return (
        select(opportunities, accounts.c.name.label("account"))
        .select_from(opportunities.outerjoin(accounts, accounts.c.pk == o.account_pk))
        .where(o.kind.in_(kinds), scope.condition(o.owner_pk))
        .order_by(o.amount.desc().nulls_last(), o.pk)
    )


def _by_id(row: RowMapping, text: str, wanted: Sequence[str]) -> bool:
    """As it is, or with its hyphens as blanks."""
    identity = str(row["id"])
    return identity.casefold() == text.strip().casefold() or words(identity) == list(wanted)


def _by_name(row: RowMapping, _text: str, wanted: Sequence[str]) -> bool:
    return words(str(row["name"])) == list(wanted)


def _by_account(row: RowMapping, _text: str, wanted: Sequence[str]) -> bool:
    return row["account"] is not None and words(str(row["account"])) == list(wanted)


def _by_words(row: RowMapping, _text: str, wanted: Sequence[str]) -> bool:
    """All words stand in the deal's name and its account's, in any order."""
    return set(wanted) <= {*words(str(row["name"])), *words(str(row["account"] or ""))}
