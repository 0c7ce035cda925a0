"""Who reads along in a channel, and whose scope its answers have.

A channel is private ground: what is answered there is for the asker alone, unless operations
opened it for a team. Then everybody there sees what the leader of the team sees of it.
"""

from datetime import date, datetime

from sqlalchemy import Connection, delete, insert, select

from bot.pilote import Pilote
from storage.tables import open_channels, people
from tools.fold import fold


def team_called(sales: Connection, name: str) -> str | None:
    """The team of this name, in any capitals."""
    known = sales.scalars(select(people.c.team).where(people.c.team.is_not(None)).distinct())
    return next((team for team in known if fold(team) == fold(name)), None)


def leader_of(sales: Connection, team: str, today: date) -> str | None:
    """The email of the manager who leads a team: of its managers the one above the others, else
    the manager whom all its members share. None where there is no such one."""
    members = sales.execute(
        select(people.c.pk, people.c.manager_pk, people.c.role, people.c.email).where(
            people.c.team == team,
            people.c.active_to.is_(None) | (people.c.active_to >= today),
        )
    ).all()
    inside = {row.pk for row in members}
    leaders = [row for row in members if row.role == "manager" and row.manager_pk not in inside]
    if leaders:
        return str(leaders[0].email) if len(leaders) == 1 else None
    above = {row.manager_pk for row in members}
    if len(above) != 1:
        return None
    shared = people.c.pk == above.pop()
    found = sales.scalar(select(people.c.email).where(shared, people.c.role == "manager"))
    return None if found is None else str(found)


def seen_as(bot: Pilote, slack_team: str | None, channel: str) -> str | None:
    """The email of whoever's scope an open channel has; None for every other channel."""
    with bot.database.reading() as connection:
        here = (open_channels.c.slack_team == (slack_team or "")) & (
            open_channels.c.channel == channel
        )
        team = connection.scalar(select(open_channels.c.team).where(here))
    if team is None:
        return None
    with bot.sales.reading() as sales:
        return leader_of(sales, team, bot.desk(sales).today)


def opened_channels(bot: Pilote, slack_team: str) -> list[tuple[str, str]]:
    """The channels of a workspace that are open, each with its team; by team."""
    query = select(open_channels.c.channel, open_channels.c.team)
    here = query.where(open_channels.c.slack_team == slack_team)
    with bot.database.reading() as connection:
        found = connection.execute(here.order_by(open_channels.c.team, open_channels.c.channel))
        return [(row.channel, row.team) for row in found]


def teams_of(sales: Connection) -> list[str]:
    """The teams that there are, in alphabetical order."""
    query = select(people.c.team).where(people.c.team.is_not(None)).distinct()
    return sorted(str(team) for team in sales.scalars(query))


def open_for(bot: Pilote, slack_team: str, channel: str, team: str, by: str, now: datetime) -> None:
    """Opens a channel for a team; one that is open already is from now on for this one."""
    with bot.database.writing() as connection:
        _close(connection, slack_team, channel)
        opened = {"team": team, "opened_by": by, "opened_at": now}
        row = {"slack_team": slack_team, "channel": channel, **opened}
        connection.execute(insert(open_channels).values(row))


def close(bot: Pilote, slack_team: str, channel: str) -> bool:
    """Closes a channel. False when it was not open."""
    with bot.database.writing() as connection:
        return _close(connection, slack_team, channel)


def _close(connection: Connection, slack_team: str, channel: str) -> bool:
    here = (open_channels.c.slack_team == slack_team) & (open_channels.c.channel == channel)
    return bool(connection.execute(delete(open_channels).where(here)).rowcount)
