"""Making a teller: what figures need from the store before they can be put into words."""

from collections.abc import Iterable

from sqlalchemy import Connection

from bot.saying.figures import Teller
from tools.engine.figure import Figure
from tools.engine.inquiry import Company
from tools.engine.people import names_of


def teller_for(
    connection: Connection,
    company: Company,
    locale: str,
    asker: str,
    figures: Iterable[Figure],
    also: Iterable[str] = (),
) -> Teller:
    """Tells these figures to this asker, people (those of `also`, too) by their names and the
    data by its age."""
    shown: set[str] = set(also)
    for figure in figures:
        if figure.scope.of != asker:  # who is told of their own needs no name for it
            shown.add(figure.scope.of)
        shown.update(v.removeprefix("!") for values in figure.where.values() for v in values)
        shown.update(figure.facts.get("missing", ()))
        shown.update(figure.facts.get("silent", ()))
        shown.update(label for row in figure.rows or () for label in row.by.values() if label)
    names = names_of(connection, shown)
    return Teller(locale, company.calendar, names, asker, company.currency, company.fresh_at)
