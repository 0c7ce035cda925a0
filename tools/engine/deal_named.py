"""The deal that somebody means by a name, among those that they may see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    and_,
    func,
    literal_column,
    or_,
    select,
)

from storage.errors import PiloteError, UsageError
from storage.tables import accounts, opportunities
from tools.engine.scope import Scope
from tools.names.deals import loosely
from tools.names.words import words

MOST = 3  # choices
_SHOWN = 80  # characters of a name that nothing is called by
_LOOKED_AT = 2_000  # deals whose name has a word in it, the largest: more are no name of one


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

    @cached_property
    def name_words(self) -> list[str]:
        """Its name as it is compared."""
        return words(str(self.row["name"]))

    @cached_property
    def account_words(self) -> list[str]:
        """Its account's name likewise."""
        return words(str(self.row["account"] or ""))


def named(
    connection: Connection, scope: Scope, text: str, *, closed: bool = False
) -> Sequence[Named]:
    """The one open deal meant, or up to three that may be meant, the largest first; with `closed`
    won and lost ones too, where no open one fits.

    An id, a whole name, an account, or words of both. Raises UsageError `deal_needed` for nothing,
    PiloteError `deal_won` or `deal_lost` where only a closed deal of the asker's is called so, and
    `deal_unknown` where nothing they may see is: it does not tell whether there is such a deal.
    """
    if not text.strip():
        raise UsageError("deal_needed")
    for kinds in (("open",), ("won", "lost")):
        found = meant(called(connection, scope, text, kinds), text)
        if found and (closed or kinds == ("open",)):
            return found
        if found:
            raise PiloteError(f"deal_{found[0].row['kind']}", deal=found[0].label)
    raise unknown(text)


def unknown(text: str) -> PiloteError:
    """That no deal is called so; the words on one line, and cut where nobody reads on."""
    line = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
    return PiloteError("deal_unknown", deal=f"{line[:_SHOWN]}…" if len(line) > _SHOWN else line)


def called(
    connection: Connection, scope: Scope, text: str, kinds: Sequence[str] = ("open",)
) -> list[Named]:
    """The deals with this id, or with all words of the text in their name, their account's or
    their id, the largest first."""
    wanted = words(text)
    if not wanted:
        return []
    o, a = opportunities.c, accounts.c
    # Said in the query itself: the index of open deals is only taken where it is known to be.
    kind = or_(*(o.kind == literal_column(f"'{one}'") for one in kinds))
    inside: list[ColumnElement[bool]] = [kind, scope.condition(o.owner_pk)]
    if any(letter.isdigit() for letter in text):
        same = o.id.in_({text.strip(), text.strip().upper(), text.strip().lower()})
        found = _read(connection, and_(same, *inside))
        if found:
            return found
    # From an index alone (ix_opportunities_name): of a million deals no row is read in vain.
    fitting = select(o.pk).where(*inside)
    for like in (f"%{loosely(word)}%" for word in wanted):
        of_account = o.account_pk.in_(select(a.pk).where(func.lower(a.name).like(like)))
        either = or_(func.lower(o.name).like(like), func.lower(o.id).like(like), of_account)
        fitting = fitting.where(either)
    return _read(connection, o.pk.in_(fitting))


def _read(connection: Connection, condition: ColumnElement[bool]) -> list[Named]:
    o, a = opportunities.c, accounts.c
    query = (
        select(opportunities, a.name.label("account"))
        .select_from(opportunities.outerjoin(accounts, a.pk == o.account_pk))
        .where(condition)
        .order_by(o.amount.desc().nulls_last(), o.pk)
        .limit(_LOOKED_AT)
    )
    return [Named(row) for row in connection.execute(query).mappings()]


def meant(deals: Sequence[Named], text: str) -> Sequence[Named]:
    """Those of them, three at most, that the text means: what fits better leaves out the rest."""
    wanted = words(text)
    for fits in _FITS if wanted else ():
        found = [deal for deal in deals if fits(deal, text, wanted)]
        if found:
            return found[:MOST]
    return ()


def _by_id(deal: Named, text: str, wanted: Sequence[str]) -> bool:
    """As it is, or with its hyphens as blanks."""
    return deal.id.casefold() == text.strip().casefold() or words(deal.id) == list(wanted)


def _by_name(deal: Named, _text: str, wanted: Sequence[str]) -> bool:
    return deal.name_words == list(wanted)


def _by_account(deal: Named, _text: str, wanted: Sequence[str]) -> bool:
    return deal.account_words == list(wanted)


def _by_words(deal: Named, _text: str, wanted: Sequence[str]) -> bool:
    """All words stand in the deal's name and its account's, in any order."""
    return set(wanted) <= {*deal.name_words, *deal.account_words}


_FITS: tuple[Callable[[Named, str, Sequence[str]], bool], ...] = (
    _by_id,
    _by_name,
    _by_account,
    _by_words,
)
