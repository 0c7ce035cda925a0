"""Schedules as the store keeps them: set, paused, resumed, removed, never deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.schedules.rule import Rule
from storage.database import Database
from storage.tables import schedules


@dataclass(frozen=True)
class Plan:
    """What is to be sent: a ritual on a rule, to a channel (`slack_team`, `channel`) or a person
    (`recipient`); `about` is whose one-to-one it is. `locale` is a channel's language."""

    ritual: str
    about: str | None
    rule: Rule
    slack_team: str | None
    channel: str | None
    channel_name: str | None
    recipient: str | None
    locale: str

    @property
    def key(self) -> str:
        """The same for two plans that would send the same thing twice."""
        where = self.channel or self.recipient or ""
        parts = (self.ritual, self.about or "", self.rule.days, self.rule.at, where)
        return "|".join(parts)


@dataclass(frozen=True)
class Schedule:
    """A plan that stands, by its number."""

    number: int
    plan: Plan
    made_by: str
    counts_from: datetime
    paused: bool

    @property
    def name(self) -> str:
        """What the ledger of deliveries knows it by."""
        return f"ritual_{self.number}"


def standing(database: Database) -> list[Schedule]:
    """All that were not removed, in the order in which they were set."""
    with database.reading() as connection:
        rows = connection.execute(_standing().order_by(schedules.c.pk)).mappings()
        return [_schedule(row) for row in rows]


def add(database: Database, plan: Plan, by: str, now: datetime) -> Schedule:
    """Sets a schedule; where the same one stands already, that one."""
    values = {
        "ritual": plan.ritual,
        "about": plan.about,
        "rule": plan.rule.days,
        "at": plan.rule.at,
        "time_zone": plan.rule.time_zone,
        "slack_team": plan.slack_team,
        "channel": plan.channel,
        "channel_name": plan.channel_name,
        "recipient": plan.recipient,
        "locale": plan.locale,
        "key": plan.key,
        "made_by": by,
        "made_at": now,
        "counts_from": now,
    }
    with database.writing() as connection:
        try:
            with connection.begin_nested():
                connection.execute(insert(schedules).values(**values))
        except IntegrityError:
            pass  # a second click, or somebody else's wish for the same
        found = connection.execute(_standing().where(schedules.c.key == plan.key)).mappings()
        return _schedule(found.one())


def pause(database: Database, number: int, now: datetime) -> None:
    """Nothing of it is sent any more, until it is resumed."""
    _change(database, number, paused_at=now)


def resume(database: Database, number: int, now: datetime) -> None:
    """It is sent again, from the next time on."""
    _change(database, number, paused_at=None, counts_from=now)


def remove(database: Database, number: int, by: str, now: datetime) -> None:
    """It is over; the row stays, with who removed it."""
    _change(database, number, key=None, removed_by=by, removed_at=now)


def _change(database: Database, number: int, **values: object) -> None:
    mine = (schedules.c.pk == number) & schedules.c.removed_at.is_(None)
    with database.writing() as connection:
        connection.execute(update(schedules).where(mine).values(**values))


def _standing() -> Select[Any]:
    return select(schedules).where(schedules.c.removed_at.is_(None))


def _schedule(row: Mapping[Any, Any]) -> Schedule:
    plan = Plan(
        ritual=row["ritual"],
        about=row["about"],
        rule=Rule(row["rule"], row["at"], row["time_zone"]),
        slack_team=row["slack_team"],
        channel=row["channel"],
        channel_name=row["channel_name"],
        recipient=row["recipient"],
        locale=row["locale"],
    )
    return Schedule(
        row["pk"], plan, row["made_by"], row["counts_from"], row["paused_at"] is not None
    )
