"""Dimensions of the person a row belongs to: rep, team, manager."""

from collections.abc import Collection, Hashable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from storage.tables import people
from tools.engine.dimensions.base import Candidate, Dimension, Labels, Named
from tools.engine.dimensions.naming import alias_spellings, nearest, pick
from tools.engine.inquiry import Inquiry
from tools.engine.memory import Memory
from tools.engine.refusal import Declined, Denied
from tools.engine.rows import Rows
from tools.engine.sql import in_tree_of
from tools.fold import fold

_MANAGERS = people.alias("managers")
_FEW = 50  # keys that are looked up one by one; more of them, and the whole table is read
_EVERYBODY: Memory[dict[Hashable, str | None]] = Memory(most=8)  # once for each import


class _Owner(Dimension):
    """Grouped by the owner's key, which the covering indexes hold; named afterwards."""

    def key(self, rows: Rows) -> ColumnElement[Any]:
        return rows.owner if rows.owner_group is None else rows.owner_group

    def attribute(self, rows: Rows) -> ColumnElement[Any] | None:
        return None  # every row has an owner


class Rep(_Owner):
    """Today's owner, named by email."""

    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        return rows.owner.in_(keys)

    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        return _column(inquiry, people.c.email, keys)

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        return _resolve_person(inquiry, self.name, value)


class Manager(_Owner):
    """A manager and those who report to them.

    As a filter it takes in everybody below, like a manager's own scope. In a breakdown each
    row stands once: with the owner's manager, or with the owner who is a manager.
    """

    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        return or_(*(in_tree_of(rows.owner, key) for key in keys if isinstance(key, int)))

    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        leaders = select(people.c.manager_pk).where(people.c.manager_pk.is_not(None))
        found = inquiry.connection.execute(
            select(
                people.c.pk,
                people.c.email,
                _MANAGERS.c.email,
                or_(people.c.role == "manager", people.c.pk.in_(leaders)),
            ).select_from(
                people.outerjoin(_MANAGERS, people.c.manager_pk == _MANAGERS.c.pk),
            )
        )
        return {pk: own if leads else above for pk, own, above, leads in found}

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        return _resolve_person(inquiry, self.name, value)


class Team(_Owner):
    """The owner's team."""

    def attribute(self, rows: Rows) -> ColumnElement[Any] | None:
        return None  # owners without a team are not among any, so an exclusion keeps them

    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        return rows.owner.in_(select(people.c.pk).where(people.c.team.in_(keys)))

    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        return _column(inquiry, people.c.team, keys)

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        query = select(people.c.team).where(people.c.team.is_not(None)).distinct()
        spelt = alias_spellings(inquiry.connection, "team")
        candidates = [
            Candidate(team, team, tuple(spelt.get(fold(team), ())))
            for team in inquiry.connection.scalars(query)
        ]
        seen = set(inquiry.connection.scalars(query.where(inquiry.scope.condition(people.c.pk))))
        try:
            named = pick(self.name, value, candidates)
        except Declined:
            if inquiry.scope.kind == "company":
                raise
            raise Denied("outside_scope") from None
        if named.key not in seen:
            raise Denied("outside_scope")
        return named


def _column(
    inquiry: Inquiry, column: ColumnElement[str | None], keys: Collection[Hashable]
) -> dict[Hashable, str | None]:
    query, version = select(people.c.pk, column), inquiry.company.version
    if len(keys) <= _FEW:
        query = query.where(people.c.pk.in_(keys))

    def read() -> dict[Hashable, str | None]:
        return {pk: value for pk, value in inquiry.connection.execute(query)}

    if version is None or len(keys) <= _FEW:
        return read()
    return _EVERYBODY.get((version, column.key), read)


def _resolve_person(inquiry: Inquiry, dimension: str, value: str) -> Named:
    """A person by email, full name, alias, or a first name that only one bears.

    Someone outside the asker's scope is denied in the same words whether they exist or not.
    """
    visible = _people_called(inquiry, value)
    if not visible:
        if inquiry.scope.kind != "company":
            raise Denied("outside_scope")
        near = nearest(value, inquiry.connection.scalars(select(people.c.name)))
        raise Declined("unknown_value", dimension=dimension, value=value, nearest=near)
    if len(visible) > 1:
        names = [f"{person.name} ({person.key})" for person in visible[:3]]
        raise Declined("ambiguous_value", dimension=dimension, value=value, nearest=names)
    email = str(visible[0].key)
    pk = inquiry.connection.scalar(select(people.c.pk).where(people.c.email == email))
    return Named(pk, email)


def _people_called(inquiry: Inquiry, value: str) -> Sequence[Candidate]:
    query = select(people.c.email, people.c.name).where(inquiry.scope.condition(people.c.pk))
    exact = inquiry.connection.execute(query.where(people.c.email == value.strip().lower())).all()
    if exact:
        return [Candidate(email, name) for email, name in exact]
    spelt = alias_spellings(inquiry.connection, "person")
    everybody = [
        Candidate(email, name, tuple(spelt.get(fold(name), []) + spelt.get(email, [])))
        for email, name in inquiry.connection.execute(query)
    ]
    called = [person for person in everybody if person.is_called(fold(value))]
    return called or [p for p in everybody if fold(p.name).split(" ")[0] == fold(value)]
