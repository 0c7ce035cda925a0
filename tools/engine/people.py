"""Who asks: the person behind an email, as the store knows them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, RowMapping, bindparam, or_, select

from storage.tables import people


@dataclass(frozen=True)
class Person:
    """One row of `people`, as far as asking needs it."""

    pk: int
    email: str
    name: str
    role: str
    team: str | None
    locale: str | None
    time_zone: str | None
    active_from: date | None
    active_to: date | None
    slack_user_id: str | None = None

    def is_active(self, day: date) -> bool:
        """Whether the person works here on `day`: who has left sees nothing any more."""
        return (self.active_from is None or self.active_from <= day) and (
            self.active_to is None or day <= self.active_to
        )


_COLUMNS = (
    people.c.pk,
    people.c.email,
    people.c.name,
    people.c.role,
    people.c.team,
    people.c.locale,
    people.c.time_zone,
    people.c.active_from,
    people.c.active_to,
    people.c.slack_user_id,
)
_BY_EMAIL = select(*_COLUMNS).where(people.c.email == bindparam("email"))
_IN_SLACK = select(*_COLUMNS).where(
    or_(
        people.c.slack_user_id.in_(bindparam("slack_ids", expanding=True)),
        people.c.email.in_(bindparam("emails", expanding=True)),
    )
)


def person_by_email(connection: Connection, email: str) -> Person | None:
    """The person with this email, in any capitals."""
    found = connection.execute(_BY_EMAIL, {"email": email.strip().lower()})
    return _person(found.mappings().one_or_none())


def people_in_slack(connection: Connection, users: Mapping[str, str]) -> dict[str, Person]:
    """The people with these Slack user ids, else with the emails that belong to them, in any
    capitals; whoever is nobody is left out."""
    emails = {slack_id: email.strip().lower() for slack_id, email in users.items()}
    given = {"slack_ids": list(emails), "emails": list(emails.values())}
    found = [Person(**row) for row in connection.execute(_IN_SLACK, given).mappings()]
    by_id = {one.slack_user_id: one for one in found}
    by_email = {one.email: one for one in found}
    who = {one: by_id.get(one) or by_email.get(email) for one, email in emails.items()}
    return {slack_id: person for slack_id, person in who.items() if person}


def people_of(connection: Connection, roles: Collection[str]) -> list[Person]:
    """Everybody with one of these roles, those who have left too, by email."""
    query = select(*_COLUMNS).where(people.c.role.in_(roles)).order_by(people.c.email)
    return [Person(**row) for row in connection.execute(query).mappings()]


def names_of(connection: Connection, emails: Iterable[str]) -> dict[str, str]:
    """People's names by email, for showing."""
    wanted = [email for email in set(emails) if "@" in email]
    if not wanted:
        return {}
    query = select(people.c.email, people.c.name).where(people.c.email.in_(wanted))
    return {email: name for email, name in connection.execute(query)}


def _person(row: RowMapping | None) -> Person | None:
    return None if row is None else Person(**row)
