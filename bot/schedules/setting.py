"""Who may set what on a schedule, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Connection, select

from bot.audience import seen_as
from bot.digests.rituals import rituals
from bot.pilote import Pilote
from bot.schedules.reading import Wish, read_wish
from bot.schedules.rule import Rule
from bot.schedules.store import Plan, Schedule, standing
from bot.schedules.words import vocabularies
from storage.errors import PiloteError
from storage.tables import people
from tools.engine.compute import Desk
from tools.engine.people import Person, person_by_email
from tools.engine.scope import scope_of
from tools.fold import fold

SETTING = {"manager", "executive", "operations"}  # the roles that may
EVERYTHING = {"executive", "operations"}


@dataclass(frozen=True)
class Place:
    """A channel in Slack: its workspace, id and name."""

    slack_team: str
    channel: str
    name: str


def wish_of(bot: Pilote, asker: Person, text: str) -> Wish:
    """What these words ask for. Raises PiloteError `schedule_not_yours`, and like `read_wish`."""
    may_set(asker)
    return _read(bot, asker, text)


def may_set(asker: Person) -> None:
    """Raises PiloteError `schedule_not_yours` for whom nothing is set."""
    if asker.role not in SETTING:
        raise PiloteError("schedule_not_yours")


def is_wish(bot: Pilote, asker: Person, text: str) -> bool:
    """Whether these words, said to the bot among questions, ask for a ritual on a schedule: named,
    with its days and its hour, and not a word left over."""
    if not names_ritual(text):
        return False
    try:
        _read(bot, asker, text)
    except PiloteError:
        return False
    return True


def names_ritual(text: str) -> bool:
    """Whether a ritual is named, which most of what is said does not."""
    folded = fold(text)
    return any(phrase in folded for phrase in _ritual_names())


@cache  # every message is looked through for them
def _ritual_names() -> Sequence[str]:
    words = vocabularies().values()
    return tuple(name for one in words for names in one.rituals.values() for name in names)


def _read(bot: Pilote, asker: Person, text: str) -> Wish:
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        rows = connection.execute(select(people.c.name, people.c.email)).all()
    called = {str(name): str(email) for name, email in rows}
    locale = bot.locale_of(asker, at.company.locale)
    return read_wish(text, locale, at.company.calendar.starts, called)


def plan_of(bot: Pilote, asker: Person, wish: Wish, place: Place | None, locale: str) -> Plan:
    """The schedule that would be set.

    Raises PiloteError: `schedule_private` (a one-to-one in a channel), `schedule_channel` (not
    open, or for a team that is not theirs), `schedule_person` (not theirs to set it for),
    `schedule_with_whom` (a one-to-one with nobody).
    """
    of_one = rituals()[wish.ritual].of_one
    if of_one and place is not None:
        raise PiloteError("schedule_private")
    with bot.sales.reading() as connection:
        at = bot.desk(connection)
        about, recipient = None, None
        if of_one:
            about, recipient = _of_one(at, asker, wish.person)
        elif place is None:
            recipient = _recipient(at, asker, wish.person)
        elif wish.person is not None:
            raise PiloteError("schedule_people")
        if place is not None and not _may_send_to(bot, at, asker, place):
            raise PiloteError("schedule_channel", channel=place.name)
        zone = asker.time_zone or at.company.time_zone
    return Plan(
        ritual=wish.ritual,
        about=about,
        rule=Rule(wish.days, wish.at, zone),
        slack_team=place.slack_team if place else None,
        channel=place.channel if place else None,
        channel_name=place.name if place else None,
        recipient=recipient,
        locale=locale,
    )


def seen_by(bot: Pilote, asker: Person) -> list[Schedule]:
    """The standing schedules that are theirs to see: all for operations, else those that they
    set or get."""
    return [
        one
        for one in standing(bot.database)
        if asker.role == "operations"
        or asker.email in {one.made_by, one.plan.recipient, one.plan.about}
    ]


def theirs(bot: Pilote, asker: Person, number: int) -> Schedule:
    """A schedule that they may pause and remove: their own; for operations every one.

    Raises PiloteError `schedule_unknown`.
    """
    for one in standing(bot.database):
        mine = asker.email in {one.made_by, one.plan.recipient}
        if one.number == number and (mine or asker.role == "operations"):
            return one
    raise PiloteError("schedule_unknown", number=number)


def is_below(connection: Connection, person: Person, email: str, company: str) -> bool:
    """Whether somebody works for this person, at any depth."""
    if person.email == email or person.role not in SETTING:
        return False
    inside = scope_of(person, company).condition(people.c.pk)
    found = select(people.c.pk).where(people.c.email == email, inside)
    return connection.scalar(found) is not None


def _may_send_to(bot: Pilote, at: Desk, asker: Person, place: Place) -> bool:
    leader = seen_as(bot, place.slack_team, place.channel)
    if leader is None:
        return False
    own = asker.role in EVERYTHING or asker.email == leader
    return own or is_below(at.connection, asker, leader, at.company.name)


def _of_one(at: Desk, asker: Person, named: str | None) -> tuple[str, str]:
    """Whose one-to-one, and who holds it: the asker; where operations set it, the manager."""
    if named is None:
        raise PiloteError("schedule_with_whom")
    if not is_below(at.connection, asker, named, at.company.name) or not _works(at, named):
        raise PiloteError("schedule_person")
    if asker.role != "operations":
        return named, asker.email
    above = people.alias()
    query = select(above.c.email).where(above.c.pk == people.c.manager_pk, people.c.email == named)
    holder = at.connection.scalar(query)
    if holder is None or not _works(at, holder):
        raise PiloteError("schedule_person")
    return named, str(holder)


def _recipient(at: Desk, asker: Person, named: str | None) -> str:
    if named is None or named == asker.email:
        return asker.email
    if not is_below(at.connection, asker, named, at.company.name) or not _works(at, named):
        raise PiloteError("schedule_person")
    return named


def _works(at: Desk, email: str) -> bool:
    found = person_by_email(at.connection, email)
    return found is not None and found.is_active(at.today)


def next_time(schedule: Schedule, bot: Pilote) -> date | None:
    """The next day on which it is sent; None while it is paused."""
    return None if schedule.paused else schedule.plan.rule.next_day(bot.clock.now())
