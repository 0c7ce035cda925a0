"""Dimensions of the product: the product itself and its family."""

from collections.abc import Collection, Hashable
from typing import Any

from sqlalchemy import ColumnElement, select

from storage.tables import products
from tools.engine.dimensions.base import Candidate, Dimension, Labels, Named
from tools.engine.dimensions.naming import alias_spellings, pick
from tools.engine.inquiry import Inquiry
from tools.engine.rows import Rows
from tools.fold import fold


class _OfProduct(Dimension):
    """Grouped by the product's key: there are few of them, named afterwards."""

    def key(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.product

    def attribute(self, rows: Rows) -> ColumnElement[Any] | None:
        return rows.product

    def _product(self, rows: Rows) -> ColumnElement[int]:
        if rows.product is None:
            raise ValueError("these rows have no product")
        return rows.product


class Product(_OfProduct):
    """The product, named by its name; typed as its name, its id or an alias."""

    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        return self._product(rows).in_(keys)

    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        found = inquiry.connection.execute(select(products.c.pk, products.c.name))
        return {pk: name for pk, name in found}

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        spelt = alias_spellings(inquiry.connection, "product")
        query = select(products.c.pk, products.c.id, products.c.name)
        keys: dict[str, int] = {}
        candidates = []
        for pk, identity, name in inquiry.connection.execute(query):
            keys[identity] = pk
            known_as = [*spelt.get(fold(name), ()), *spelt.get(fold(identity), ())]
            candidates.append(Candidate(identity, name, tuple(known_as)))
        named = pick(self.name, value, candidates)
        return Named(keys[str(named.key)], named.name)


class ProductFamily(_OfProduct):
    """The product's family."""

    def among(self, rows: Rows, keys: Collection[Hashable]) -> ColumnElement[bool]:
        return self._product(rows).in_(select(products.c.pk).where(products.c.family.in_(keys)))

    def labels(self, inquiry: Inquiry, keys: Collection[Hashable]) -> Labels:
        found = inquiry.connection.execute(select(products.c.pk, products.c.family))
        return {pk: family for pk, family in found}

    def resolve(self, inquiry: Inquiry, value: str) -> Named:
        query = select(products.c.family).where(products.c.family.is_not(None)).distinct()
        names = inquiry.connection.scalars(query)
        return pick(self.name, value, [Candidate(name, name) for name in names])
