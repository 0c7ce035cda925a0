"""Dimensions of the account: the account itself, segment, industry, territory, country."""

from collections.abc import Collection, Hashable
from typing import Any

from sqlalchemy import ColumnElement, FromClause, exists, func, or_, select, true

from storage.tables import accounts, opportunities
from tools.engine.dimensions.base import Candidate, Dimension, Labels, Named
from tools.engine.dimensions.naming import alias_spellings, pick
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows
from tools.fold import fold


class Account(Dimension):
    """The account, named by its name; typed as its name, its id or an alias."""

    def key(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.account

    def attribute(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.account

    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        return _required(rows).in_(keys)

    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        found = inquiry.connection.execute(select(accounts.c.pk, accounts.c.name))
        return {pk: name for pk, name in found}

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        query = select(accounts.c.pk, accounts.c.id, accounts.c.name).where(_visible(inquiry))
        exact = inquiry.connection.execute(
            query.where(or_(accounts.c.name == value, accounts.c.id == value)).limit(2)
        ).all()
        if len(exact) == 1:
            return Named(exact[0].pk, exact[0].name)
        spelt = alias_spellings(inquiry.connection, "account")
        keys: dict[str, int] = {}
        candidates = []
        for pk, identity, name in inquiry.connection.execute(query):
            keys[identity] = pk
            candidates.append(Candidate(identity, name, tuple(spelt.get(fold(name), ()))))
        named = pick(self.name, value, candidates)
        return Named(keys[str(named.key)], named.name)


class OfAccount(Dimension):
    """An attribute of the account, or of the row itself where no account stands in it."""

    def key(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.columns.get(self.name) if rows.account is None else self._column

    def join(self, source: FromClause, rows: Rows) -> FromClause:
        if rows.account is None:
            return source
        return source.outerjoin(accounts, accounts.c.pk == rows.account)

    def attribute(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.columns.get(self.name) if rows.account is None else rows.account

    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        if rows.account is None and self.name in rows.columns:
            return rows.columns[self.name].in_(keys)
        # Behind coalesce, so that SQLite walks the covering index of the period and looks the
        # account up, instead of visiting every deal of thousands of accounts one by one.
        account = func.coalesce(_required(rows), 0)
        return account.in_(select(accounts.c.pk).where(self._column.in_(keys)))

    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        return {key: None if key is None else str(key) for key in keys}

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        exact = select(exists().where(self._column == value))
        if inquiry.connection.scalar(exact):
            return Named(value, value)
        spelt = alias_spellings(inquiry.connection, self.name)
        query = select(self._column).where(self._column.is_not(None)).distinct()
        candidates = [
            Candidate(name, name, (*spelt.get(fold(name), ()), *self.spellings(name)))
            for name in inquiry.connection.scalars(query)
        ]
        return pick(self.name, value, candidates)

    def spellings(self, name: str) -> tuple[str, ...]:
        """Further spellings that come with the dimension itself."""
        return ()

    @property
    def _column(self) -> ColumnElement[str]:
        return accounts.c[self.name]


class Country(OfAccount):
    """The account's country: ISO codes, also typed by their names in either language."""

    def spellings(self, name: str) -> tuple[str, ...]:
        from babel import Locale  # noqa: PLC0415 (only names need it)

        locales = (Locale(code) for code in ("en", "fr"))
        found = (locale.territories.get(name.upper()) for locale in locales)
        return tuple(country for country in found if country)


def _required(rows: Rows) -> ColumnElement[int]:
    if rows.account is None:
        raise ValueError("these rows have no account")
    return rows.account


def _visible(inquiry: Inquiry) -> ColumnElement[bool]:
    """The accounts an asker may hear of: those owned or worked on within the scope."""
    if inquiry.scope.kind == "company":
        return true()
    worked = select(opportunities.c.account_pk).where(
        inquiry.scope.condition(opportunities.c.owner_pk), opportunities.c.account_pk.is_not(None)
    )
    return or_(accounts.c.pk.in_(worked), inquiry.scope.condition(accounts.c.owner_pk))
