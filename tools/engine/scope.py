"""Scope: whose rows an asker may see, as a part of every query.

A rep sees their own deals, a manager their own and those of everybody below, executives
and operations everything (answers.md, "Scope"). No query over deals can be built without one.
"""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import ColumnElement, true

from tools.engine.people import Person
from tools.engine.sql import in_tree_of

Kind = Literal["rep", "team", "company"]


@dataclass(frozen=True)
class Scope:
    """What may be seen: one person's rows, a manager's tree, or everything.

    `of` names it for the reader of the answer: an email, or the company's name.
    """

    kind: Kind
    of: str
    pk: int | None = None

    def condition(self, owner: ColumnElement[int]) -> ColumnElement[bool]:
        """True for the rows whose `owner` may be seen."""
        if self.kind == "company":
            return true()
        if self.kind == "rep":
            return owner == self.pk
        return in_tree_of(owner, self._root)

    @property
    def _root(self) -> int:
        if self.pk is None:
            raise ValueError("a scope of one person or tree needs that person")
        return self.pk


def scope_of(person: Person, company_name: str) -> Scope:
    """The scope that a person's role gives."""
    if person.role in {"executive", "operations"}:
        return Scope("company", company_name)
    if person.role == "manager":
        return Scope("team", person.email, person.pk)
    return Scope("rep", person.email, person.pk)
