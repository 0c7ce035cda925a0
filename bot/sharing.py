"""Whether an answer may stand where others read it: everybody must see all its deals anyway."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, and_, false, not_, or_, select

from bot.pilote import Pilote
from storage.tables import people
from tools.engine.answer import Answer
from tools.engine.dimensions import PEOPLE
from tools.engine.figure import Figure
from tools.engine.people import Person, person_by_email
from tools.engine.scope import Scope, scope_of
from tools.engine.sql import in_tree_of


def kept_from(bot: Pilote, sharer: str, answer: Answer, readers: Iterable[Person]) -> Sequence[str]:
    """The names of those readers who may not see what the sharer (an email) would show them."""
    with bot.sales.reading() as sales:
        at = bot.desk(sales)
        owner = person_by_email(sales, sharer)
        if owner is None:
            return [sharer]
        scope = scope_of(owner, at.company.name)
        figures: Sequence[Figure | None] = answer.figures or [None]
        shown = [_owners(sales, scope, figure) for figure in figures]
        everything = any(one is None for one in shown)
        condition = or_(false(), *(one for one in shown if one is not None))
        blind = []
        for reader in readers:
            own = scope_of(reader, at.company.name)
            sees = own.kind == "company" or (not everything and _sees(sales, own, condition))
            if not (sees and reader.is_active(at.today)):
                blind.append(reader.name)
        return blind


def _owners(sales: Connection, scope: Scope, figure: Figure | None) -> ColumnElement[bool] | None:
    """Whose deals a figure counts, as a condition on `people`; None: the whole company's.

    An average of a group is made of what its members do not see of one another.
    """
    if figure is None:
        return None if scope.kind == "company" else scope.condition(people.c.pk)
    narrowed = [
        _named(sales, dimension, included)
        for dimension in sorted(PEOPLE & figure.where.keys())
        if (included := [v for v in figure.where[dimension] if not v.startswith("!")])
    ]
    if figure.group_average or (scope.kind == "company" and not narrowed):
        return None
    return and_(scope.condition(people.c.pk), *narrowed)


def _named(sales: Connection, dimension: str, values: Sequence[str]) -> ColumnElement[bool]:
    if dimension == "team":
        return people.c.team.in_(values)
    if dimension == "rep":
        return people.c.email.in_(values)
    tops = sales.scalars(select(people.c.pk).where(people.c.email.in_(values)))
    return or_(false(), *(in_tree_of(people.c.pk, top) for top in tops))


def _sees(sales: Connection, own: Scope, owners: ColumnElement[bool]) -> bool:
    hidden = select(people.c.pk).where(owners, not_(own.condition(people.c.pk))).limit(1)
    return sales.scalar(hidden) is None
