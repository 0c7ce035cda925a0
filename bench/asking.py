"""The people who ask, and their questions to the engine."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from tools.engine.compute import compute, desk
from tools.engine.figure import Figure
from tools.engine.people import Person, person_by_email
from tools.engine.request import parse_request

TODAY = date(2026, 11, 23)  # a Monday


def first_active(connection: Connection, role: str) -> Person:
    """The first person of that role who has not left."""
    return people(connection, role, most=1)[0]


def people(connection: Connection, role: str, *, most: int) -> list[Person]:
    """The first so many of a role, those who have left last."""
    query = text(
        "SELECT email FROM people WHERE role = :role"
        " ORDER BY CASE WHEN active_to IS NULL THEN 0 ELSE 1 END, pk LIMIT :most"
    )
    emails = connection.execute(query, {"role": role, "most": most}).scalars().all()
    found = (person_by_email(connection, str(email)) for email in emails)
    return [person for person in found if person is not None]


def ask(connection: Connection, asker: Person, request: dict[str, Any]) -> Figure:
    """One question, from the settings of the company to the figure with its rows."""
    return compute(desk(connection, TODAY), asker, parse_request(request))
