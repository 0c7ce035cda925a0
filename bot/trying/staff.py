"""The people of the store as members of the workspace, with the channels a company has."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.workspace import Workspace
from prompts import known, say
from storage.errors import PiloteError
from storage.tables import company, people

# Slack's locales for the languages of the house; others stay as they are.
_LOCALES = {"en": "en-GB", "fr": "fr-FR"}
_GUEST, _GUEST_EMAIL = "Jo Lindholm", "jo.lindholm@partner.example"  # of another company
_HOSTS = ("manager", "executive", "operations", "rep")


def company_name(connection: Connection) -> str:
    """The company's name, for the workspace. Raises PiloteError `store_empty`."""
    name = connection.scalar(select(company.c.name))
    if name is None or connection.scalar(select(people.c.pk).limit(1)) is None:
        raise PiloteError("store_empty")
    return str(name)


def staff(workspace: Workspace, connection: Connection, today: date) -> str:
    """Give everybody of the store an account, #general, and each team its channel; and a guest of
    one of them a channel, too.

    Who has left the company is a deactivated user. Returns the email of whom to begin as.
    """
    place = connection.execute(select(company)).one()
    rows = connection.execute(select(people).order_by(people.c.pk)).all()
    for row in rows:
        _add(workspace, row, place, gone=row.active_to is not None and row.active_to < today)
    active = [row for row in rows if row.active_to is None or row.active_to >= today]
    workspace.add_channel("general", *(row.email for row in active))
    for team in sorted({row.team for row in active if row.team}):
        workspace.add_channel(_slug(team), *_members(active, team))
    host = _host(active or rows)
    _invite(workspace, host, place)
    return host


def _invite(workspace: Workspace, host: str, place: Row[Any]) -> None:
    """A guest from outside, in a channel with whoever invited them: they get no data."""
    locale = known(place.locale)
    workspace.add_user(
        _GUEST,
        _GUEST_EMAIL,
        tz=place.time_zone,
        locale=_LOCALES.get(place.locale, place.locale),
        is_restricted=True,
        title=say(locale, "say.workspace.roles.guest"),
    )
    workspace.add_channel("with-a-partner", host, _GUEST_EMAIL)


def _add(workspace: Workspace, row: Row[Any], place: Row[Any], *, gone: bool) -> None:
    locale = row.locale or place.locale
    role = say(known(locale), f"say.workspace.roles.{row.role}")
    workspace.add_user(
        row.name,
        row.email,
        tz=row.time_zone or place.time_zone,
        locale=_LOCALES.get(locale, locale),
        user_id=row.slack_user_id,
        deleted=gone,
        title=f"{role} · {row.team}" if row.team else role,
    )


def _members(active: Sequence[Row[Any]], team: str) -> list[str]:
    """The team and all who lead it."""
    by_pk = {row.pk: row for row in active}
    inside = {row.pk: row for row in active if row.team == team}
    for row in list(inside.values()):
        above = by_pk.get(row.manager_pk)
        while above is not None and above.pk not in inside:
            inside[above.pk] = above
            above = by_pk.get(above.manager_pk)
    return [row.email for row in inside.values()]


def _slug(team: str) -> str:
    """A channel's name: lower case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", team).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "team"
    return f"team-{slug}"[:80]


def _host(active: Sequence[Row[Any]]) -> str:
    """Whoever sees most of what can be tried: a manager, if there is one."""
    return str(min(active, key=lambda row: _HOSTS.index(row.role)).email)
