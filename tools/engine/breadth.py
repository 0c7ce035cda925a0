"""How much of the company a scope is: the rows of some people are found by their owners, those of
many in one pass over all of them."""

from sqlalchemy import ColumnElement, func, select

from storage.tables import people
from tools.engine.dimensions import PEOPLE
from tools.engine.inquiry import Inquiry
from tools.engine.memory import Memory

# From this share of all people on SQLite is done sooner with reading everything once than with
# looking up owner by owner, which it would do.
_MANY = 0.15
_shares: Memory[float] = Memory(4_096)


def is_of_many(inquiry: Inquiry) -> bool:
    """Whether it is about a manager's tree that is much of the company, and nobody in it alone."""
    if inquiry.scope.kind != "team" or any(c.dimension in PEOPLE for c in inquiry.conditions):
        return False
    if inquiry.company.version is None:
        return False
    key = (inquiry.company.version, inquiry.scope.pk)
    return _shares.get(key, lambda: _share(inquiry)) >= _MANY


def searched(inquiry: Inquiry, owner: ColumnElement[int]) -> ColumnElement[int]:
    """The owner's column as it is best searched for the inquiry's people: on SQLite not by its
    index where they are many. PostgreSQL sees for itself."""
    plans_itself = inquiry.connection.dialect.name != "sqlite"
    return owner if plans_itself or not is_of_many(inquiry) else owner + 0


def _share(inquiry: Inquiry) -> float:
    everybody = select(func.count()).select_from(people).scalar_subquery()
    inside = select(func.count()).where(inquiry.scope.condition(people.c.pk)).scalar_subquery()
    some, all_people = inquiry.connection.execute(select(inside, everybody)).one()
    return int(some) / max(int(all_people), 1)
