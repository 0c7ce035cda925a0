"""What an answer shows that its asker may not see: the last look at scope, from outside."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from storage.tables import opportunities, people
from tools.engine.answer import Answer
from tools.engine.people import Person
from tools.engine.scope import scope_of

_PEOPLE = ("rep", "manager")  # dimensions whose values are emails


def leaked(connection: Connection, person: Person, answer: Answer) -> tuple[str, ...]:
    """Ids of deals, and emails of people with a value of their own, beyond the asker's scope.

    Averages of a group are no value of any one person in it.
    """
    scope = scope_of(person, "")
    shown = {deal.id for deal in answer.deals}
    o = opportunities.c
    seen = set(
        connection.scalars(select(o.id).where(o.id.in_(shown), scope.condition(o.owner_pk)))
        if shown
        else ()
    )
    named = set(_people(answer))
    mine = set(
        connection.scalars(
            select(people.c.email).where(people.c.email.in_(named), scope.condition(people.c.pk))
        )
        if named
        else ()
    )
    return tuple(sorted((shown - seen) | (named - mine)))


def _people(answer: Answer) -> Iterator[str]:
    for figure in answer.figures:
        for row in figure.rows or ():
            yield from filter(None, (row.by.get(cut) for cut in _PEOPLE))
        if figure.value is not None:
            asked = (email for cut in _PEOPLE for email in figure.where.get(cut, ()))
            yield from (email for email in asked if not email.startswith("!"))
