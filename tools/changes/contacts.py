"""A contact that somebody adds to a deal with what else is mended: a name, and what is known."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from storage.errors import PiloteError
from storage.tables import contacts

Contact = Mapping[str, str | None]
PARTS = ("name", "title", "role", "email")
# What playbooks know; any other role comes from the CRM.
ROLES = ("economic_buyer", "champion", "decision_maker", "user", "blocker")
LONGEST = 100  # characters of each part
OWN = "pilote"  # origin of what was added here
_C = contacts.c


def contact_given(connection: Connection, pk: int, given: Mapping[str, object]) -> Contact | None:
    """What was entered as `contact_name`, `contact_title`, `contact_role`, `contact_email`; None
    where nothing was. Raises PiloteError `contact_name`, `contact_role`, `contact_email`,
    `contact_long` and `contact_known` for a name that the deal has already."""
    told = {part: " ".join(str(given.get(f"contact_{part}") or "").split()) for part in PARTS}
    if not any(told.values()):
        return None
    name, role, email = told["name"], told["role"], told["email"]
    if not name:
        raise PiloteError("contact_name")
    if max(map(len, told.values())) > LONGEST:
        raise PiloteError("contact_long", most=LONGEST)
    if role and role not in ROLES:
        raise PiloteError("contact_role", given=role, known=", ".join(ROLES))
    at, _, host = email.partition("@")
    if email and not (at and "." in host.strip(".") and " " not in email and "@" not in host):
        raise PiloteError("contact_email", given=email)
    same = select(_C.name).where(_C.opportunity_pk == pk, func.lower(_C.name) == name.lower())
    if connection.scalar(same) is not None:
        raise PiloteError("contact_known", name=name)
    return {part: told[part] or None for part in PARTS}


def add(connection: Connection, pk: int, contact: Contact) -> None:
    """Writes it. Raises PiloteError `changed_since` where the deal has one of the name by now."""
    try:
        with connection.begin_nested():
            row = {"opportunity_pk": pk, **contact, "origin": OWN}
            connection.execute(insert(contacts).values(row))
    except IntegrityError as error:
        raise PiloteError("changed_since") from error


def remove(connection: Connection, pk: int, contact: Contact) -> None:
    """Takes it out. Raises PiloteError `changed_since` where it is no more as it was added."""
    same = [_C[part].is_not_distinct_from(contact[part]) for part in PARTS]
    gone = delete(contacts).where(_C.opportunity_pk == pk, _C.origin == OWN, *same)
    if connection.execute(gone).rowcount != 1:
        raise PiloteError("changed_since")
