"""Names: what the people, accounts, products and places of the store are called."""

from tools.names.index import Name, NameIndex

__all__ = ["Name", "NameIndex"]
